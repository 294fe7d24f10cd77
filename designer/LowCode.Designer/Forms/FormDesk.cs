using LowCode.Catalog;
using LowCode.Expressions;
using LowCode.Forms;
using LowCode.Ui.Components;
using LowCode.Ui.Flows;

namespace LowCode.Designer.Forms;

/// <summary>What the parts of the form designer share: the form being edited, compiled as it stands, the world around it, and what is wrong.</summary>
public sealed class FormDesk
{
    private MetadataCatalog _catalog;
    private long _seen = -1;

    public FormDesk(FormDefinition form, MetadataCatalog catalog)
    {
        _catalog = catalog;
        Published = catalog.Forms.GetValueOrDefault(form.Key)?.Definition;
        Editing = new FormEditing(form);
        Draft = null!;
        Refresh();
    }

    public FormEditing Editing { get; }

    /// <summary>What is live around the form.</summary>
    public MetadataCatalog Catalog => _catalog;

    public FormDefinition Form => Editing.Form;

    /// <summary>The form as it is live; null when it never was.</summary>
    public FormDefinition? Published { get; }

    /// <summary>The draft as it stands, compiled; usable even while something is wrong.</summary>
    public CompiledDraft Draft { get; private set; }

    /// <summary>Compiles again; called after every change.</summary>
    public void Refresh()
    {
        if (_seen == Editing.History.Revision)
            return;
        _seen = Editing.History.Revision;
        Draft = DraftCompiler.Compile(_catalog, Form);
    }

    /// <summary>Compiles with what is live now: a shared list was made from here.</summary>
    public void Renew(MetadataCatalog catalog)
    {
        _catalog = catalog;
        Draft = DraftCompiler.Compile(_catalog, Form);
    }

    /// <summary>True when a field's key is live and so can't be changed; <paramref name="path"/> is the key, or <c>subform.column</c>.</summary>
    public bool IsFixed(string path) => path.Split('.') is [var key, .. var column] && Published?.FindField(key) is { } live
        && (column.Length == 0 || live.Columns().Any(each => each.Key == column[0]));

    /// <summary>What is wrong with one field.</summary>
    public IReadOnlyList<Error> ErrorsOf(string key)
    {
        var index = Form.Fields.ToList().FindIndex(field => field.Key == key);
        var path = $"fields[{index}]";
        return [.. Draft.Errors.Where(error => error.Path is { } at && at.StartsWith(path, StringComparison.Ordinal))];
    }

    /// <summary>The field that an error is about; null when it is about the form.</summary>
    public string? FieldOf(Error error) =>
        error.Path is { } path && path.StartsWith("fields[", StringComparison.Ordinal) && int.TryParse(path["fields[".Length..path.IndexOf(']', StringComparison.Ordinal)], out var index) && index < Form.Fields.Count
            ? Form.Fields[index].Key : null;

    /// <summary>What is wrong with an expression over this form (or another, or in the rows of a subform); null when it is fine.</summary>
    public Error? Check(string expression, ExpressionType? expected, string? rows = null, string? form = null)
    {
        IExpressionScope? scope = form is null ? Draft.Form : _catalog.Forms.GetValueOrDefault(form);
        if (scope is null)
            return null;
        var compiled = ExpressionCompiler.Compile(expression, scope, expected, rows is null ? null : new CompileOptions(rows));
        return compiled.Ok ? null : new Error(compiled.Errors[0].Code, compiled.Errors[0].Message, null, compiled.Errors[0].Values.ToDictionary(pair => pair.Key, pair => (object?)pair.Value));
    }

    /// <summary>All rules of the form, as sentences.</summary>
    public IReadOnlyList<FormRule> Rules(LowCode.Ui.Localization.Texts texts, LowCode.Ui.Fields.FieldWorldFactory worlds)
    {
        var world = worlds.For(Form.App);
        var names = new Dictionary<string, IReadOnlyList<LowCode.Ui.Formulas.FormulaWord>>();
        return new FormRules(texts, rows => new(new(Draft.Form, _catalog, texts, rows), texts, LowCode.Ui.Records.WorldNames.Of(world), world.Zone), Formula).Of(Form);

        string Formula(string text, string? rows)
        {
            if (!names.TryGetValue(rows ?? "", out var known))
                names[rows ?? ""] = known = LowCode.Ui.Formulas.FormulaWords.Of(Draft.Form, _catalog, texts, rows);
            return LowCode.Ui.Formulas.FormulaWords.Say(text, known);
        }
    }

    /// <summary>The form's fields as options, those that every form has at the end.</summary>
    public IReadOnlyList<Option> Fields(Func<Field, bool>? where = null) => Options([.. Draft.Form.Designed, .. Draft.Form.Fields.Where(field => field.IsSystem)], where);

    /// <summary>The fields of another form as options.</summary>
    public IReadOnlyList<Option> FieldsOf(string? form, Func<Field, bool>? where = null) =>
        form == Form.Key ? Fields(where) : form is not null && _catalog.Forms.TryGetValue(form, out var found) ? Options(found.Designed, where) : [];

    /// <summary>A form by its key: this one as it stands, others as they are live.</summary>
    public Form? Target(string key) => key == Form.Key ? Draft.Form : _catalog.Forms.GetValueOrDefault(key);

    /// <summary>The columns of a subform as options.</summary>
    public IReadOnlyList<Option> Columns(string subform) => Options(Draft.Form[subform]?.Rows ?? [], null);

    /// <summary>The sections as options, each with the tab that it stands on.</summary>
    public IReadOnlyList<Option> Sections(LowCode.Ui.Localization.Texts texts) => [.. Form.Layout.Sections.Select(section => new Option(section.Key,
        (section.Tab is { } key && Form.FindTab(key) is { } tab ? $"{tab.Label.Current} › " : "") + (section.Label.IsEmpty ? texts["formDesigner.section.untitled"] : section.Label.Current)))];

    /// <summary>All forms, this one included.</summary>
    public IReadOnlyList<Option> Forms() =>
        [.. _catalog.Forms.Values.Select(form => form.Definition).Append(Form).DistinctBy(form => form.Key).OrderBy(form => form.Key, StringComparer.Ordinal).Select(form => new Option(form.Key, FlowNames.Called(form.Label, form.Key), Note: form.Key))];

    /// <summary>Reference fields of any form that point to this one: form and field.</summary>
    public IReadOnlyList<(Option Form, Option Via)> Referring() =>
        [.. _catalog.Forms.Values.Where(form => form.Key != Form.Key).Append(Draft.Form).SelectMany(form => form.Designed.Where(field => field.Target == Form.Key)
            .Select(field => (new Option(form.Key, FlowNames.Called(form.Definition.Label, form.Key)), new Option(field.Key, FlowNames.Called(field.Label, field.Key)))))];

    /// <summary>Shared choice lists.</summary>
    public IReadOnlyList<Option> Lists() => [.. _catalog.ChoiceLists.Values.OrderBy(list => list.Key, StringComparer.Ordinal).Select(list => new Option(list.Key, FlowNames.Called(list.Label, list.Key)))];

    /// <summary>Changes a field; <paramref name="path"/> is its key, or <c>subform.column</c>.</summary>
    public void Set(string property, string path, FieldDefinition field)
    {
        var dot = path.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0)
        {
            Editing.Do(new SetField(property, path, field));
            return;
        }
        if (Form.FindField(path[..dot]) is { } subform)
            Editing.Do(new SetField($"{property}:{path[(dot + 1)..]}", subform.Key, subform.WithColumns(subform.Columns().Select(column => column.Key == path[(dot + 1)..] ? field : column))));
    }

    private static IReadOnlyList<Option> Options(IEnumerable<Field> fields, Func<Field, bool>? where) =>
        [.. fields.Where(field => where is null || where(field)).Select(field => new Option(field.Key, FlowNames.Called(field.Label, field.Key), Note: field.Key))];
}
