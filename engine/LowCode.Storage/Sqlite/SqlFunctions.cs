using System.Globalization;
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
        connection.CreateFunction("local_day", (string? instant, string zone) => LocalDay(instant, zone), isDeterministic: true);
        connection.CreateFunction("holds_text", (string? text, string? part) => HoldsText(text, part), isDeterministic: true);
    }

    /// <summary>Whether a text holds another one, whatever the case, in any script; null when either is null.</summary>
    internal static bool? HoldsText(string? text, string? part) =>
        text is null || part is null ? null : text.Contains(part, StringComparison.OrdinalIgnoreCase);

    /// <summary>The day, as text, that an instant falls on in a zone; null for null.</summary>
    internal static string? LocalDay(string? instant, string zone) => instant is null ? null
        : TimeZoneInfo.ConvertTimeFromUtc(Instants.Parse(instant), TimeZoneInfo.FindSystemTimeZoneById(zone)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
