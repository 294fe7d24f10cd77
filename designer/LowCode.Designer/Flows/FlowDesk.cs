using LowCode.Catalog;
using LowCode.Flows;
using LowCode.Forms;
using LowCode.People;
using LowCode.Ui.Components;
using LowCode.Ui.Flows;
using LowCode.Ui.Localization;

namespace LowCode.Designer.Flows;

/// <summary>What the parts of the flow designer share: the flow being edited, the world around it, its problems and its drawing.</summary>
public sealed class FlowDesk
{
    private readonly MetadataCatalog _catalog;
    private readonly PeopleDirectory _people;
    private readonly Texts _texts;
    private readonly CatalogFlowContext _context;
    private readonly FlowSentences _sentences;
    private long _seen = -1;

    public FlowDesk(FlowDefinition flow, MetadataCatalog catalog, PeopleDirectory people, Texts texts)
    {
        (_catalog, _people, _texts) = (catalog, people, texts);
        _context = new CatalogFlowContext(catalog, people);
        Editing = new FlowEditing(flow);
        Names = new FlowNames(people, catalog, flow.Form);
        Words = new FlowWords(texts, Names);
        _sentences = new FlowSentences(texts, Words, Names);
        Refresh();
    }

    public FlowEditing Editing { get; }

    public FlowDefinition Flow => Editing.Flow;

    public FlowNames Names { get; }

    /// <summary>The form whose records flow; null while it isn't published.</summary>
    public Form? Form => _catalog.Forms.GetValueOrDefault(Flow.Form);

    public FlowWords Words { get; }

    public IReadOnlyList<FlowProblem> Problems { get; private set; } = [];

    public FlowDrawing Drawing { get; private set; } = new([], [], []);

    /// <summary>The path that a trial has taken; null when none is shown.</summary>
    public FlowProgress? Progress { get; private set; }

    /// <summary>Checks and draws again; called after every change.</summary>
    public void Refresh()
    {
        if (_seen != Editing.History.Revision)
            (Problems, Progress) = (FlowChecker.Check(Flow, _context), null);
        _seen = Editing.History.Revision;
        Drawing = Progress is { } progress
            ? FlowDrawing.Of(Flow, Words, _texts, progress) with { Selection = Editing.History.Selection }
            : FlowDrawing.Of(Flow, Words, _texts, Problems, Editing.History.Selection);
    }

    /// <summary>Lets a path light up; null puts it out. An edit puts it out too.</summary>
    public void Light(FlowProgress? progress)
    {
        Progress = progress;
        Refresh();
    }

    /// <summary>What a step does, in sentences.</summary>
    public IReadOnlyList<string> Says(FlowNode node) => _sentences.Of(Flow, node);

    /// <summary>Whether a value of the field can be set.</summary>
    public bool IsWritable(string field) => _context.FindField(Flow.Form, field) is { Writable: true };

    /// <summary>Changes a node's property.</summary>
    public void Set(string property, FlowNode node) => Editing.Do(new SetNode(property, node));

    /// <summary>Changes an edge's property.</summary>
    public void Set(string property, FlowEdge edge) => Editing.Do(new SetEdge(property, edge));

    /// <summary>The fields of a form as options; <paramref name="kind"/> null for all.</summary>
    public IReadOnlyList<Option> Fields(FlowFieldKind? kind = null, string? form = null, bool writable = false) =>
        [.. FieldsOf(form).Where(field => _context.FindField(form ?? Flow.Form, field.Key) is { } facts && (kind is null || facts.Kind == kind) && (!writable || facts.Writable)).Select(Option)];

    /// <summary>Reference fields of <paramref name="form"/> that point to <paramref name="target"/>.</summary>
    public IReadOnlyList<Option> References(string form, string? target) =>
        [.. FieldsOf(form).Where(field => field.Target is not null && (target is null || field.Target == target)).Select(Option)];

    /// <summary>The form that a reference field of the flow's form points to; "" when there is none.</summary>
    public string TargetOf(string field) => FieldsOf(null).FirstOrDefault(each => each.Key == field)?.Target ?? "";

    /// <summary>The form's own fields in the order of its definition, with the columns of subforms: for the matrix of rights.</summary>
    public IEnumerable<(string Key, string Label, bool IsColumn, bool IsRows)> RightsRows() =>
        FieldsOf(null).Where(field => !field.IsSystem || field.Key is "owner" or "department").SelectMany(field =>
            field.Rows.Select(column => ($"{field.Key}.{column.Key}", Called(column), true, true)).Prepend((field.Key, Called(field), false, field.Rows.Count > 0)));

    /// <summary>Forms with a reference that points to the flow's form, for required follow-ups.</summary>
    public IReadOnlyList<Option> ReferringForms() =>
        [.. _catalog.Forms.Values.Where(form => form.Fields.Any(field => field.Target == Flow.Form)).Select(form => new Option(form.Key, FlowNames.Called(form.Definition.Label, form.Key)))];

    public IReadOnlyList<Option> Forms() => [.. _catalog.Forms.Values.OrderBy(form => form.Key, StringComparer.Ordinal).Select(form => new Option(form.Key, FlowNames.Called(form.Definition.Label, form.Key)))];

    public IReadOnlyList<Option> Roles() => [.. _catalog.Roles.Values.OrderBy(role => role.Key, StringComparer.Ordinal).Select(role => new Option(role.Key, FlowNames.Called(role.Label, role.Key)))];

    public IReadOnlyList<Option> Users() => [.. _people.Users.Where(user => user.Active).OrderBy(user => user.Name, StringComparer.CurrentCulture).Select(user => new Option($"{user.Id}", user.Name, Note: user.Email))];

    public IReadOnlyList<Option> Departments() => [.. _people.Departments.OrderBy(department => department.Order).Select(department => new Option($"{department.Id}", department.Name))];

    /// <summary>Nodes to which a record that waits at this one may go back.</summary>
    public IReadOnlyList<Option> ReturnTargets(string node)
    {
        var topology = new FlowTopology(Flow);
        return [.. Flow.Nodes.Where(other => topology.CanReturn(node, other.Id)).Select(other => new Option(other.Id, FlowNames.Node(other)))];
    }

    private IEnumerable<Field> FieldsOf(string? form) => _catalog.Forms.GetValueOrDefault(form ?? Flow.Form)?.Fields ?? [];

    private static Option Option(Field field) => new(field.Key, Called(field));

    private static string Called(Field field) => FlowNames.Called(field.Label, field.Key);
}
