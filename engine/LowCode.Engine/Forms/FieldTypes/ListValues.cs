using System.Text.Json;
using LowCode.Expressions;

namespace LowCode.Forms.FieldTypes;

/// <summary>Values of several items: read, write, show.</summary>
internal static class ListValues
{
    private const int Most = 1000;
    private static readonly char[] Separators = [',', '，', ';', '；', '、', '\n'];

    /// <summary>A list value without empties and repetitions; null when nothing is left.</summary>
    public static Value Of(IEnumerable<Value> items)
    {
        var kept = items.Where(item => !item.IsEmpty).Distinct().ToArray();
        return kept.Length == 0 ? Value.Null : Value.FromList(kept);
    }

    /// <summary>Reads a JSON array; a single item is taken as a list of one.</summary>
    public static Value Read(JsonElement json, string path, ICollection<Error> errors, string expected, Func<JsonElement, string, Value> item,
        Func<IEnumerable<Value>, IEnumerable<Value>>? arrange = null)
    {
        if (json.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined)
            return Value.Null;
        if (json.ValueKind != JsonValueKind.Array)
        {
            if (json.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.Object)
                return Of([item(json, path)]);
            errors.Add(FormErrors.Type(path, expected));
            return Value.Null;
        }
        if (json.GetArrayLength() > Most)
        {
            errors.Add(FormErrors.TooMany(path, Most));
            return Value.Null;
        }
        var items = json.EnumerateArray().Select((element, index) => item(element, $"{path}[{index}]")).Where(value => !value.IsEmpty).ToList();
        return Of(arrange is null ? items : arrange(items));
    }

    /// <summary>Cuts imported text at commas, semicolons, Chinese enumeration commas and line ends.</summary>
    public static Value Split(string text, Func<string, Value> item, Func<IEnumerable<Value>, IEnumerable<Value>>? arrange = null)
    {
        var items = text.Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(Most).Select(item).Where(value => !value.IsEmpty).ToList();
        return Of(arrange is null ? items : arrange(items));
    }

    public static void Write(Utf8JsonWriter writer, Value value, Action<Value> item)
    {
        writer.WriteStartArray();
        foreach (var each in value.AsList)
            item(each);
        writer.WriteEndArray();
    }

    public static string Show(Value value, Func<Value, string> item) => string.Join(", ", value.AsList.Select(item));
}
