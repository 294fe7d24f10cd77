using System.Globalization;

namespace LowCode.Expressions;

/// <summary>The invariant text of values: what joins a text, goes to a log or an export.</summary>
internal static class ValueText
{
    public static string Of(Value value) => value.Kind switch
    {
        ValueKind.Number => Number(value.AsNumber),
        ValueKind.Text => value.AsText,
        ValueKind.Bool => value.AsBool ? "true" : "false",
        ValueKind.Date => value.AsDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ValueKind.DateTime => DateTime(value.AsDateTime),
        ValueKind.Time => Time(value.AsTime),
        ValueKind.User or ValueKind.Department or ValueKind.Reference => value.AsId.ToString(CultureInfo.InvariantCulture),
        ValueKind.File => value.AsFile.Name,
        ValueKind.List => string.Join(", ", value.AsList.Select(Of)),
        ValueKind.Rows => value.AsRows.Count.ToString(CultureInfo.InvariantCulture),
        ValueKind.Error => value.AsError.Display(),
        _ => "",
    };

    /// <summary>The shortest exact form: <c>1.50</c> reads <c>1.5</c>.</summary>
    public static string Number(decimal number) => number == 0 ? "0" : number.ToString("0.############################", CultureInfo.InvariantCulture);

    private static string DateTime(DateTime instant) => string.Create(instant.Ticks % TimeSpan.TicksPerSecond == 0 ? 20 : 24, instant, static (span, value) =>
    {
        // A format of .NET's own is several times as fast as one of ours: every record has instants.
        value.TryFormat(span, out _, "s", CultureInfo.InvariantCulture);
        if (span.Length == 24)
        {
            span[19] = '.';
            value.Millisecond.TryFormat(span[20..], out _, "000", CultureInfo.InvariantCulture);
        }
        span[^1] = 'Z';
    });

    private static string Time(TimeOnly time) => time.ToString(time.Second == 0 ? "HH:mm" : "HH:mm:ss", CultureInfo.InvariantCulture);
}
