namespace LowCode.Flows;

/// <summary>Everything of one instance that a command reads and changes; loaded once, under the instance's lock.</summary>
public sealed class FlowState(FlowInstance instance, IEnumerable<FlowScope> scopes, IEnumerable<FlowToken> tokens, IEnumerable<FlowActivation> activations, IEnumerable<FlowTask> tasks)
{
    /// <summary>The instance itself, as a list of one so that changes are found the same way.</summary>
    public FlowRows<FlowInstance> Instances { get; } = new([instance]);

    /// <summary>The instance.</summary>
    public FlowInstance Instance { get; } = instance;

    /// <summary>Live scopes.</summary>
    public FlowRows<FlowScope> Scopes { get; } = new(scopes);

    /// <summary>Live tokens.</summary>
    public FlowRows<FlowToken> Tokens { get; } = new(tokens);

    /// <summary>All activations, past ones included.</summary>
    public FlowRows<FlowActivation> Activations { get; } = new(activations);

    /// <summary>All tasks, past ones included.</summary>
    public FlowRows<FlowTask> Tasks { get; } = new(tasks);

    /// <summary>The tasks of one activation, oldest first.</summary>
    public IEnumerable<FlowTask> TasksOf(FlowActivation activation) => Tasks.All.Where(task => task.ActivationId == activation.Id);

    /// <summary>Everybody who holds an open task, each once, oldest task first.</summary>
    public IReadOnlyList<long> Handlers() =>
        [.. Tasks.All.Where(task => task.State == TaskState.Open).Select(task => task.AssigneeId).Distinct()];

    /// <summary>The scope and all scopes inside it.</summary>
    public IReadOnlySet<long> ScopeWithInner(long scope)
    {
        var found = new HashSet<long> { scope };
        // A scope's parent is always older, so one pass in order of id finds all.
        foreach (var each in Scopes.All.Where(each => each.ParentScopeId is { } parent && found.Contains(parent)))
            found.Add(each.Id);
        return found;
    }
}
