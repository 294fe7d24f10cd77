using System.Globalization;
using System.Text.RegularExpressions;

namespace LowCode.Ui.Localization;

/// <summary>Errors of the engine in the person's language: by code (<c>error.forms.number.min</c>), named values filled in; the English message where nobody has written one.</summary>
public static partial class ErrorTexts
{
    /// <summary>What the person reads: a rule's own message, the text of the code, or the developer's English.</summary>
    public static string Of(this Texts texts, Error error)
    {
        if (error.Values?.GetValueOrDefault("message") is Label { IsEmpty: false } own)
            return own.Current;
        var text = texts.Or($"error.{error.Code}", texts.Or(error.Code, error.Message));
        if (error.Values is null)
            return text;
        var said = Placeholder().Replace(text, match => error.Values.TryGetValue(match.Groups[1].Value, out var value)
            ? error.Code == "forms.value.type" ? texts.Or($"error.expected.{value}", Shown(value))
            : ExpressionWords.Has(error, match.Groups[1].Value) ? ExpressionWords.Said(texts, Shown(value)) : Shown(value)
            : match.Value);
        return error.Code.StartsWith("expressions.", StringComparison.Ordinal) && error.Values.GetValueOrDefault("suggestion") is string meant ? texts["error.suggestion", said, meant] : said;
    }

    /// <summary>All errors of a refusal, each on its own line.</summary>
    public static string Of(this Texts texts, Refusal refusal) => string.Join("\n", refusal.Errors.Select(texts.Of).Distinct());

    /// <summary>What is wrong with the field at this path; null when nothing is.</summary>
    public static string? At(this Texts texts, Refusal? refusal, string path) =>
        refusal?.Errors.FirstOrDefault(error => error.Path == path) is { } error ? texts.Of(error) : null;

    /// <summary>What is wrong apart from these fields, which show their own errors; null when nothing is.</summary>
    public static string? Rest(this Texts texts, Refusal? refusal, params IReadOnlyList<string> paths) =>
        refusal?.Errors.FirstOrDefault(error => error.Path is null || !paths.Contains(error.Path)) is { } error ? texts.Of(error) : null;

    /// <summary>An error of an expression as any other error.</summary>
    public static Error AsError(this Expressions.ExpressionError error, string? path = null) => new(error.Code, error.Message, path, error.Values.ToDictionary(pair => pair.Key, pair => (object?)pair.Value));

    private static string Shown(object? value) => value switch
    {
        Label label => label.Current,
        IEnumerable<Label> labels => string.Join(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh" ? "、" : ", ", labels.Select(label => label.Current)),
        IEnumerable<string> list => string.Join(", ", list),
        IFormattable number => number.ToString(null, CultureInfo.CurrentCulture),
        _ => value?.ToString() ?? "",
    };

    [GeneratedRegex(@"\{([a-zA-Z]+)\}")]
    private static partial Regex Placeholder();
}
