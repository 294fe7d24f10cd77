using LowCode.Expressions;
using LowCode.Flows;
using LowCode.Forms;
using LowCode.Ui.Flows;

namespace LowCode.Designer.Flows;

/// <summary>A flow being tried out on the designer's table: on what, what was decided so far, what came of it.</summary>
public sealed class FlowTrial(FlowDesk desk)
{
    private readonly List<SimulatedDecision> _decisions = [];

    /// <summary>The record; null: values alone.</summary>
    public long? RecordId { get; set; }

    /// <summary>Who starts it; null: whoever tries.</summary>
    public long? Initiator { get; set; }

    /// <summary>Values that stand in for the record's own.</summary>
    public Dictionary<string, Value> Values { get; } = [];

    public SimulationResult? Result { get; private set; }

    public bool CanStepBack => _decisions.Count > 0;

    /// <summary>The fields that the flow's conditions and people depend on: what is worth changing in a trial.</summary>
    public IReadOnlyList<Field> Fields(Form form)
    {
        var flow = desk.Flow;
        var sources = flow.Edges.Select(edge => edge.When).Concat(flow.Nodes.OfType<HandleNode>().Select(node => node.WaitUntil)).Append(flow.Settings.Start.When);
        var read = sources.OfType<string>().SelectMany(source => ExpressionCompiler.Compile(source, form).Expression?.Dependencies ?? []).Select(dependency => dependency.Field?.Key).OfType<string>();
        var people = flow.Nodes.OfType<AssignedNode>().SelectMany(node => node.Assignees.From).Select(source => source switch { FromMemberField from => from.Field, FromDepartmentField from => from.Field, _ => null }).OfType<string>();
        return [.. read.Concat(people).Distinct().Select(key => form[key]).OfType<Field>().Where(field => desk.IsWritable(field.Key))];
    }

    public Task<Refusal?> StartAsync(FlowSimulator simulator, LowCode.People.Caller caller)
    {
        _decisions.Clear();
        return RunAsync(simulator, caller, toTheEnd: false);
    }

    public Task<Refusal?> DecideAsync(FlowSimulator simulator, LowCode.People.Caller caller, SimulatedDecision decision)
    {
        _decisions.Add(decision);
        return RunAsync(simulator, caller, toTheEnd: false);
    }

    public Task<Refusal?> StepBackAsync(FlowSimulator simulator, LowCode.People.Caller caller)
    {
        _decisions.RemoveAt(_decisions.Count - 1);
        return RunAsync(simulator, caller, toTheEnd: false);
    }

    public Task<Refusal?> ToTheEndAsync(FlowSimulator simulator, LowCode.People.Caller caller) => RunAsync(simulator, caller, toTheEnd: true);

    public void Leave()
    {
        Result = null;
        _decisions.Clear();
        desk.Light(null);
    }

    // Always from the start: what was decided is replayed on the drawing as it stands now.
    private async Task<Refusal?> RunAsync(FlowSimulator simulator, LowCode.People.Caller caller, bool toTheEnd)
    {
        var outcome = await simulator.RunAsync(caller, new Simulation { Flow = desk.Flow, RecordId = RecordId, Values = new Dictionary<string, Value>(Values), Initiator = Initiator, Decisions = [.. _decisions], ToTheEnd = toTheEnd });
        if (outcome.Refusal is { } refusal)
        {
            Leave();
            return refusal;
        }
        Result = outcome.Value;
        var current = Result.Waiting.Select(wait => wait.Node).ToHashSet();
        desk.Light(new FlowProgress(current, Result.Steps.Select(step => step.Node).Where(node => !current.Contains(node)).ToHashSet(), Result.Walked));
        return null;
    }
}
