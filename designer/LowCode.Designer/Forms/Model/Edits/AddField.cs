using LowCode.Designer.Editing;
using LowCode.Forms;

namespace LowCode.Designer.Forms;

/// <summary>Adds a field of a type at a place of a section; without a place behind what is selected, else at the end.</summary>
/// <param name="Type">Key of the field type.</param>
/// <param name="Label">Its name; empty takes the type's.</param>
/// <param name="Section">Key of the section; null: behind <paramref name="After"/>, else in the last one.</param>
/// <param name="Index">Place in the section; null: at its end.</param>
/// <param name="After">Selected field or section.</param>
public sealed record AddField(string Type, Label Label, string? Section = null, int? Index = null, string? After = null) : IEdit<FormDefinition>
{
    /// <inheritdoc/>
    public string Step => "add";

    /// <inheritdoc/>
    public Edited<FormDefinition> Apply(FormDefinition before)
    {
        if (BuiltInTypes.Find(Type) is not { } type)
            return new(before);
        var field = new FieldDefinition
        {
            Key = Keys.Guess((Label.IsEmpty ? type.Label : Label).In("en"), type.Key, before.TakenKeys()),
            Type = type.Key,
            Label = Label.IsEmpty ? Starters.Called(type.Label) : Label,
            Settings = Starters.SettingsFor(type, Label.Current),
        };
        var section = before.PlaceBehind(After, out var behind);
        if (Section is not null && before.FindSection(Section) is { } wanted)
            (section, behind) = (wanted, Index ?? wanted.Items.Count);
        var items = section.Items.ToList();
        items.Insert(Math.Clamp(behind, 0, items.Count), new LayoutItem(field.Key, FormGraph.UsualSpan(type.Key)));
        return new((before with { Fields = [.. before.Fields, field] }).With(section with { Items = items }), [field.Key]);
    }
}
