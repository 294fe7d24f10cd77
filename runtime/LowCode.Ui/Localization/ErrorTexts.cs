namespace LowCode.Ui.Localization;

/// <summary>Errors of the engine in the person's language: text <c>error.&lt;code&gt;</c>, with the error's values in place of <c>{name}</c>.</summary>
public static class ErrorTexts
{
    /// <summary>What the person reads; the developer's English when nobody has translated the code.</summary>
    public static string Of(this Texts texts, Error error)
    {
        var text = texts.Or($"error.{error.Code}", error.Message);
        foreach (var (name, value) in error.Values ?? new Dictionary<string, object?>())
            text = text.Replace($"{{{name}}}", Convert.ToString(value, System.Globalization.CultureInfo.CurrentCulture), StringComparison.Ordinal);
        return text;
    }

    /// <summary>The first error's text: for a message of one line.</summary>
    public static string Of(this Texts texts, Refusal refusal) => texts.Of(refusal.Errors[0]);

    /// <summary>What is wrong with the field at this path; null when nothing is.</summary>
    public static string? At(this Texts texts, Refusal? refusal, string path) =>
        refusal?.Errors.FirstOrDefault(error => error.Path == path) is { } error ? texts.Of(error) : null;

    /// <summary>What is wrong apart from these fields, which show their own errors; null when nothing is.</summary>
    public static string? Rest(this Texts texts, Refusal? refusal, params IReadOnlyList<string> paths) =>
        refusal?.Errors.FirstOrDefault(error => error.Path is null || !paths.Contains(error.Path)) is { } error ? texts.Of(error) : null;
}
