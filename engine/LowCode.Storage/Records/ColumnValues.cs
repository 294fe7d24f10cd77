using System.Globalization;
using LowCode.Expressions;
using LowCode.Forms;
using LowCode.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace LowCode.Storage.Records;

/// <summary>
/// Between a <see cref="Value"/> and its column, by <see cref="StorageKind"/>. Numbers are whole numbers scaled by <see cref="Field.Scale"/>,
/// so that SQLite sorts, sums and compares them exactly; empty texts and lists are NULL, as are failed calculations.
/// </summary>
internal static class ColumnValues
{
    private const string DateFormat = "yyyy-MM-dd";
    private const string TimeFormat = "HH:mm:ss";

    private static readonly decimal[] Powers = [1m, 10m, 100m, 1_000m, 10_000m, 100_000m, 1_000_000m, 10_000_000m, 100_000_000m, 1_000_000_000m, 10_000_000_000m];

    /// <summary>The column's type; null for a field that has no column in its own table.</summary>
    internal static string? SqlType(Field field) => field.Storage switch
    {
        StorageKind.None or StorageKind.Rows => null,
        StorageKind.Number or StorageKind.Id or StorageKind.Bool => "INTEGER",
        _ => "TEXT",
    };

    /// <summary>What is bound for a value; null for NULL. A number that doesn't fit 64 bits when scaled is refused.</summary>
    internal static object? ToColumn(Value value, Field field)
    {
        if (value.IsEmpty || value.IsError)
            return null;
        return field.Storage switch
        {
            StorageKind.Text => value.Kind == ValueKind.Time ? value.AsTime.ToString(TimeFormat, CultureInfo.InvariantCulture) : value.AsText,
            StorageKind.Number => Scaled(value.AsNumber, field),
            StorageKind.Id => value.Kind == ValueKind.Number ? (long)value.AsNumber : value.AsId,
            StorageKind.Date => value.AsDate.ToString(DateFormat, CultureInfo.InvariantCulture),
            StorageKind.Instant => Instants.Text(value.AsDateTime),
            StorageKind.Bool => value.AsBool ? 1L : 0L,
            StorageKind.Json => JsonValues.Write(value),
            _ => throw new InvalidOperationException($"Field '{field.Key}' has no column."),
        };
    }

    /// <summary>The value of a column.</summary>
    internal static Value FromColumn(SqliteDataReader reader, int column, Field field)
    {
        if (reader.IsDBNull(column))
            return Value.Null;
        var type = field.Symbol.Type;
        return field.Storage switch
        {
            StorageKind.Text => type.Kind == TypeKind.Time
                ? Value.FromTime(TimeOnly.ParseExact(reader.GetString(column), TimeFormat, CultureInfo.InvariantCulture))
                : Value.FromText(reader.GetString(column)),
            StorageKind.Number => Value.FromNumber(Unscaled(reader.GetInt64(column), field.Scale)),
            StorageKind.Id => FromId(reader.GetInt64(column), type.Kind),
            StorageKind.Date => Value.FromDate(DateOnly.ParseExact(reader.GetString(column), DateFormat, CultureInfo.InvariantCulture)),
            StorageKind.Instant => Value.FromDateTime(reader.Instant(column)),
            StorageKind.Bool => Value.FromBool(reader.GetInt64(column) != 0),
            StorageKind.Json => JsonValues.Read(reader.GetString(column), type),
            _ => Value.Null,
        };
    }

    /// <summary>An id as the kind of value that its type says.</summary>
    internal static Value FromId(long id, TypeKind kind) => kind switch
    {
        TypeKind.User => Value.FromUser(id),
        TypeKind.Department => Value.FromDepartment(id),
        TypeKind.Reference => Value.FromReference(id),
        _ => Value.FromNumber(id),
    };

    /// <summary>A scaled whole number as the exact decimal that it stands for.</summary>
    internal static decimal Unscaled(long scaled, int scale)
    {
        var negative = scaled < 0;
        var magnitude = negative ? unchecked((ulong)-scaled) : (ulong)scaled;
        return new decimal((int)magnitude, (int)(magnitude >> 32), 0, negative, (byte)scale);
    }

    private static long Scaled(decimal number, Field field)
    {
        try
        {
            return decimal.ToInt64(decimal.Round(number * Powers[field.Scale], 0, MidpointRounding.AwayFromZero));
        }
        catch (OverflowException)
        {
            throw new RefusedException(ErrorKind.Invalid, "records.number.range", $"The number is too large to be kept with {field.Scale} decimal places.", field.Key);
        }
    }
}
