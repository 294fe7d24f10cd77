namespace LowCode.Flows;

/// <summary>Something a person or a job does to a running flow. Each command is a record in <c>Commands/</c> that knows how to apply itself.</summary>
public abstract record FlowCommand
{
    /// <summary>Made by the client once per press of a button: the same key again answers the stored result. Null: not guarded.</summary>
    public string? Key { get; init; }

    /// <summary>The instance that it is about.</summary>
    internal abstract long Locate(IFlowStore store);

    /// <summary>Changes the loaded state; what moves on is then advanced by the runner.</summary>
    internal abstract void Apply(FlowStep step);
}

/// <summary>A command about a whole instance.</summary>
public abstract record InstanceCommand(long InstanceId) : FlowCommand
{
    internal sealed override long Locate(IFlowStore store) => InstanceId;
}

/// <summary>A command of the person who holds a task.</summary>
public abstract record TaskCommand(long TaskId) : FlowCommand
{
    /// <summary>The button that offers it, of <see cref="FlowButtons"/>; null when it can't be hidden.</summary>
    internal virtual string? Button => null;

    internal sealed override long Locate(IFlowStore store) => store.InstanceOfTask(TaskId) ?? throw FlowRefusals.UnknownTask(TaskId);

    internal override void Apply(FlowStep step)
    {
        var task = step.OpenTask(TaskId);
        if (Button is { } button && step.HumanNode(task.NodeId).Buttons.TryGetValue(button, out var setting) && setting.Hidden)
            throw FlowRefusals.Button(button);
        Apply(step, task);
    }

    /// <summary>The effect; the task is open and the caller's.</summary>
    private protected abstract void Apply(FlowStep step, FlowTask task);
}

/// <summary>What a command answers.</summary>
/// <param name="InstanceId">The instance.</param>
/// <param name="State">Where it stands now: <c>running</c>, <c>completed</c> ...</param>
/// <param name="Rev">Its number of applied commands.</param>
/// <param name="Nodes">Ids of the nodes where it waits.</param>
public sealed record FlowReceipt(long InstanceId, string State, long Rev, IReadOnlyList<string> Nodes);
