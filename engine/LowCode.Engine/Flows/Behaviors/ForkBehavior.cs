namespace LowCode.Flows;

/// <summary>All branches, or those whose condition holds; none holds: the default one.</summary>
internal static class ForkBehavior
{
    public static IReadOnlyList<FlowEdge> Choose(FlowStep step, ForkNode fork)
    {
        var edges = step.Flow.Topology.Outgoing(fork.Id);
        if (fork.Mode == ForkMode.All)
            return edges;
        var matching = edges.Where(edge => !edge.IsDefault && edge.When is { } when && step.Test(when, fork.Id)).ToList();
        return matching.Count > 0 ? matching : [edges.First(edge => edge.IsDefault)];
    }
}
