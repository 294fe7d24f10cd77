using LowCode.Catalog;
using LowCode.Designer.Editing;
using LowCode.Forms;

namespace LowCode.Designer.Choices;

/// <summary>A shared list of choices on the designer's table: its history, what of it is live, who uses it, and what is wrong.</summary>
public sealed class ChoiceListDesk
{
    private HashSet<string> _live = [];

    public ChoiceListDesk(ChoiceListDefinition list, MetadataCatalog catalog)
    {
        History = new EditHistory<ChoiceListDefinition>(list);
        Renew(catalog);
    }

    /// <summary>The list with undo and redo.</summary>
    public EditHistory<ChoiceListDefinition> History { get; }

    /// <summary>The list as it stands.</summary>
    public ChoiceListDefinition List => History.Current;

    /// <summary>The fields that use it.</summary>
    public IReadOnlyList<ChoiceUse> Uses { get; private set; } = [];

    /// <summary>Looks again at what is live: something was published.</summary>
    public void Renew(MetadataCatalog catalog)
    {
        _live = [.. catalog.ChoiceLists.GetValueOrDefault(List.Key)?.Choices.Select(choice => choice.Value) ?? []];
        Uses = ChoiceUses.Of(catalog, List.Key);
    }

    /// <summary>True for a value that records may hold already: it stays as it is, and its choice is retired instead of removed.</summary>
    public bool IsFixed(string value) => _live.Contains(value);

    /// <summary>Why a choice can't be published, as the end of a text's key; null when it is fine.</summary>
    public string? Wrong(Choice choice) =>
        choice.Label.IsEmpty ? "unnamed"
        : choice.Value.Length is 0 or > 100 || choice.Value != choice.Value.Trim() ? "value"
        : List.Choices.Count(other => other.Value == choice.Value) > 1 ? "twice"
        : null;

    /// <summary>Takes what a person did to the choices.</summary>
    public void Do(ChoiceChange change) => History.Do(new SetChoiceList(List with { Choices = change.Choices }, change.MergeKey));

    /// <summary>Calls the list something else.</summary>
    public void Name(Label label) => History.Do(new SetChoiceList(List with { Label = label }, "label"));
}

/// <summary>Changes a list.</summary>
public sealed record SetChoiceList(ChoiceListDefinition List, string? MergeKey = null) : IEdit<ChoiceListDefinition>
{
    /// <inheritdoc/>
    public Edited<ChoiceListDefinition> Apply(ChoiceListDefinition before) => new(before.Equals(List) ? before : List);
}
