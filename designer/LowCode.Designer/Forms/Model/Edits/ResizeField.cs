using LowCode.Designer.Editing;
using LowCode.Forms;

namespace LowCode.Designer.Forms;

/// <summary>Makes a field as wide as this many twelfths.</summary>
public sealed record ResizeField(string Field, int Span) : IEdit<FormDefinition>
{
    /// <inheritdoc/>
    public string MergeKey => $"span:{Field}";

    /// <inheritdoc/>
    public string Step => "resize";

    /// <inheritdoc/>
    public Edited<FormDefinition> Apply(FormDefinition before)
    {
        var span = Math.Clamp(Span, 1, 12);
        return before.SectionOf(Field) is { } section && section.Items.First(item => item.Field == Field).Span != span
            ? new(before.With(section with { Items = [.. section.Items.Select(item => item.Field == Field ? item with { Span = span } : item)] }), [Field])
            : new(before);
    }
}
