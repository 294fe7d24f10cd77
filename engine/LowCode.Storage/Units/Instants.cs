using System.Data.Common;
using LowCode.Expressions.Sql;
using Microsoft.Data.Sqlite;

namespace LowCode.Storage.Units;

/// <summary>Columns of rows, whichever database they come from.</summary>
internal static class Instants
{
    /// <summary>An instant column, kind UTC: a text on SQLite, a moment of its own on PostgreSQL.</summary>
    public static DateTime Instant(this DbDataReader reader, int column) => reader is SqliteDataReader ? SqliteInstants.Parse(reader.GetString(column)) : reader.GetDateTime(column);

    /// <summary>An instant column that may be NULL.</summary>
    public static DateTime? InstantOrNull(this DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.Instant(column);

    /// <summary>A text column that may be NULL.</summary>
    public static string? TextOrNull(this DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    /// <summary>A whole-number column that may be NULL.</summary>
    public static long? LongOrNull(this DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetInt64(column);
}
