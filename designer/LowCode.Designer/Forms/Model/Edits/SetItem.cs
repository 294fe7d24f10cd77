using LowCode.Designer.Editing;
using LowCode.Forms;

namespace LowCode.Designer.Forms;

/// <summary>Changes how a field stands in its section: the line above it and its words.</summary>
public sealed record SetItem(LayoutItem Item) : IEdit<FormDefinition>
{
    /// <inheritdoc/>
    public string MergeKey => $"item:{Item.Field}:{Item.Divider}";

    /// <inheritdoc/>
    public Edited<FormDefinition> Apply(FormDefinition before) => before.SectionOf(Item.Field) is { } section && !section.Items.Contains(Item)
        ? new(before.With(section with { Items = [.. section.Items.Select(item => item.Field == Item.Field ? Item : item)] }))
        : new(before);
}
