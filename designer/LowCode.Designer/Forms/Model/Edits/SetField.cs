using LowCode.Designer.Editing;
using LowCode.Forms;

namespace LowCode.Designer.Forms;

/// <summary>Changes a field's properties. Another key is followed by the layout, the title, unique groups, checks and views; expressions are not rewritten.</summary>
/// <param name="Property">What is changed, so that typing into it is undone as one.</param>
/// <param name="Key">The field's key until now.</param>
/// <param name="Field">The field as it shall be.</param>
public sealed record SetField(string Property, string Key, FieldDefinition Field) : IEdit<FormDefinition>
{
    /// <inheritdoc/>
    public string MergeKey => $"field:{Property}:{Key}";

    /// <inheritdoc/>
    public Edited<FormDefinition> Apply(FormDefinition before)
    {
        if (before.FindField(Key) is not { } old || old.Equals(Field) || (Field.Key != Key && (!Keys.IsKey(Field.Key) || before.TakenKeys().Contains(Field.Key))))
            return new(before);
        var after = before with { Fields = [.. before.Fields.Select(field => field.Key == Key ? Field : field)] };
        return Field.Key == Key ? new(after) : new(Renamed(after), [Field.Key]);
    }

    private FormDefinition Renamed(FormDefinition form) => (form with
    {
        TitleField = New(form.TitleField),
        StageField = New(form.StageField),
        Uniques = [.. form.Uniques.Select(rule => rule with { Fields = [.. rule.Fields.Select(key => New(key)!)] })],
        Validations = [.. form.Validations.Select(rule => rule with { Field = New(rule.Field) })],
        Views = [.. form.Views.Select(view => view with { Columns = [.. view.Columns.Select(key => New(key)!)], Sort = [.. view.Sort.Select(sort => sort with { Field = New(sort.Field)! })] })],
    }).With(form.Layout.Sections.Select(section => section with { Items = [.. section.Items.Select(item => item with { Field = New(item.Field)! })] }));

    private string? New(string? key) => key == Key ? Field.Key : key;
}

/// <summary>Changes what holds for the whole form: its name, title, checks, related lists.</summary>
public sealed record SetForm(string Property, FormDefinition Form) : IEdit<FormDefinition>
{
    /// <inheritdoc/>
    public string MergeKey => $"form:{Property}";

    /// <inheritdoc/>
    public Edited<FormDefinition> Apply(FormDefinition before) => new(before.Equals(Form) ? before : Form);
}
