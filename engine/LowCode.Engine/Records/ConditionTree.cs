using System.Globalization;
using System.Text;
using System.Text.Json;
using LowCode.Analytics;

namespace LowCode.Records;

/// <summary>
/// Conditions as condition editors and programs write them, turned into the expression language:
/// <c>{"all":[{"field":"stage","op":"eq","value":"won"},{"any":[...]},{"not":{...}}]}</c>. Field paths and values are checked when the expression is compiled;
/// here only the shape is, so a name never reaches anything but the compiler.
/// </summary>
public static class ConditionTree
{
    private const int MaxDepth = 16;
    private const int MaxConditions = 200;

    /// <summary>The expression; null when there is no condition. Refused with 400 and a path when the shape is wrong.</summary>
    /// <param name="json">The tree.</param>
    /// <param name="today">What named periods such as <c>thisMonth</c> are counted from.</param>
    public static string? ToExpression(JsonElement json, DateOnly today) => new Reader(today).Read(json, "filter", 0);

    private sealed class Reader(DateOnly today)
    {
        private int _count;

        public string? Read(JsonElement json, string path, int depth)
        {
            if (json.ValueKind == JsonValueKind.Null)
                return null;
            if (json.ValueKind != JsonValueKind.Object || depth > MaxDepth || ++_count > MaxConditions)
                throw Refused(path, depth > MaxDepth || _count > MaxConditions ? "fewer conditions" : "an object");
            if (json.TryGetProperty("all", out var all))
                return Join(all, $"{path}.all", " && ", depth);
            if (json.TryGetProperty("any", out var any))
                return Join(any, $"{path}.any", " || ", depth);
            if (json.TryGetProperty("not", out var not))
                return Read(not, $"{path}.not", depth + 1) is { } inner ? $"!({inner})" : null;
            return Condition(json, path);
        }

        private string? Join(JsonElement list, string path, string sign, int depth)
        {
            if (list.ValueKind != JsonValueKind.Array)
                throw Refused(path, "a list of conditions");
            var parts = list.EnumerateArray().Select((item, index) => Read(item, $"{path}[{index}]", depth + 1)).OfType<string>().ToList();
            return parts.Count == 0 ? null : parts.Count == 1 ? parts[0] : string.Join(sign, parts.Select(part => $"({part})"));
        }

        private string Condition(JsonElement json, string path)
        {
            var field = Name(json, path);
            var value = json.TryGetProperty("value", out var given) ? given : default;
            return Text(json, "op") switch
            {
                "eq" => IsNothing(value) ? $"ISEMPTY({field})" : $"{field} == {Literal(value, path)}",
                "ne" => IsNothing(value) ? $"!ISEMPTY({field})" : $"{field} != {Literal(value, path)}",
                "gt" => $"{field} > {Literal(value, path)}",
                "ge" => $"{field} >= {Literal(value, path)}",
                // Empty counts as 0 in formulas; a person who asks for "less than 5" doesn't mean those without a number.
                "lt" => $"!ISEMPTY({field}) && {field} < {Literal(value, path)}",
                "le" => $"!ISEMPTY({field}) && {field} <= {Literal(value, path)}",
                "between" => Between(field, value, path),
                "contains" => $"CONTAINS({field}, {Literal(value, path)})",
                "notContains" => $"!CONTAINS({field}, {Literal(value, path)})",
                "startsWith" => $"STARTSWITH({field}, {Literal(value, path)})",
                "in" => $"{field} in {List(value, path)}",
                "notIn" => $"!({field} in {List(value, path)})",
                "has" => $"{Literal(value, path)} in {field}",
                "notHas" => $"!({Literal(value, path)} in {field})",
                "hasAny" => $"CONTAINSANY({field}, {List(value, path)})",
                "hasAll" => $"CONTAINSALL({field}, {List(value, path)})",
                "empty" => $"ISEMPTY({field})",
                "notEmpty" => $"!ISEMPTY({field})",
                "within" => Within(field, value, path),
                _ => throw Refused($"{path}.op", "eq, ne, gt, ge, lt, le, between, contains, notContains, startsWith, in, notIn, has, notHas, hasAny, hasAll, empty, notEmpty or within"),
            };
        }

        private static string Between(string field, JsonElement value, string path)
        {
            if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() != 2)
                throw Refused($"{path}.value", "a list of two values, either of which may be null");
            var (from, to) = (value[0], value[1]);
            return $"!ISEMPTY({field})" + (IsNothing(from) ? "" : $" && {field} >= {Literal(from, path)}") + (IsNothing(to) ? "" : $" && {field} <= {Literal(to, path)}");
        }

        // The days are compared in the caller's zone: a day beside an instant is its first moment there.
        private string Within(string field, JsonElement value, string path) =>
            value.ValueKind == JsonValueKind.String && Period.Parse(value.GetString()!, today) is { } period
                ? string.Create(CultureInfo.InvariantCulture, $"{field} >= DATE({period.From.Year}, {period.From.Month}, {period.From.Day}) && {field} < DATE({period.To.Year}, {period.To.Month}, {period.To.Day})")
                : throw Refused($"{path}.value", $"a period: {string.Join(", ", Period.Names)} or 2026-01-01..2026-03-31");

        private static string Name(JsonElement json, string path)
        {
            var name = Text(json, "field");
            // Only what can be a path of keys goes on to the compiler; it decides whether the names exist for this caller.
            if (name is { Length: > 0 and <= 200 } && name.Split('.').All(part => Catalog.DefinitionSet.IsKey(part)))
                return name;
            throw new RefusedException(new Refusal(ErrorKind.Malformed, RecordErrors.UnknownField(name ?? "") with { Path = $"{path}.field" }));
        }

        private static string List(JsonElement value, string path) => value.ValueKind == JsonValueKind.Array && value.GetArrayLength() <= 500
            ? $"[{string.Join(", ", value.EnumerateArray().Select(item => Literal(item, path)))}]"
            : throw Refused($"{path}.value", "a list of at most 500 values");

        private static string Literal(JsonElement value, string path) => value.ValueKind switch
        {
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            JsonValueKind.Null => "null",
            JsonValueKind.Number when value.TryGetDecimal(out var number) => number < 0 ? $"({number.ToString(CultureInfo.InvariantCulture)})" : number.ToString(CultureInfo.InvariantCulture),
            JsonValueKind.String when Forms.FieldTypes.TextValues.Of(value) is var text => text == "$user" ? "$user" : Quote(text),
            JsonValueKind.Object when value.TryGetProperty("id", out var id) => Literal(id, path),
            _ => throw Refused($"{path}.value", "a text, a number, true, false or null"),
        };

        private static string Quote(string text)
        {
            var quoted = new StringBuilder("\"");
            foreach (var c in text)
            {
                if (c is '"' or '\\')
                    quoted.Append('\\').Append(c);
                else if (char.IsControl(c))
                    quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
                else
                    quoted.Append(c);
            }
            return quoted.Append('"').ToString();
        }

        private static bool IsNothing(JsonElement value) => value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null || value.ValueKind == JsonValueKind.String && value.ValueEquals("");

        private static string? Text(JsonElement json, string name) =>
            json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? Forms.FieldTypes.TextValues.Of(value) : null;

        private static RefusedException Refused(string path, string expected) => new(new Refusal(ErrorKind.Malformed, Forms.FormErrors.Json(path, expected)));
    }
}
