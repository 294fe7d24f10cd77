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
        _ => IsInteger(field) ? "INTEGER" : "TEXT",
    };

    /// <summary>What is bound for a value; null for NULL. A number that doesn't fit 64 bits when scaled is refused.</summary>
    internal static object? ToColumn(Value value, Field field)
    {
        if (value.IsEmpty || value.IsError)
            return null;
        return field.Storage switch
        {
            StorageKind.Text => value.Kind == ValueKind.Time ? value.AsTime.ToString(TimeFormat, CultureInfo.InvariantCulture) : value.AsText,
            StorageKind.Number => Scaled(value.AsNumber, field.Scale, field.Key),
            StorageKind.Id => value.Kind == ValueKind.Number ? (long)value.AsNumber : value.AsId,
            StorageKind.Date => value.AsDate.ToString(DateFormat, CultureInfo.InvariantCulture),
            StorageKind.Instant => Instants.Text(value.AsDateTime),
            StorageKind.Bool => value.AsBool ? 1L : 0L,
            StorageKind.Json => JsonValues.Write(value),
            _ => throw new InvalidOperationException($"Field '{field.Key}' has no column."),
        };
    }

    /// <summary>The value of a column.</summary>
    internal static Value FromColumn(SqliteDataReader reader, int column, Field field) =>
        reader.IsDBNull(column) ? Value.Null
        : IsInteger(field) ? FromInteger(reader.GetInt64(column), field)
        : FromText(reader.GetString(column), field);

    /// <summary>The value of a column as SQLite hands it to a function: null, a 64-bit number or a text.</summary>
    internal static Value FromArgument(object? argument, Field field) => argument switch
    {
        long number => FromInteger(number, field),
        string text => FromText(text, field),
        _ => Value.Null,
    };

    private static bool IsInteger(Field field) => field.Storage is StorageKind.Number or StorageKind.Id or StorageKind.Bool;

    private static Value FromInteger(long number, Field field) => field.Storage switch
    {
        StorageKind.Number => Value.FromNumber(Unscaled(number, field.Scale)),
        StorageKind.Id => FromId(number, field.Symbol.Type.Kind),
        _ => Value.FromBool(number != 0),
    };

    private static Value FromText(string text, Field field) => field.Storage switch
    {
        StorageKind.Text => field.Symbol.Type.Kind == TypeKind.Time ? Value.FromTime(TimeOnly.ParseExact(text, TimeFormat, CultureInfo.InvariantCulture)) : Value.FromText(text),
        StorageKind.Date => Value.FromDate(DateOnly.ParseExact(text, DateFormat, CultureInfo.InvariantCulture)),
        StorageKind.Instant => Value.FromDateTime(Instants.Parse(text)),
        _ => JsonValues.Read(text, field.Symbol.Type),
    };

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

    /// <summary>A number as a whole number with this many decimal places, half away from zero; more than 64 bits is refused.</summary>
    internal static long Scaled(decimal number, int scale, string path)
    {
        try
        {
            return decimal.ToInt64(decimal.Round(number * Powers[scale], 0, MidpointRounding.AwayFromZero));
        }
        catch (OverflowException)
        {
            throw new RefusedException(ErrorKind.Invalid, "records.number.range", $"The number is too large to be kept with {scale} decimal places.", path);
        }
    }
}
