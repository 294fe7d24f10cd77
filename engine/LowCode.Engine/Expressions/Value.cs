using System.Runtime.InteropServices;

namespace LowCode.Expressions;

/// <summary>
/// One value of a record or of a calculation: 32 bytes, no allocation for numbers, dates, booleans and ids.
/// <c>default</c> is <see cref="Null"/>.
/// </summary>
[StructLayout(LayoutKind.Explicit)]
public readonly struct Value : IEquatable<Value>
{
    // A number uses the decimal; every other kind without an object uses the same bytes as a 64-bit integer.
    [FieldOffset(0)] private readonly decimal _number;
    [FieldOffset(0)] private readonly long _bits;
    [FieldOffset(16)] private readonly object? _object;
    [FieldOffset(24)] private readonly ValueKind _kind;

    private Value(decimal number) : this()
    {
        _number = number;
        _kind = ValueKind.Number;
    }

    private Value(ValueKind kind, long bits) : this()
    {
        _bits = bits;
        _kind = kind;
    }

    private Value(ValueKind kind, object content) : this()
    {
        _object = content;
        _kind = kind;
    }

    /// <summary>The empty value.</summary>
    public static Value Null => default;

    /// <summary>The boolean true.</summary>
    public static Value True => new(ValueKind.Bool, 1L);

    /// <summary>The boolean false.</summary>
    public static Value False => new(ValueKind.Bool, 0L);

    /// <summary>A number.</summary>
    public static Value FromNumber(decimal number) => new(number);

    /// <summary>A text; null gives <see cref="Null"/>.</summary>
    public static Value FromText(string? text) => text is null ? default : new(ValueKind.Text, text);

    /// <summary>True or false.</summary>
    public static Value FromBool(bool value) => new(ValueKind.Bool, value ? 1L : 0L);

    /// <summary>A calendar day.</summary>
    public static Value FromDate(DateOnly date) => new(ValueKind.Date, date.DayNumber);

    /// <summary>An instant; <paramref name="utc"/> is taken as UTC whatever its kind says.</summary>
    public static Value FromDateTime(DateTime utc) => new(ValueKind.DateTime, utc.Ticks);

    /// <summary>A time of day.</summary>
    public static Value FromTime(TimeOnly time) => new(ValueKind.Time, time.Ticks);

    /// <summary>A user.</summary>
    public static Value FromUser(long id) => new(ValueKind.User, id);

    /// <summary>A department.</summary>
    public static Value FromDepartment(long id) => new(ValueKind.Department, id);

    /// <summary>A record of another form.</summary>
    public static Value FromReference(long id) => new(ValueKind.Reference, id);

    /// <summary>A file.</summary>
    public static Value FromFile(FileValue file) => new(ValueKind.File, file);

    /// <summary>Several values; the array is not copied and must not change afterwards.</summary>
    public static Value FromList(Value[] items) => new(ValueKind.List, items);

    /// <summary>The rows of a subform; the list is not copied.</summary>
    public static Value FromRows(IReadOnlyList<RowValue> rows) => new(ValueKind.Rows, rows);

    /// <summary>A failed calculation.</summary>
    public static Value FromError(ErrorValue error) => new(ValueKind.Error, (long)error);

    /// <summary>What this value holds.</summary>
    public ValueKind Kind => _kind;

    /// <summary>True for the empty value only; an empty text is not null.</summary>
    public bool IsNull => _kind == ValueKind.Null;

    /// <summary>True for a failed calculation.</summary>
    public bool IsError => _kind == ValueKind.Error;

    /// <summary>True when a user would say that nothing is there: null, an empty text, no list item, no row.</summary>
    public bool IsEmpty => _kind switch
    {
        ValueKind.Null => true,
        ValueKind.Text => ((string)_object!).Length == 0,
        ValueKind.List => ((Value[])_object!).Length == 0,
        ValueKind.Rows => ((IReadOnlyList<RowValue>)_object!).Count == 0,
        _ => false,
    };

    /// <summary>The number; null reads as 0.</summary>
    /// <exception cref="InvalidOperationException">The value is of another kind.</exception>
    public decimal AsNumber => _kind is ValueKind.Number or ValueKind.Null ? _number : throw Wrong(ValueKind.Number);

    /// <summary>The text; null reads as an empty text.</summary>
    /// <exception cref="InvalidOperationException">The value is of another kind.</exception>
    public string AsText => _kind switch
    {
        ValueKind.Text => (string)_object!,
        ValueKind.Null => "",
        _ => throw Wrong(ValueKind.Text),
    };

    /// <summary>The boolean; null reads as false.</summary>
    /// <exception cref="InvalidOperationException">The value is of another kind.</exception>
    public bool AsBool => _kind is ValueKind.Bool or ValueKind.Null ? _bits != 0 : throw Wrong(ValueKind.Bool);

    /// <summary>The day.</summary>
    /// <exception cref="InvalidOperationException">The value is null or of another kind.</exception>
    public DateOnly AsDate => _kind == ValueKind.Date ? DateOnly.FromDayNumber((int)_bits) : throw Wrong(ValueKind.Date);

    /// <summary>The instant, with kind UTC.</summary>
    /// <exception cref="InvalidOperationException">The value is null or of another kind.</exception>
    public DateTime AsDateTime => _kind == ValueKind.DateTime ? new DateTime(_bits, DateTimeKind.Utc) : throw Wrong(ValueKind.DateTime);

    /// <summary>The time of day.</summary>
    /// <exception cref="InvalidOperationException">The value is null or of another kind.</exception>
    public TimeOnly AsTime => _kind == ValueKind.Time ? new TimeOnly(_bits) : throw Wrong(ValueKind.Time);

    /// <summary>The id of a user, department or referenced record.</summary>
    /// <exception cref="InvalidOperationException">The value is null or of another kind.</exception>
    public long AsId => _kind is ValueKind.User or ValueKind.Department or ValueKind.Reference ? _bits : throw Wrong(ValueKind.Reference);

    /// <summary>The file.</summary>
    /// <exception cref="InvalidOperationException">The value is null or of another kind.</exception>
    public FileValue AsFile => _kind == ValueKind.File ? (FileValue)_object! : throw Wrong(ValueKind.File);

    /// <summary>The items; null reads as no items. Read only.</summary>
    /// <exception cref="InvalidOperationException">The value is of another kind.</exception>
    public Value[] AsList => _kind switch
    {
        ValueKind.List => (Value[])_object!,
        ValueKind.Null => [],
        _ => throw Wrong(ValueKind.List),
    };

    /// <summary>The subform's rows; null reads as no rows.</summary>
    /// <exception cref="InvalidOperationException">The value is of another kind.</exception>
    public IReadOnlyList<RowValue> AsRows => _kind switch
    {
        ValueKind.Rows => (IReadOnlyList<RowValue>)_object!,
        ValueKind.Null => [],
        _ => throw Wrong(ValueKind.Rows),
    };

    /// <summary>Which calculation failed.</summary>
    /// <exception cref="InvalidOperationException">The value is of another kind.</exception>
    public ErrorValue AsError => _kind == ValueKind.Error ? (ErrorValue)_bits : throw Wrong(ValueKind.Error);

    /// <summary>Same kind and same content; numbers by value (1.0 equals 1), lists item by item.</summary>
    public bool Equals(Value other) => _kind == other._kind && _kind switch
    {
        ValueKind.Null => true,
        ValueKind.Number => _number == other._number,
        ValueKind.Text => string.Equals((string)_object!, (string)other._object!, StringComparison.Ordinal),
        ValueKind.File => _object!.Equals(other._object),
        ValueKind.List => ((Value[])_object!).AsSpan().SequenceEqual((Value[])other._object!),
        ValueKind.Rows => SameRows((IReadOnlyList<RowValue>)_object!, (IReadOnlyList<RowValue>)other._object!),
        _ => _bits == other._bits,
    };

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Value other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _kind switch
    {
        ValueKind.Number => _number.GetHashCode(),
        ValueKind.Text or ValueKind.File => _object!.GetHashCode(),
        ValueKind.List => ((Value[])_object!).Length,
        ValueKind.Rows => ((IReadOnlyList<RowValue>)_object!).Count,
        _ => HashCode.Combine(_kind, _bits),
    };

    /// <summary>Same as <see cref="Equals(Value)"/>.</summary>
    public static bool operator ==(Value left, Value right) => left.Equals(right);

    /// <summary>Not <see cref="Equals(Value)"/>.</summary>
    public static bool operator !=(Value left, Value right) => !left.Equals(right);

    /// <summary>The invariant text form, as a number joins a text: <c>12.5</c>, <c>2024-03-01</c>, <c>true</c>; "" for null.</summary>
    public override string ToString() => ValueText.Of(this);

    private static bool SameRows(IReadOnlyList<RowValue> left, IReadOnlyList<RowValue> right)
    {
        if (left.Count != right.Count)
            return false;
        for (var i = 0; i < left.Count; i++)
        {
            if (left[i].Id != right[i].Id || !left[i].Values.AsSpan().SequenceEqual(right[i].Values))
                return false;
        }
        return true;
    }

    private InvalidOperationException Wrong(ValueKind wanted) => new($"A value of kind {_kind} was read as {wanted}.");
}
