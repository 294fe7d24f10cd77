using System.Globalization;
using System.Xml;

namespace LowCode.Runtime.Imports.Tabular;

/// <summary>Meaning of a number in a spreadsheet cell: dates and times are numbers there, told only by the cell's number format.</summary>
internal static class ExcelValue
{
    // Days between the epochs 1900 and 1904.
    private const int Shift1904 = 1462;
    // 10000-01-01: where Excel's calendar ends.
    private const double EndOfTime = 2958466;

    /// <summary>A number to 15 significant digits, as Excel shows it: 0.1 + 0.2 is 0.3. A format of zeros (<c>00000</c>) pads the text.</summary>
    public static Cell OfNumber(double value, string? format)
    {
        if (!double.IsFinite(value) || Math.Abs(value) > 7.9e27) return Cell.Of(value.ToString("R", CultureInfo.InvariantCulture));
        var cell = Cell.Of((decimal)value);
        return format is { Length: > 1 and < 30 } && value >= 0 && format.All(c => c == '0') && cell.Text.Length < format.Length && !cell.Text.Contains('.')
            ? cell with { Text = cell.Text.PadLeft(format.Length, '0') }
            : cell;
    }

    /// <summary>Days since the workbook's epoch; null when outside Excel's calendar (the caller keeps the number).</summary>
    public static Cell? OfSerial(double days, bool since1904)
    {
        if (since1904) days += Shift1904;
        if (days is < 0 or >= EndOfTime || double.IsNaN(days)) return null;
        // Below 61 Excel counts a 29 February 1900 that never was; .NET doesn't.
        if (days is >= 1 and < 60) days++;
        return OfMoment(DateTime.FromOADate(days));
    }

    /// <summary>A date, time or duration of the strict dialect, as ISO 8601; text when it is none.</summary>
    public static Cell OfIso(string value)
    {
        if (DateTime.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal | DateTimeStyles.NoCurrentDateDefault, out var moment))
            return OfMoment(moment);
        try
        {
            return Cell.Of(XmlConvert.ToTimeSpan(value));
        }
        catch (Exception none) when (none is FormatException or OverflowException)
        {
            return Cell.Of(CellText.Clean(value));
        }
    }

    /// <summary>Midnight is a date, a moment of day zero a time, anything else a date with time.</summary>
    public static Cell OfMoment(DateTime moment)
    {
        // Excel's fractions of a day are not exact: 09:30:00 may arrive as 09:29:59.9995.
        moment = new DateTime((moment.Ticks + TimeSpan.TicksPerMillisecond / 2) / TimeSpan.TicksPerMillisecond * TimeSpan.TicksPerMillisecond);
        if (moment.Millisecond is 999 or 1) moment = moment.AddMilliseconds(moment.Millisecond == 1 ? -1 : 1);
        if (moment.Year < 1900) return Cell.Of(moment.TimeOfDay);
        return moment.TimeOfDay == TimeSpan.Zero ? Cell.Of(DateOnly.FromDateTime(moment)) : Cell.Of(moment);
    }
}
