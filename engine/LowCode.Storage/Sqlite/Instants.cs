using System.Data;
using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;

namespace LowCode.Storage.Sqlite;

/// <summary>Instants as the database keeps them: UTC text <c>yyyy-MM-dd HH:mm:ss.fff</c>, which sorts and compares as it reads.</summary>
public static class Instants
{
    private const string Format = "yyyy-MM-dd HH:mm:ss.fff";

    /// <summary>The text of an instant, taken as UTC whatever its kind says; finer than a millisecond is cut off.</summary>
    public static string Text(DateTime utc) => string.Create(23, utc, static (span, value) => value.TryFormat(span, out _, Format, CultureInfo.InvariantCulture));

    /// <summary>The instant of a text, kind UTC.</summary>
    public static DateTime Parse(string text) =>
        DateTime.ParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    /// <summary>An instant column.</summary>
    public static DateTime Instant(this SqliteDataReader reader, int column) => Parse(reader.GetString(column));

    /// <summary>An instant column that may be NULL.</summary>
    public static DateTime? InstantOrNull(this SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.Instant(column);

    /// <summary>A text column that may be NULL.</summary>
    public static string? TextOrNull(this SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    /// <summary>A whole-number column that may be NULL.</summary>
    public static long? LongOrNull(this SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetInt64(column);
}

/// <summary>Gives Dapper the same text form.</summary>
internal sealed class DapperInstant : SqlMapper.TypeHandler<DateTime>
{
    public override void SetValue(IDbDataParameter parameter, DateTime value)
    {
        parameter.DbType = DbType.String;
        parameter.Value = Instants.Text(value);
    }

    public override DateTime Parse(object value) => Instants.Parse((string)value);
}
