namespace LowCode.Forms.FieldTypes;

/// <summary>What single and multiple choices share.</summary>
internal static class ChoiceValues
{
    public static void Check(ChoiceSettings settings, ICollection<Error> errors)
    {
        if (settings.List is not null && settings.Choices.Count > 0)
            errors.Add(FormErrors.Setting("settings.list", "either a shared list or own choices"));
        CheckChoices(settings.Choices, "settings.choices", errors);
    }

    /// <summary>Values are there, short and different.</summary>
    public static void CheckChoices(IReadOnlyList<Choice> choices, string path, ICollection<Error> errors)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < choices.Count; i++)
        {
            var value = choices[i].Value;
            if (value.Length is 0 or > 100 || value != value.Trim())
                errors.Add(FormErrors.Setting($"{path}[{i}].value", "1 to 100 characters without blanks at the ends"));
            else if (!seen.Add(value))
                errors.Add(FormErrors.Duplicate($"{path}[{i}].value", value));
        }
        if (choices.Count > 1000)
            errors.Add(FormErrors.TooMany(path, 1000));
    }

    public static void Complete(Field field, ChoiceSettings settings, FieldSurroundings around, ICollection<Error> errors)
    {
        if (settings.List is null)
            field.Choices = settings.Choices;
        else if (around.List(settings.List) is { } list)
            field.Choices = list.Choices;
        else
            errors.Add(FormErrors.UnknownList("settings.list", settings.List));
    }

    public static bool IsOffered(Field field, string value) => field.Choices.Any(choice => choice.Value == value && !choice.Retired);

    /// <summary>Imported text is the value or the label in any language.</summary>
    public static string? FromText(string text, Field field, string path, ICollection<Error> errors)
    {
        var found = field.Choices.FirstOrDefault(choice => choice.Value == text)
            ?? field.Choices.FirstOrDefault(choice => choice.Label.Texts.Values.Contains(text, StringComparer.OrdinalIgnoreCase));
        if (found is null)
            errors.Add(FormErrors.NotOffered(path, text));
        return found?.Value;
    }

    public static string Show(Field field, string value) =>
        field.Choices.FirstOrDefault(choice => choice.Value == value) is { Label.IsEmpty: false } choice ? choice.Label.Current : value;
}
