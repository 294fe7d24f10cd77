using System.Data.Common;
using LowCode.Expressions;
using LowCode.Forms;
using LowCode.Storage.Records;
using LowCode.Storage.Units;

namespace LowCode.Storage.Postgres;

/// <summary>
/// Columns of PostgreSQL: each kind in a type of its own, so that other programs can read the tables too. Texts compare by their bytes, as on SQLite; JSON is
/// a text, so that what comes out is what went in. Numbers are exact, within what 64 bits hold when scaled.
/// </summary>
internal sealed class PostgresColumns : ColumnValues
{
    internal override string Type(StorageKind kind) => kind switch
    {
        StorageKind.Number => "numeric",
        StorageKind.Id => "bigint",
        StorageKind.Date => "date",
        StorageKind.Instant => "timestamptz",
        StorageKind.Bool => "boolean",
        _ => "text COLLATE \"C\"",
    };

    internal override object? ToColumn(Value value, Field field)
    {
        if (value.IsEmpty || value.IsError)
            return null;
        return field.Storage switch
        {
            StorageKind.Text => Text(value),
            StorageKind.Number => Unscaled(Scaled(value.AsNumber, field.Scale, field.Key), field.Scale),
            StorageKind.Id => Id(value),
            StorageKind.Date => value.AsDate,
            StorageKind.Instant => value.AsDateTime,
            StorageKind.Bool => value.AsBool,
            StorageKind.Json => JsonValues.Write(value),
            _ => throw new InvalidOperationException($"Field '{field.Key}' has no column."),
        };
    }

    internal override Value FromColumn(DbDataReader reader, int column, Field field)
    {
        if (reader.IsDBNull(column))
            return Value.Null;
        return field.Storage switch
        {
            StorageKind.Text => FromText(reader.GetString(column), field),
            StorageKind.Number => Value.FromNumber(Number(reader, column, field.Scale)),
            StorageKind.Id => FromId(reader.GetInt64(column), field.Symbol.Type.Kind),
            StorageKind.Date => Value.FromDate(Day(reader, column)),
            StorageKind.Instant => Value.FromDateTime(reader.GetDateTime(column)),
            StorageKind.Bool => Value.FromBool(reader.GetBoolean(column)),
            _ => JsonValues.Read(reader.GetString(column), field.Symbol.Type),
        };
    }

    internal override decimal Number(DbDataReader reader, int column, int scale)
    {
        try
        {
            return reader.GetDecimal(column);
        }
        catch (OverflowException)
        {
            throw Dialect.TooLarge();
        }
    }

    internal override object Bound(decimal number, int scale) => number;

    internal override DateOnly Day(DbDataReader reader, int column) => reader.GetFieldValue<DateOnly>(column);
}
