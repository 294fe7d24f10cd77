using System.Text.Json;

namespace LowCode.Records;

/// <summary>A refusal as JSON and back, so that a screen can still tell it in its own language later.</summary>
public static class RefusalJson
{
    /// <summary>Writes it.</summary>
    public static string Write(Refusal refusal) => JsonSerializer.Serialize(new Kept(refusal.Kind, refusal.Errors), JsonSerializerOptions.Web);

    /// <summary>Reads it; labels are labels again, numbers are <see cref="decimal"/>s.</summary>
    public static Refusal Read(string json)
    {
        var kept = JsonSerializer.Deserialize<Kept>(json, JsonSerializerOptions.Web)!;
        return new Refusal(kept.Kind, [.. kept.Errors.Select(error => error with { Values = error.Values?.ToDictionary(pair => pair.Key, pair => Plain(pair.Key, pair.Value)) })]);
    }

    /// <summary>The same text for refusals that are alike but for what the single record holds.</summary>
    public static string Reason(Refusal refusal) =>
        string.Join(';', refusal.Errors.Select(error => $"{error.Code} {error.Path} {Own(error)}").Distinct());

    // What a rule says in its own words, or which records it asks for, tells two reasons with the same code apart.
    private static string? Own(Error error) => (error.Values?.GetValueOrDefault("message") as Label)?.In("zh-CN") ?? error.Values?.GetValueOrDefault("form") as string;

    private static object? Plain(string name, object? value) => value is not JsonElement json ? value : json.ValueKind switch
    {
        // A rule's own words: a label that is the same in all languages is written as a plain text.
        JsonValueKind.String => name == "message" && json.GetString() is { } text ? (object)(Label)text : json.GetString(),
        JsonValueKind.Number => json.GetDecimal(),
        JsonValueKind.True or JsonValueKind.False => json.GetBoolean(),
        JsonValueKind.Object => json.Deserialize<Label>(),
        JsonValueKind.Array => json.EnumerateArray().Select(item => item.ToString()).ToList(),
        _ => null,
    };

    private sealed record Kept(ErrorKind Kind, IReadOnlyList<Error> Errors);
}
