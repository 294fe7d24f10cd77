using System.Text.Json;
using LowCode.Jobs;
using LowCode.People;
using LowCode.Records;

namespace LowCode.Flows;

/// <summary>Runs the timers of waiting tokens.</summary>
public sealed class TimerJobs(FlowRunner runner) : IJobHandler
{
    /// <inheritdoc/>
    public string Kind => TimerBehavior.JobKind;

    /// <inheritdoc/>
    public void Run(IUnit unit, Job job, object? prepared) =>
        runner.Execute(unit, Caller.System(Source.Flow, runner.Workspace.Zone), new TimerDue(job.InstanceId!.Value, job.TokenId!.Value));

    /// <inheritdoc/>
    public void Died(IUnit unit, Job job, string error) => runner.Execute(unit, Caller.System(Source.Flow, runner.Workspace.Zone), new Fail(job.InstanceId!.Value, error));
}

/// <summary>Runs the time-outs of open activations.</summary>
public sealed class TimeoutJobs(FlowRunner runner) : IJobHandler
{
    /// <inheritdoc/>
    public string Kind => Deadlines.JobKind;

    /// <inheritdoc/>
    public void Run(IUnit unit, Job job, object? prepared)
    {
        using var payload = JsonDocument.Parse(job.Payload!);
        var due = new TimeoutDue(job.InstanceId!.Value, job.ActivationId!.Value, payload.RootElement.GetProperty("rule").GetInt32(), payload.RootElement.GetProperty("count").GetInt32());
        runner.Execute(unit, Caller.System(Source.Flow, runner.Workspace.Zone), due);
    }

    /// <inheritdoc/>
    public void Died(IUnit unit, Job job, string error) => runner.Execute(unit, Caller.System(Source.Flow, runner.Workspace.Zone), new Fail(job.InstanceId!.Value, error));
}
