using LowCode.Expressions;
using LowCode.Forms;
using LowCode.People;
using LowCode.Records;

namespace LowCode.Flows;

/// <summary>Follows every saved record, in its transaction: new records start flows, and nodes that wait for a condition about it are tested again.</summary>
public sealed class FlowFollower(FlowRunner runner) : IRecordFollower
{
    private const int MostWoken = 1000;

    /// <inheritdoc/>
    public void AfterSave(IUnit unit, Caller caller, Form form, Value[]? old, Value[] now)
    {
        if (!now[SystemFields.DeletedAt].IsNull)
        {
            End(unit, form, old, now);
            return;
        }
        Wake(unit, form, old, now);
        if (old is null && !runner.IsRehearsed(unit))
            Start(unit, caller, form, now);
    }

    // What flows over a record that was thrown away is over too: nobody could act on it.
    private void End(IUnit unit, Form form, Value[]? old, Value[] now)
    {
        if (old is null || !old[SystemFields.DeletedAt].IsNull)
            return;
        foreach (var instance in unit.Store<IFlowStore>().LiveOn(form.Id, [RecordContext.IdOf(now)]))
            runner.Execute(unit, Caller.System(Source.Flow, runner.Workspace.Zone), new Terminate(instance.Id));
    }

    // The creator is the initiator, but it is the product that starts it: whoever may create a record need not be allowed to edit it.
    private void Start(IUnit unit, Caller caller, Form form, Value[] now)
    {
        foreach (var flow in runner.Versions.OfForm(form.Key).Where(flow => flow.Definition.Settings.Start is { On: FlowStartTrigger.OnCreate } start && (!caller.StartsNothing || start.Always)))
        {
            var context = RecordContext.For(runner.Workspace, caller, new UnitRelated(unit, runner.Workspace.Catalog, runner.Workspace.People)).With(now);
            context.RecordId = RecordContext.IdOf(now);
            if (flow.Definition.Settings.Start.When is not { } when || flow.Expression(when, flow.Start.Id).Test(context))
                runner.Execute(unit, Caller.System(Source.Flow, runner.Workspace.Zone), new StartFlow(flow.Definition.Key, RecordContext.IdOf(now)) { Initiator = InitiatorOf(caller, now) });
        }
    }

    private static long InitiatorOf(Caller caller, Value[] now) =>
        !caller.IsSystem ? caller.Id : now[SystemFields.Owner] is { Kind: ValueKind.User } owner ? owner.AsId : 0;

    private void Wake(IUnit unit, Form form, Value[]? old, Value[] now)
    {
        foreach (var (flowId, flow) in runner.Versions.Waiting(unit))
        {
            var waits = flow.Waits.Where(wait => wait.Forms.Contains(form.Key)).ToList();
            if (waits.Count == 0)
                continue;
            var records = Affected(unit, flow, waits, form, old, now).Distinct().Take(MostWoken).ToList();
            foreach (var instance in unit.Store<IFlowStore>().LiveOn(flow.Form.Id, records).Where(instance => instance.FlowId == flowId))
                Wake(unit, instance.Id);
        }
    }

    private void Wake(IUnit unit, long instance)
    {
        // The save belongs to a step of that very instance: it tests its waiting nodes itself before it ends.
        if (runner.UnderWay(unit, instance) is { } step)
            step.RecordChanged();
        else
            runner.Execute(unit, Caller.System(Source.Flow, runner.Workspace.Zone), new TestWaits(instance));
    }

    // The flow's records that the saved one can matter to: itself, those it refers to, those that refer to it.
    private static IEnumerable<long> Affected(IUnit unit, CompiledFlow flow, List<FlowWait> waits, Form form, Value[]? old, Value[] now)
    {
        if (form.Key == flow.Form.Key)
            yield return RecordContext.IdOf(now);
        foreach (var field in form.Designed.Where(field => field.Target == flow.Form.Key))
        {
            if (now[field.Position] is { Kind: ValueKind.Reference } target)
                yield return target.AsId;
            if (old?[field.Position] is { Kind: ValueKind.Reference } former)
                yield return former.AsId;
        }
        foreach (var position in waits.SelectMany(wait => wait.References).Distinct().Where(position => flow.Form.Fields[position].Target == form.Key))
        {
            foreach (var (_, id) in unit.Records.FindMany(flow.Form, position, [Value.FromReference(RecordContext.IdOf(now))]))
                yield return id;
        }
    }
}
