using LowCode.People;
using LowCode.Records;

namespace LowCode.Flows;

/// <summary>Decides the tasks of a run, each by the command of a single decision.</summary>
public sealed class TaskWork(FlowRunner runner) : IBatchWork
{
    /// <inheritdoc/>
    public bool Does(BatchRunKind kind) => kind == BatchRunKind.Decide;

    /// <inheritdoc/>
    public BatchItemDone Do(IUnit unit, BatchRun run, Caller caller, BatchItem item)
    {
        runner.Execute(unit, caller, TaskDecision.Read(run).For(item.Subject));
        return new BatchItemDone(0, 0, Changed: true);
    }
}
