namespace LowCode.Ui.Components;

/// <summary>The ten colours that options, stages, tags and apps may have. Definitions store the name.</summary>
public static class ChoiceColour
{
    public static readonly IReadOnlyList<string> All = ["grey", "red", "orange", "yellow", "green", "teal", "cyan", "blue", "purple", "pink"];

    /// <summary>The class that sets --c-tint, --c-ink and --c-dot; names we do not know become grey.</summary>
    public static string Class(string? colour) => Classes[Known(colour)];

    /// <summary>The colour that a new thing of this name gets: the same name always gets the same one.</summary>
    public static string For(string name)
    {
        var hash = 2166136261u;
        foreach (var letter in name) hash = (hash ^ letter) * 16777619u;
        return All[1 + (int)(hash % (uint)(All.Count - 1))];
    }

    private static readonly Dictionary<string, string> Classes = All.ToDictionary(colour => colour, colour => $"c-{colour}");

    private static string Known(string? colour) => colour switch
    {
        null => "grey",
        "gray" => "grey",
        "gold" or "amber" => "yellow",
        "lime" => "green",
        "indigo" => "blue",
        "violet" => "purple",
        _ => All.Contains(colour) ? colour : "grey",
    };
}
