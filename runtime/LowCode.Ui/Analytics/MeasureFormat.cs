using System.Globalization;
using LowCode.Analytics;
using LowCode.Expressions;
using LowCode.Ui.Localization;

namespace LowCode.Ui.Analytics;

/// <summary>How the numbers of a measure are written, taken from the field that was measured. Sent to the browser as it is, for axes and tooltips.</summary>
/// <param name="Scale">Decimal places; null shows as many as there are.</param>
/// <param name="Unit">After the number.</param>
/// <param name="Currency">Before the number.</param>
/// <param name="Percent">0.12 reads 12 %.</param>
public sealed record MeasureFormat(int? Scale = null, string? Unit = null, string? Currency = null, bool Percent = false)
{
    public static MeasureFormat Of(WidgetColumn column)
    {
        var settings = column.Field?.Definition.Settings;
        var display = Text("display");
        // A count of amounts is no amount.
        var isAmount = column.Fn is not (MeasureFn.Count or MeasureFn.Distinct);
        return new(column.Scale, column.Unit ?? (isAmount && !column.Percent ? Text("unit") : null), isAmount && display == "money" && !column.Percent ? Symbol(Text("currency") ?? "CNY") : null, column.Percent || isAmount && display == "percent");

        string? Text(string name) => settings?[name] is { } node && node.GetValueKind() == System.Text.Json.JsonValueKind.String && node.GetValue<string>() is { Length: > 0 } text ? text : null;
    }

    /// <summary>The number in full.</summary>
    public string Full(decimal number) => Around(Percent ? (number * 100).ToString($"N{Scale}", CultureInfo.CurrentCulture) + "%" : Formats.Number(number, Scale));

    /// <summary>The number in at most a few characters: 128.6 万, 1.3M.</summary>
    public string Short(decimal number) => Percent || Math.Abs(number) < 100_000 ? Full(number) : Around(Formats.Short(number));

    /// <summary>Any value of a measure: numbers in full, earliest and latest dates as they are, a dash for nothing.</summary>
    public string Of(Value value) => value.Kind switch
    {
        ValueKind.Number => Full(value.AsNumber),
        ValueKind.Null => "–",
        _ => value.ToString(),
    };

    private static string Symbol(string currency) => currency switch
    {
        "CNY" or "JPY" => "¥",
        "USD" => "$",
        "EUR" => "€",
        "GBP" => "£",
        "HKD" => "HK$",
        _ => currency + "\u00a0",
    };

    private string Around(string number) => $"{(number.StartsWith('-') ? "-" : "")}{Currency}{number.TrimStart('-')}{(Unit is null ? "" : " " + Unit)}";
}
