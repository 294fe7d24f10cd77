using System.Globalization;
using LowCode.Expressions.Sql;
using Microsoft.Data.Sqlite;

namespace LowCode.Storage.Sqlite;

/// <summary>What SQLite lacks and our SQL uses: functions that know all scripts, and Chinese order.</summary>
internal static class SqlFunctions
{
    /// <summary>The order in which lists show texts: pinyin for Chinese, case and accents as a dictionary has them.</summary>
    internal static readonly CompareInfo Zh = CultureInfo.GetCultureInfo("zh-CN").CompareInfo;

    /// <summary>Adds all functions and collations to a connection; each connection needs its own.</summary>
    internal static void Register(SqliteConnection connection)
    {
        connection.CreateCollation("zh", Zh.Compare);
        foreach (var function in SqliteFunctions.All)
            Register(connection, function);
        connection.CreateFunction("holds_text", (string? text, string? part) => HoldsText(text, part), isDeterministic: true);
    }

    /// <summary>Whether a text holds another one, whatever the case, in any script; null when either is null.</summary>
    internal static bool? HoldsText(string? text, string? part) =>
        text is null || part is null ? null : text.Contains(part, StringComparison.OrdinalIgnoreCase);

    // Functions over a span of arguments would be called with any number of them; SQLite then can't tell a misspelt call.
    private static void Register(SqliteConnection connection, SqliteFunction function)
    {
        var call = function.Call;
        switch (function.Arguments)
        {
            case 1:
                connection.CreateFunction(function.Name, (object? a) => call([a]), isDeterministic: true);
                break;
            case 2:
                connection.CreateFunction(function.Name, (object? a, object? b) => call([a, b]), isDeterministic: true);
                break;
            case 3:
                connection.CreateFunction(function.Name, (object? a, object? b, object? c) => call([a, b, c]), isDeterministic: true);
                break;
            default:
                throw new NotSupportedException($"{function.Name} takes {function.Arguments} arguments: add a case.");
        }
    }
}
