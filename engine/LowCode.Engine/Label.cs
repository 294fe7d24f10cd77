using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LowCode;

/// <summary>
/// A text that people see, in one or more languages. JSON: <c>{"en":"Lead","zh-CN":"线索"}</c>, or a plain string for all languages.
/// Languages are BCP 47 tags; keys are kept sorted so that exports are stable.
/// </summary>
[JsonConverter(typeof(LabelJson))]
public sealed class Label : IEquatable<Label>
{
    private readonly ImmutableSortedDictionary<string, string> _texts;

    /// <summary>A label with the given texts by language; blank texts are dropped.</summary>
    public Label(IEnumerable<KeyValuePair<string, string>> texts) =>
        _texts = texts.Where(pair => !string.IsNullOrWhiteSpace(pair.Value)).ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>A label of Chinese and English, the product's own two languages.</summary>
    public Label(string zh, string en) : this([new("zh-CN", zh), new("en", en)]) { }

    /// <summary>No text at all.</summary>
    public static Label Empty { get; } = new([]);

    /// <summary>The texts by language.</summary>
    public IReadOnlyDictionary<string, string> Texts => _texts;

    /// <summary>True when no language has a text.</summary>
    public bool IsEmpty => _texts.IsEmpty;

    /// <summary>The text in this language; else its main language's, else Chinese, else English, else any, else "".</summary>
    public string In(string language) =>
        _texts.TryGetValue(language, out var exact) ? exact
        : _texts.FirstOrDefault(pair => pair.Key.Split('-')[0].Equals(language.Split('-')[0], StringComparison.OrdinalIgnoreCase)).Value
        ?? _texts.GetValueOrDefault("*") ?? _texts.GetValueOrDefault("zh-CN") ?? _texts.GetValueOrDefault("en") ?? _texts.Values.FirstOrDefault() ?? "";

    /// <summary>The text in the language of the current thread's screens.</summary>
    public string Current => In(System.Globalization.CultureInfo.CurrentUICulture.Name);

    /// <summary>A copy with this language's text replaced; a blank text removes it.</summary>
    public Label With(string language, string text) => new(_texts.SetItem(language, text));

    /// <summary>One text for every language.</summary>
    public static implicit operator Label(string text) => new([new("*", text)]);

    /// <inheritdoc/>
    public bool Equals(Label? other) => other is not null && _texts.SequenceEqual(other._texts);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Label);

    /// <inheritdoc/>
    public override int GetHashCode() => _texts.Aggregate(0, (hash, pair) => HashCode.Combine(hash, pair.Key, pair.Value));

    /// <inheritdoc/>
    public override string ToString() => Current;
}

/// <summary>Reads and writes a <see cref="Label"/>; a single text for all languages is written as a string.</summary>
public sealed class LabelJson : JsonConverter<Label>
{
    /// <inheritdoc/>
    public override Label Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
            return reader.GetString()!;
        var texts = JsonSerializer.Deserialize<Dictionary<string, string>>(ref reader, options) ?? [];
        return new Label(texts);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Label value, JsonSerializerOptions options)
    {
        if (value.Texts.Count == 1 && value.Texts.TryGetValue("*", out var single))
            writer.WriteStringValue(single);
        else
            JsonSerializer.Serialize(writer, value.Texts, options);
    }
}
