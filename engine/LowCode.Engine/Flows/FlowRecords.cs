using LowCode.Expressions;
using LowCode.Forms;
using LowCode.People;
using LowCode.Records;

namespace LowCode.Flows;

/// <summary>What a flow asks of records: reading for conditions, writing what handlers and automatic nodes change. Every write goes through the saver.</summary>
/// <param name="workspace">The workspace.</param>
/// <param name="saver">The saver; asked for late, since it follows its saves with flows.</param>
public sealed class FlowRecords(Workspace workspace, Func<RecordSaver> saver)
{
    /// <summary>The record's values, without permission check; null when it is gone.</summary>
    public static Value[]? Get(IUnit unit, Form form, long id) => unit.Records.Get(form, id) is { } record && record[SystemFields.DeletedAt].IsNull ? record : null;

    /// <summary>An evaluation over a record with the caller's variables and <c>$flow.node</c>.</summary>
    public EvaluationContext Context(IUnit unit, Caller caller, Value[] record, string node)
    {
        var around = RecordContext.For(workspace, caller, new UnitRelated(unit, workspace.Catalog, workspace.People));
        var context = around.With(record);
        context.Variables = new Dictionary<string, Value>(around.Variables) { ["flow.node"] = Value.FromText(node) };
        return context;
    }

    /// <summary>Saves what a handler changed, under the node's field rights.</summary>
    public void Edit(IUnit unit, Caller caller, Form form, long id, RecordEdits edits, HumanNode node) =>
        saver().Save(unit, caller, new SaveRequest { Form = form.Key, Id = id, Edits = edits, Task = RightsAt(node), AcceptWarnings = true });

    /// <summary>Sets fields of a record as the system.</summary>
    public void Set(IUnit unit, Form form, long id, IReadOnlyDictionary<string, Value> values) =>
        saver().Save(unit, Caller.System(Source.Flow, workspace.Zone), new SaveRequest { Form = form.Key, Id = id, Edits = Edits(form, values), AcceptWarnings = true });

    /// <summary>Creates a record as the system; it belongs to the owner unless the values say otherwise.</summary>
    public long Create(IUnit unit, Form form, long owner, IReadOnlyDictionary<string, Value> values)
    {
        var edits = Edits(form, values);
        if (owner > 0 && !edits.Fields.ContainsKey(SystemFields.Owner))
            edits.Fields[SystemFields.Owner] = Value.FromUser(owner);
        return saver().Save(unit, Caller.System(Source.Flow, workspace.Zone), new SaveRequest { Form = form.Key, Edits = edits, AcceptWarnings = true }).Id;
    }

    /// <summary>The record's title; "" when it has none.</summary>
    public string Title(IUnit unit, Form form, Value[] record)
    {
        if (form.TitleField is not { } field || record[field.Position].IsEmpty)
            return "";
        return Words(unit, field, record[field.Position]);
    }

    /// <summary>A field's value as people read it.</summary>
    public string Words(IUnit unit, Field field, Value value) =>
        field.Type.Display(value, field, RecordNames.For(workspace, unit, Caller.System(Source.Flow, workspace.Zone), [(field, value)]));

    /// <summary>What the handler of a node may do with the record while working on it.</summary>
    public static TaskRights RightsWhileOpen(HumanNode node) => new(field => (TaskFieldRight)Math.Min((int)node.RightFor(field), (int)TaskFieldRight.Required), node.Fields.ContainsKey);

    // What must be filled is asked for when the node is left, not when a refusal or an opinion carries edits.
    private static TaskRights RightsAt(HumanNode node) => new(field => (TaskFieldRight)Math.Min((int)node.RightFor(field), (int)TaskFieldRight.Editable), node.Fields.ContainsKey);

    private static RecordEdits Edits(Form form, IReadOnlyDictionary<string, Value> values)
    {
        var edits = new RecordEdits();
        foreach (var (key, value) in values)
            edits.Set(form, key, value);
        return edits;
    }
}
