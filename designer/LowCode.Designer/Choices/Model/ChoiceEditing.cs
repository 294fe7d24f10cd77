using System.Globalization;
using LowCode.Designer.Editing;
using LowCode.Forms;
using LowCode.Ui.Components;

namespace LowCode.Designer.Choices;

/// <summary>Changes of a list of choices, a field's own or a shared one. Pure functions: each answers a copy.</summary>
public static class ChoiceEditing
{
    private const int Most = 500;

    /// <summary>The languages that a choice is named in.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["zh-CN", "en"];

    /// <summary>The language of them that the person works in.</summary>
    public static string Language => CultureInfo.CurrentUICulture.Name.StartsWith("zh", StringComparison.Ordinal) ? "zh-CN" : "en";

    /// <summary>The list with one choice for each line (or part between commas) of a text; names that are there already are left out.</summary>
    public static IReadOnlyList<Choice> Added(this IReadOnlyList<Choice> before, string names, string language)
    {
        var choices = before.ToList();
        var known = choices.SelectMany(choice => choice.Label.Texts.Values.Append(choice.Value)).ToHashSet(StringComparer.CurrentCultureIgnoreCase);
        foreach (var name in names.Split(['\n', '\r', ',', '，', '、', ';', '；', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(known.Add))
        {
            if (choices.Count >= Most)
                break;
            choices.Add(new Choice(Keys.Guess(name, "option", choices.Select(choice => choice.Value).ToHashSet()), new Label([new(language, name)]), ChoiceColour.All[1 + (choices.Count % (ChoiceColour.All.Count - 1))]));
        }
        return choices;
    }

    /// <summary>The list with one choice at another place; the same when it stands there already.</summary>
    public static IReadOnlyList<Choice> Moved(this IReadOnlyList<Choice> before, int from, int to)
    {
        to = Math.Clamp(to, 0, before.Count - 1);
        if (from == to)
            return before;
        var choices = before.ToList();
        var choice = choices[from];
        choices.RemoveAt(from);
        choices.Insert(to, choice);
        return choices;
    }

    /// <summary>The list with another choice at a place.</summary>
    public static IReadOnlyList<Choice> Replaced(this IReadOnlyList<Choice> before, int index, Choice choice) => [.. before.Select((each, at) => at == index ? choice : each)];

    /// <summary>The list without the choice at a place.</summary>
    public static IReadOnlyList<Choice> Without(this IReadOnlyList<Choice> before, int index) => [.. before.Where((_, at) => at != index)];

    /// <summary>The choice with another name in one language; a name for all languages stays as the Chinese one.</summary>
    public static Choice Named(this Choice choice, string language, string? text)
    {
        var label = !choice.Label.Texts.TryGetValue("*", out var single) ? choice.Label : language == "zh-CN" ? Label.Empty : new Label([new("zh-CN", single)]);
        return choice with { Label = label.With(language, text ?? "") };
    }
}

/// <summary>What a person did to a list of choices.</summary>
/// <param name="Choices">The list afterwards.</param>
/// <param name="MergeKey">Changes with one key that follow each other directly are undone together: the letters of a name. Null: a step of its own.</param>
public sealed record ChoiceChange(IReadOnlyList<Choice> Choices, string? MergeKey = null);
