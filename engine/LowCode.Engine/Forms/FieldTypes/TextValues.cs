using System.Text;
using System.Text.Json;
using LowCode.Expressions;

namespace LowCode.Forms.FieldTypes;

/// <summary>What all types that store text share: reading it and making it storable in every database.</summary>
internal static class TextValues
{
    /// <summary>Most characters of any text value.</summary>
    public const int Longest = 100_000;

    private const string Broken = "\uFFFD";

    /// <summary>The content of a JSON text. One that ends in the middle of a character (<c>"\ud800"</c>) can't be read at all and gives a replacement character.</summary>
    public static string Of(JsonElement json)
    {
        try
        {
            return json.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return Broken;
        }
    }

    /// <summary>Reads a JSON text; numbers are taken as their text.</summary>
    public static string? Read(JsonElement json, string path, ICollection<Error> errors)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.String:
                if (Of(json) is var text && text != Broken)
                    return text;
                errors.Add(FormErrors.Type(path, "a text of whole characters"));
                return null;
            case JsonValueKind.Number:
                return json.GetRawText();
            case JsonValueKind.Null or JsonValueKind.Undefined:
                return null;
            default:
                errors.Add(FormErrors.Type(path, "a text"));
                return null;
        }
    }

    /// <summary>Trims, drops control characters that no database or XML file takes, repairs broken surrogates; one line unless <paramref name="lines"/>.</summary>
    public static Value Clean(string? text, bool lines = false)
    {
        if (string.IsNullOrWhiteSpace(text))
            return Value.Null;
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                clean.Append(c).Append(text[++i]);
            else if (char.IsSurrogate(c))
                clean.Append('\uFFFD');
            else if (c is '\r' && i + 1 < text.Length && text[i + 1] == '\n')
                continue;
            else if (c is '\n' or '\r' or '\t' or '\u2028' or '\u2029')
                clean.Append(lines ? (c == '\t' ? c : '\n') : ' ');
            else if (!char.IsControl(c))
                clean.Append(c);
        }
        var result = clean.ToString().Trim();
        return result.Length == 0 ? Value.Null : Value.FromText(result);
    }

    /// <summary>A text as <see cref="Clean(string?, bool)"/> leaves it; any other value as it is.</summary>
    public static Value Clean(Value value, bool lines = false) => value.Kind == ValueKind.Text ? Clean(value.AsText, lines) : value;

    /// <summary>Covers all but the ends: <c>张**</c>, <c>138****5678</c>.</summary>
    public static string Mask(string text, int head = 1, int tail = 0) =>
        text.Length == 0 ? "" : text.Length <= head + tail ? new string('*', text.Length) : $"{text[..head]}{new string('*', Math.Min(4, text.Length - head - tail))}{text[^tail..]}";
}
