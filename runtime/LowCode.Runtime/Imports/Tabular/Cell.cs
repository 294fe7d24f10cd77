using System.Globalization;

namespace LowCode.Runtime.Imports.Tabular;

/// <summary>What a cell holds.</summary>
public enum CellKind : byte { Empty, Text, Number, Date, DateTime, Time, Bool, Error }

/// <summary>
/// One cell as the file has it. <paramref name="Text"/> is what a person reads there (never null), <paramref name="Number"/> the value behind it:
/// the number itself, 1 or 0 for a bool, ticks for a date, date with time, or time of day (a duration may exceed a day).
/// </summary>
public readonly record struct Cell(CellKind Kind, string Text, decimal Number = 0)
{
    public static readonly Cell Empty = new(CellKind.Empty, "");

    public bool IsEmpty => Kind == CellKind.Empty;

    /// <summary>The date and time of a Date or DateTime cell.</summary>
    public DateTime Moment => new((long)Number, DateTimeKind.Unspecified);

    public static Cell Of(string? text) => string.IsNullOrEmpty(text) ? Empty : new(CellKind.Text, text);

    public static Cell Of(decimal number) => new(CellKind.Number, number.ToString("0.#############################", CultureInfo.InvariantCulture), number);

    public static Cell Of(bool truth) => new(CellKind.Bool, truth ? "TRUE" : "FALSE", truth ? 1 : 0);

    public static Cell Of(DateOnly date) => new(CellKind.Date, date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), date.ToDateTime(TimeOnly.MinValue).Ticks);

    /// <summary>A date with its time of day; the zone is the writer's business.</summary>
    public static Cell Of(DateTime moment) =>
        new(CellKind.DateTime, moment.ToString(moment.Millisecond == 0 ? "yyyy-MM-dd HH:mm:ss" : "yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture), moment.Ticks);

    public static Cell Of(TimeSpan time) =>
        new(CellKind.Time, string.Create(CultureInfo.InvariantCulture, $"{(time < TimeSpan.Zero ? "-" : "")}{Math.Abs((long)time.TotalHours):00}:{time:mm\\:ss}"), time.Ticks);

    public static Cell Broken(string text) => new(CellKind.Error, text);
}

/// <summary>One row: its number as the file counts (first row is 1) and its cells; cells beyond the last filled one are absent.</summary>
public readonly record struct TableRow(int Number, Cell[] Cells)
{
    public Cell this[int column] => column < Cells.Length ? Cells[column] : Cell.Empty;
}
