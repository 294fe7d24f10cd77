using Microsoft.Data.Sqlite;

namespace LowCode.Storage.Sqlite;

/// <summary>
/// Lets a statement call .NET for each row: <c>row_value(k, column, column ...)</c> calls the function that was registered as <c>k</c>.
/// The number is an argument like any other, so the statement's text stays the same and stays prepared.
/// </summary>
internal sealed class RowFunctions
{
    private readonly List<Func<object?[], object?>> _functions = [];

    internal RowFunctions(SqliteConnection connection) =>
        connection.CreateFunction("row_value", (object?[] arguments) => _functions[(int)(long)arguments[0]!](arguments));

    /// <summary>Registers a function until the unit ends; returns its number. Its arguments start at index 1; null, long or string each, as its result.</summary>
    internal long Add(Func<object?[], object?> function)
    {
        _functions.Add(function);
        return _functions.Count - 1;
    }

    internal void Clear() => _functions.Clear();
}
