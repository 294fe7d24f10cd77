using System.Data.Common;
using System.Globalization;
using LowCode.Expressions;
using LowCode.Expressions.Sql;
using LowCode.Forms;
using LowCode.Storage.Records;

namespace LowCode.Storage.Sqlite;

/// <summary>
/// Columns of SQLite: whole numbers and texts. Numbers are scaled by <see cref="Field.Scale"/>, so that they are sorted, summed and compared exactly;
/// days and instants are texts that sort by time.
/// </summary>
internal sealed class SqliteColumns : ColumnValues
{
    private const string DateFormat = "yyyy-MM-dd";

    internal override string Type(StorageKind kind) => IsInteger(kind) ? "INTEGER" : "TEXT";

    internal override object? ToColumn(Value value, Field field)
    {
        if (value.IsEmpty || value.IsError)
            return null;
        return field.Storage switch
        {
            StorageKind.Text => Text(value),
            StorageKind.Number => Scaled(value.AsNumber, field.Scale, field.Key),
            StorageKind.Id => Id(value),
            StorageKind.Date => value.AsDate.ToString(DateFormat, CultureInfo.InvariantCulture),
            StorageKind.Instant => SqliteInstants.Text(value.AsDateTime),
            StorageKind.Bool => value.AsBool ? 1L : 0L,
            StorageKind.Json => JsonValues.Write(value),
            _ => throw new InvalidOperationException($"Field '{field.Key}' has no column."),
        };
    }

    internal override Value FromColumn(DbDataReader reader, int column, Field field) =>
        reader.IsDBNull(column) ? Value.Null
        : IsInteger(field.Storage) ? FromInteger(reader.GetInt64(column), field)
        : FromString(reader.GetString(column), field);

    /// <summary>The value of a column as SQLite hands it to a function: null, a 64-bit number or a text.</summary>
    internal static Value FromArgument(object? argument, Field field) => argument switch
    {
        long number => FromInteger(number, field),
        string text => FromString(text, field),
        _ => Value.Null,
    };

    internal override decimal Number(DbDataReader reader, int column, int scale) => Unscaled(reader.GetInt64(column), scale);

    // Stored numbers are whole, so a bound with more decimals than the field is rounded up.
    internal override object Bound(decimal number, int scale)
    {
        for (var i = 0; i < scale; i++) number *= 10;
        return (long)Math.Clamp(Math.Ceiling(number), long.MinValue, long.MaxValue);
    }

    internal override DateOnly Day(DbDataReader reader, int column) => SqliteInstants.ParseDay(reader.GetString(column));

    private static bool IsInteger(StorageKind kind) => kind is StorageKind.Number or StorageKind.Id or StorageKind.Bool;

    private static Value FromInteger(long number, Field field) => field.Storage switch
    {
        StorageKind.Number => Value.FromNumber(Unscaled(number, field.Scale)),
        StorageKind.Id => FromId(number, field.Symbol.Type.Kind),
        _ => Value.FromBool(number != 0),
    };

    private static Value FromString(string text, Field field) => field.Storage switch
    {
        StorageKind.Text => FromText(text, field),
        StorageKind.Date => Value.FromDate(SqliteInstants.ParseDay(text)),
        StorageKind.Instant => Value.FromDateTime(SqliteInstants.Parse(text)),
        _ => JsonValues.Read(text, field.Symbol.Type),
    };
}
