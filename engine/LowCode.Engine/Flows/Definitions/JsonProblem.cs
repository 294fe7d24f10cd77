using System.Text.Json;
using System.Text.RegularExpressions;

namespace LowCode.Flows;

/// <summary>Puts the serialiser's complaints into words for whoever wrote the JSON.</summary>
internal static partial class JsonProblem
{
    /// <summary>Path of the problem below <paramref name="root"/>: <c>nodes[2].vote.mode</c>.</summary>
    public static string PathOf(JsonException problem, string root)
    {
        var below = (StrictJson.PathOf(problem) ?? "$").TrimStart('$').TrimStart('.');
        if (Unmapped().Match(problem.Message) is { Success: true } unmapped && !below.EndsWith(unmapped.Groups[1].Value, StringComparison.Ordinal))
            below = below.Length == 0 ? unmapped.Groups[1].Value : $"{below}.{unmapped.Groups[1].Value}";
        return root.Length == 0 ? below : below.Length == 0 ? root : below[0] == '[' ? root + below : $"{root}.{below}";
    }

    /// <summary>The serialiser's refusal of an object that doesn't say its kind, which it says in another way than all the others.</summary>
    public static JsonException Unnamed(NotSupportedException problem) => new(problem.Message, Place().Match(problem.Message) is { Success: true } place ? place.Groups[1].Value : null, null, null);

    /// <summary>What was expected: "a whole number", "no property 'foo'".</summary>
    public static string Expectation(JsonException problem)
    {
        var message = problem.Message;
        if (StrictJson.IsNull(problem))
            return "no null here";
        if (Unmapped().Match(message) is { Success: true } unmapped)
            return $"no property '{unmapped.Groups[1].Value}' here";
        if (Missing().Match(message) is { Success: true } missing)
            return $"the missing {missing.Groups[1].Value.TrimEnd('.')}";
        if (Discriminator().Match(message) is { Success: true } kind)
            return $"a known kind instead of '{kind.Groups[1].Value}'";
        if (message.Contains("must specify a type discriminator", StringComparison.Ordinal))
            return "an object that says its kind";
        if (Converted().Match(message) is { Success: true } converted)
            return Named(Nullable().Replace(converted.Groups[1].Value, "$1"));
        return $"valid JSON ({message.Split(" Path: ")[0].TrimEnd('.')})";
    }

    private static string Named(string type) => type switch
    {
        "System.Int32" or "System.Int64" => "a whole number",
        "System.Double" => "a number",
        "System.Boolean" => "true or false",
        "System.String" => "a text",
        "System.DateTimeOffset" => "a date and time with offset such as 2027-01-01T09:00:00+08:00",
        _ when type.Contains("TimeSpan", StringComparison.Ordinal) => "a duration such as P3D or PT2H",
        _ when Type.GetType(type) is { IsEnum: true } choice => "one of " + string.Join(", ", Enum.GetNames(choice).Select(JsonNamingPolicy.CamelCase.ConvertName)),
        _ when type.Contains("List", StringComparison.Ordinal) || type.EndsWith("[]", StringComparison.Ordinal) => "a list",
        _ => "an object",
    };

    [GeneratedRegex("JSON property '([^']*)' could not be mapped")]
    private static partial Regex Unmapped();

    [GeneratedRegex(@"Path: (\S+) \|")]
    private static partial Regex Place();

    [GeneratedRegex("missing required properties including: (.*)$")]
    private static partial Regex Missing();

    [GeneratedRegex("unrecognized type discriminator id '([^']*)'")]
    private static partial Regex Discriminator();

    [GeneratedRegex(@"^System\.Nullable`1\[(.*)\]$")]
    private static partial Regex Nullable();

    [GeneratedRegex(@"could not be converted to ([^\s]+?)\.? ")]
    private static partial Regex Converted();
}
