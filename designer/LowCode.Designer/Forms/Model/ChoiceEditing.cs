using LowCode.Designer.Editing;
using LowCode.Forms;
using LowCode.Forms.FieldTypes;
using LowCode.Ui.Components;

namespace LowCode.Designer.Forms;

/// <summary>Changes of a list of choices.</summary>
public static class ChoiceEditing
{
    private const int Most = 500;

    /// <summary>The list with one choice for each line (or part between commas) of a text; names that are there already are left out.</summary>
    public static ChoiceSettings With(this ChoiceSettings settings, string names, string language)
    {
        var choices = settings.Choices.ToList();
        var known = choices.SelectMany(choice => choice.Label.Texts.Values.Append(choice.Value)).ToHashSet(StringComparer.CurrentCultureIgnoreCase);
        foreach (var name in names.Split(['\n', '\r', ',', '，', '、', ';', '；', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(known.Add))
        {
            if (choices.Count >= Most)
                break;
            choices.Add(new Choice(Keys.Guess(name, "option", choices.Select(choice => choice.Value).ToHashSet()), new Label([new(language, name)]), ChoiceColour.All[1 + (choices.Count % (ChoiceColour.All.Count - 1))]));
        }
        return settings with { Choices = choices };
    }

    /// <summary>The list with one choice at another place.</summary>
    public static ChoiceSettings Moved(this ChoiceSettings settings, int from, int to)
    {
        var choices = settings.Choices.ToList();
        var choice = choices[from];
        choices.RemoveAt(from);
        choices.Insert(Math.Clamp(to, 0, choices.Count), choice);
        return settings with { Choices = choices };
    }
}
