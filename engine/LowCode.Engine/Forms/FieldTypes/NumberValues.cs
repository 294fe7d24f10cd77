using System.Globalization;
using System.Text.Json;
using LowCode.Expressions;

namespace LowCode.Forms.FieldTypes;

/// <summary>How a number is shown.</summary>
public enum NumberDisplay
{
    /// <summary>As it is.</summary>
    Plain,
    /// <summary>0.25 as 25%.</summary>
    Percent,
    /// <summary>With a currency sign and thousands.</summary>
    Money,
}

/// <summary>Reading, limiting and showing exact numbers; shared by number and formula fields.</summary>
internal static class NumberValues
{
    /// <summary>Scaled by its decimal places a number must stay below this, so that it fits 64 bits with room to spare.</summary>
    private const decimal LargestScaled = 900_000_000_000_000_000m;

    public static Value Read(JsonElement json, Field field, string path, ICollection<Error> errors)
    {
        if (json.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined || json.ValueKind == JsonValueKind.String && string.IsNullOrWhiteSpace(TextValues.Of(json)))
            return Value.Null;
        if (json.ValueKind == JsonValueKind.Number && json.TryGetDecimal(out var number)
            || json.ValueKind == JsonValueKind.String && decimal.TryParse(TextValues.Of(json), NumberStyles.Float, CultureInfo.InvariantCulture, out number))
        {
            return Fit(number, field, path, errors);
        }

        errors.Add(FormErrors.Type(path, "a number"));
        return Value.Null;
    }

    /// <summary>A typed or imported number, as <see cref="NumberText"/> understands it; with a per cent sign the hundredth of it.</summary>
    public static Value ReadText(string text, Field field, string path, ICollection<Error> errors)
    {
        if (NumberText.TryRead(text, out var number, out var percent))
            return Fit(percent ? number / 100 : number, field, path, errors);
        errors.Add(FormErrors.Type(path, "a number"));
        return Value.Null;
    }

    private static Value Fit(decimal number, Field field, string path, ICollection<Error> errors)
    {
        if (TooLarge(number, field.Scale))
        {
            errors.Add(FormErrors.Range(path));
            return Value.Null;
        }
        var rounded = Math.Round(number, field.Scale, MidpointRounding.AwayFromZero);
        // Spreadsheets and JavaScript carry noise such as 0.30000000000000004; anything beyond noise was meant and must not be lost silently.
        if (Math.Abs(rounded - number) > 0.0000000001m)
            errors.Add(FormErrors.Scale(path, field.Scale));
        return Value.FromNumber(rounded);
    }

    /// <summary>Whether a number with this scale can't be stored exactly.</summary>
    public static bool TooLarge(decimal number, int scale) => Math.Abs(number) > LargestScaled / Power(scale);

    public static string Show(decimal number, int scale, NumberDisplay display, bool thousands, string? currency, Label? unit)
    {
        var culture = CultureInfo.CurrentCulture;
        var places = display == NumberDisplay.Percent ? Math.Max(0, scale - 2) : scale;
        var shown = (display == NumberDisplay.Percent ? number * 100 : number).ToString((thousands || display == NumberDisplay.Money ? "N" : "F") + places, culture);
        if (display == NumberDisplay.Percent)
            return shown + "%";
        if (display == NumberDisplay.Money)
            return (number < 0 ? "-" : "") + CurrencySign(currency) + shown.TrimStart('-');
        return unit is { IsEmpty: false } ? $"{shown} {unit.Current}" : shown;
    }

    private static string CurrencySign(string? currency) => currency switch
    {
        null or "CNY" => "¥",
        "USD" => "$",
        "EUR" => "€",
        "GBP" => "£",
        "HKD" => "HK$",
        "JPY" => "JP¥",
        _ => currency + " ",
    };

    private static decimal Power(int scale)
    {
        var power = 1m;
        for (var i = 0; i < scale; i++)
            power *= 10;
        return power;
    }
}
