using LowCode.Ui.Localization;

namespace LowCode.Designer.Editing;

/// <summary>Puts errors into the person's language: by code where a text is written, else as the engine said it.</summary>
public static class Problems
{
    /// <summary>One error in words.</summary>
    public static string Say(Texts texts, Error error)
    {
        var text = texts.Or(error.Code, error.Message);
        foreach (var (name, value) in error.Values ?? new Dictionary<string, object?>())
            text = text.Replace($"{{{name}}}", $"{value}", StringComparison.Ordinal);
        return text;
    }

    /// <summary>All errors of a refusal, one line each.</summary>
    public static string Say(Texts texts, Refusal refusal) => string.Join('\n', refusal.Errors.Select(error => Say(texts, error)));
}
