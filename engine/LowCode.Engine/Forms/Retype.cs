using System.Globalization;
using LowCode.Expressions;

namespace LowCode.Forms;

/// <summary>What becomes of a value when its field gets another type. Never guesses: days need no zone, names are not looked up.</summary>
public static class Retype
{
    private static readonly string[] Instants = ["yyyy-MM-ddTHH:mm:ssZ", "yyyy-MM-ddTHH:mm:ss.fffZ"];

    /// <summary>The value as the new field holds it; null when it has no such form.</summary>
    public static Value Convert(Value value, Field to)
    {
        var type = to.Symbol.Type;
        if (type.Kind == TypeKind.List)
        {
            var items = value.Kind == ValueKind.List ? value.AsList : [value];
            var fitting = items.Select(item => To(item, type.Item!.Kind)).ToArray();
            return fitting.Any(item => item.IsNull) ? Value.Null : Value.FromList(fitting);
        }
        if (value.Kind == ValueKind.List && type.Kind != TypeKind.Text)
            return value.AsList.Length == 1 ? To(value.AsList[0], type.Kind) : Value.Null;
        return To(value, type.Kind);
    }

    private static Value To(Value value, TypeKind kind)
    {
        var text = value.ToString().Trim();
        var invariant = CultureInfo.InvariantCulture;
        return kind switch
        {
            TypeKind.Text when value.Kind is not (ValueKind.User or ValueKind.Department or ValueKind.Reference or ValueKind.File) => Value.FromText(text),
            TypeKind.Number when value.Kind == ValueKind.Bool => Value.FromNumber(value.AsBool ? 1 : 0),
            TypeKind.Number when value.Kind is ValueKind.Number or ValueKind.Text => decimal.TryParse(text, NumberStyles.Number, invariant, out var number) ? Value.FromNumber(number) : Value.Null,
            TypeKind.Bool when value.Kind is ValueKind.Number or ValueKind.Text or ValueKind.Bool => text switch { "1" or "true" => Value.True, "0" or "false" => Value.False, _ => Value.Null },
            TypeKind.Date when value.Kind is ValueKind.Text or ValueKind.Date => DateOnly.TryParseExact(text, "yyyy-MM-dd", invariant, DateTimeStyles.None, out var day) ? Value.FromDate(day) : Value.Null,
            TypeKind.DateTime when value.Kind == ValueKind.Text => DateTime.TryParseExact(text, Instants, invariant,
                DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var instant) ? Value.FromDateTime(instant) : Value.Null,
            TypeKind.DateTime when value.Kind == ValueKind.DateTime => value,
            TypeKind.User when value.Kind == ValueKind.User => value,
            TypeKind.Department when value.Kind == ValueKind.Department => value,
            TypeKind.File when value.Kind == ValueKind.File => value,
            _ => Value.Null,
        };
    }
}
