using System.Text.Json;
using LowCode.Expressions.Sql;
using LowCode.Storage.Units;
using Microsoft.Data.Sqlite;

namespace LowCode.Storage.Sqlite;

/// <summary>A prepared statement with parameters <c>@0</c>, <c>@1</c> ... that are bound anew at every use.</summary>
internal sealed class Statement
{
    private SqliteParameter[] _parameters = [];

    internal Statement(SqliteConnection connection, string sql)
    {
        Command = connection.CreateCommand();
        Command.CommandText = sql;
        Command.CommandTimeout = 0;
    }

    internal SqliteCommand Command { get; }

    /// <summary>Whether its rows are being read.</summary>
    internal bool IsBusy { get; set; }

    internal void Bind(ReadOnlySpan<object?> arguments)
    {
        if (_parameters.Length != arguments.Length)
            Resize(arguments.Length);
        for (var i = 0; i < arguments.Length; i++)
            _parameters[i].Value = Column(arguments[i]);
    }

    private void Resize(int count)
    {
        Command.Parameters.Clear();
        _parameters = new SqliteParameter[count];
        for (var i = 0; i < count; i++)
            _parameters[i] = Command.Parameters.Add(new SqliteParameter { ParameterName = "@" + i });
    }

    /// <summary>An argument as a column keeps it.</summary>
    internal static object Column(object? argument) => argument switch
    {
        null => DBNull.Value,
        string text => StorableText.Of(text),
        DateTime instant => SqliteInstants.Text(instant),
        string[] texts => JsonSerializer.Serialize(Array.ConvertAll(texts, StorableText.Of)),
        long[] or object[] => JsonSerializer.Serialize(argument, argument.GetType()),
        Enum value => Convert.ToInt64(value, null),
        decimal => throw new ArgumentException("A decimal would be stored as text and sort wrongly: scale it to a whole number first.", nameof(argument)),
        _ => argument,
    };
}
