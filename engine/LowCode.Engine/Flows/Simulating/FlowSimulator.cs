using LowCode.Catalog;
using LowCode.Forms;
using LowCode.People;
using LowCode.Records;

namespace LowCode.Flows;

/// <summary>
/// Tries a drawn flow out before anybody depends on it. It is run by the very engine that runs flows, on the real record, in a transaction that is always undone:
/// what is shown is what would happen, and nothing is kept, sent or started.
/// </summary>
public sealed class FlowSimulator(FlowRunner runner)
{
    /// <summary>Most decisions of one simulation.</summary>
    public const int MaxDecisions = 100;

    // A flow whose usual way leads back would never end; the writer must not wait for it.
    private const int MaxRounds = 3;

    private const string Temporary = "~simulation";

    private readonly Workspace _workspace = runner.Workspace;

    private sealed class Undone(SimulationResult result) : Exception
    {
        public SimulationResult Result { get; } = result;
    }

    /// <summary>Runs a simulation for someone who designs flows. Refused when the flow isn't sound, the record is unknown or a value doesn't fit.</summary>
    public async Task<Outcome<SimulationResult>> RunAsync(Caller caller, Simulation simulation, CancellationToken cancel = default)
    {
        if (!caller.IsAdmin)
            return new Refusal(ErrorKind.Forbidden, [new Error("flows.design.forbidden", "Only administrators design flows.")]);
        var errors = FlowChecker.Check(simulation.Flow, new CatalogFlowContext(_workspace.Catalog, _workspace.People)).Where(problem => problem.IsError).Select(problem => problem.ToError(simulation.Flow)).ToList();
        if (errors.Count > 0)
            return new Refusal(ErrorKind.Invalid, errors);
        try
        {
            var outcome = await _workspace.Database.WriteAsync<SimulationResult>(unit => throw new Undone(Run(unit, caller, simulation)), cancel);
            return outcome.Refusal!;
        }
        catch (Undone undone)
        {
            return undone.Result;
        }
    }

    private SimulationResult Run(IUnit unit, Caller caller, Simulation simulation)
    {
        // Asked for now, while the database holds only what is real: it is kept.
        runner.Versions.Waiting(unit);
        using var rehearsal = runner.Rehearse(unit);
        var flow = new CompiledFlow(simulation.Flow, _workspace.Catalog.Form(simulation.Flow.Form));
        var recordId = Record(unit, caller, flow.Form, simulation);
        var instance = Instance(unit, caller, flow, recordId, simulation);
        var cast = new SimulatedCast(runner, unit, caller, flow, instance);
        Refusal? problem = null;
        try
        {
            cast.Start();
            foreach (var decision in simulation.Decisions.Take(MaxDecisions))
                cast.Decide(decision);
            for (var more = 0; simulation.ToTheEnd && more < MaxDecisions && !cast.Log.GoesRound(MaxRounds) && cast.Waiting() is [var next, ..]; more++)
                cast.Decide(new SimulatedDecision(next.Node, next.Actions[0]));
        }
        catch (RefusedException refused)
        {
            problem = refused.Refusal;
        }
        return new SimulationResult
        {
            Steps = cast.Log.Steps,
            Waiting = problem is null ? cast.Waiting() : [],
            State = cast.State.Instance.State,
            Walked = cast.Log.Steps.SelectMany(step => step.Ways).ToHashSet(),
            Problem = problem,
        };
    }

    private long Record(IUnit unit, Caller caller, Form form, Simulation simulation)
    {
        foreach (var key in simulation.Values.Keys.Where(key => form[key] is null))
            throw new RefusedException(ErrorKind.Malformed, "records.field.unknown", $"The form has no field '{key}'.", key);
        if (simulation.RecordId is not { } id)
            return runner.Records.Create(unit, form, simulation.Initiator ?? caller.Id, simulation.Values);
        if (FlowRecords.Get(unit, form, id) is null)
            throw new RefusedException(ErrorKind.NotFound, "records.unknown", $"There is no record {id}.");
        if (simulation.Values.Count > 0)
            runner.Records.Set(unit, form, id, simulation.Values);
        return id;
    }

    // A definition of its own, so that what really runs over the record doesn't stand in the way.
    private long Instance(IUnit unit, Caller caller, CompiledFlow flow, long recordId, Simulation simulation)
    {
        var definition = unit.Metadata.Ensure(DefinitionKind.Flow, Temporary, null);
        var instance = new FlowInstance
        {
            FlowId = definition,
            VersionNo = unit.Metadata.Publish(definition, FlowJson.Write(flow.Definition), caller.Id, _workspace.Now, null),
            FormId = flow.Form.Id,
            RecordId = recordId,
            Initiator = simulation.Initiator ?? caller.Id,
            StartedAt = _workspace.Now,
        };
        var store = unit.Store<IFlowStore>();
        store.Insert(instance);
        store.Insert(new FlowToken { InstanceId = instance.Id, NodeId = flow.Start.Id });
        return instance.Id;
    }
}
