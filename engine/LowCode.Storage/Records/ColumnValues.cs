using System.Data.Common;
using System.Globalization;
using LowCode.Expressions;
using LowCode.Forms;
using LowCode.Storage.Units;

namespace LowCode.Storage.Records;

/// <summary>
/// Between a <see cref="Value"/> and its column, by <see cref="StorageKind"/>; each database has its own types. Empty texts and lists are NULL, as are
/// failed calculations. What one database can't keep the other refuses too, so that a workspace can be moved.
/// </summary>
internal abstract class ColumnValues
{
    /// <summary>How a time of day is kept.</summary>
    protected const string TimeFormat = "HH:mm:ss";

    private static readonly decimal[] Powers = [1m, 10m, 100m, 1_000m, 10_000m, 100_000m, 1_000_000m, 10_000_000m, 100_000_000m, 1_000_000_000m, 10_000_000_000m];

    /// <summary>Whether a field has a column in its own table.</summary>
    internal static bool Has(Field field) => field.Storage is not (StorageKind.None or StorageKind.Rows);

    /// <summary>The column's type.</summary>
    internal string Type(Field field) => Type(field.Storage);

    /// <summary>The type of columns that keep values so.</summary>
    internal abstract string Type(StorageKind kind);

    /// <summary>What is bound for a value; null for NULL. A number that doesn't fit 64 bits when scaled is refused.</summary>
    internal abstract object? ToColumn(Value value, Field field);

    /// <summary>The value of a column.</summary>
    internal abstract Value FromColumn(DbDataReader reader, int column, Field field);

    /// <summary>A number that was calculated from columns of this scale; not NULL.</summary>
    internal abstract decimal Number(DbDataReader reader, int column, int scale);

    /// <summary>A number of this scale as it is compared with a column of the same scale.</summary>
    internal abstract object Bound(decimal number, int scale);

    /// <summary>A day that was calculated; not NULL.</summary>
    internal abstract DateOnly Day(DbDataReader reader, int column);

    /// <summary>A time of day, or a text, of a text column.</summary>
    protected static Value FromText(string text, Field field) =>
        field.Symbol.Type.Kind == TypeKind.Time ? Value.FromTime(TimeOnly.ParseExact(text, TimeFormat, CultureInfo.InvariantCulture)) : Value.FromText(text);

    /// <summary>The text of a text or a time of day; null when nothing of it can be kept.</summary>
    protected static string? Text(Value value) => value.Kind == ValueKind.Time ? value.AsTime.ToString(TimeFormat, CultureInfo.InvariantCulture) : StorableText.Of(value.AsText) is { Length: > 0 } text ? text : null;

    /// <summary>The id behind a value.</summary>
    protected static long Id(Value value) => value.Kind == ValueKind.Number ? (long)value.AsNumber : value.AsId;

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
