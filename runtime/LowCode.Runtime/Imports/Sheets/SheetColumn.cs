namespace LowCode.Runtime.Imports.Sheets;

/// <summary>
/// What a column of a spreadsheet may become: a field type, for numbers also how they are shown.
/// </summary>
public enum SheetKind { Text, TextArea, Number, Money, Percent, Date, DateTime, Choice, Switch, Phone, Email, Url, Member }

/// <summary>A column while a person decides what it becomes.</summary>
public sealed class SheetColumn
{
    /// <summary>Which column of the file, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>What the field will be called; at first the column's heading.</summary>
    public required string Label { get; set; }

    /// <summary>What it becomes.</summary>
    public required SheetKind Kind { get; set; }

    /// <summary>What fits all values that were looked at: the kinds that may be chosen.</summary>
    public required IReadOnlyList<SheetKind> Fits { get; init; }

    /// <summary>Decimal places of a number.</summary>
    public int Scale { get; init; }

    /// <summary>Its numbers are years, which are read without a comma.</summary>
    public bool IsYears { get; init; }

    /// <summary>The different values, when they are few enough for choices; in order of their first appearance.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>The first values, for the eye.</summary>
    public IReadOnlyList<string> Samples { get; init; } = [];

    /// <summary>No value stands twice and none is missing.</summary>
    public bool IsUnique { get; init; }

    /// <summary>Whether it becomes a field at all.</summary>
    public bool Included { get; set; } = true;
}
