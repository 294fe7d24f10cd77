using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace LowCode.Storage.Units;

/// <summary>Instants as SQLite keeps them and hashes take them: UTC text <c>yyyy-MM-dd HH:mm:ss.fff</c>, which sorts and compares as it reads.</summary>
internal static class Instants
{
    private const string Format = "yyyy-MM-dd HH:mm:ss.fff";

    /// <summary>The text of an instant, taken as UTC whatever its kind says; finer than a millisecond is cut off.</summary>
    public static string Text(DateTime utc) => string.Create(23, utc, static (span, value) => value.TryFormat(span, out _, Format, CultureInfo.InvariantCulture));

    /// <summary>The instant of a text, kind UTC.</summary>
    public static DateTime Parse(string text) =>
        DateTime.ParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    /// <summary>An instant column, kind UTC: a text on SQLite, a moment of its own on PostgreSQL.</summary>
    public static DateTime Instant(this DbDataReader reader, int column) => reader is SqliteDataReader ? Parse(reader.GetString(column)) : reader.GetDateTime(column);

    /// <summary>An instant column that may be NULL.</summary>
    public static DateTime? InstantOrNull(this DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.Instant(column);

    /// <summary>A text column that may be NULL.</summary>
    public static string? TextOrNull(this DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    /// <summary>A whole-number column that may be NULL.</summary>
    public static long? LongOrNull(this DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetInt64(column);
}
