namespace LowCode.Flows;

/// <summary>The first edge whose condition holds, else the default one.</summary>
internal static class ExclusiveBehavior
{
    public static FlowEdge Choose(FlowStep step, FlowNode node)
    {
        var edges = step.Flow.Topology.Outgoing(node.Id);
        return edges.FirstOrDefault(edge => !edge.IsDefault && edge.When is { } when && step.Test(when, node.Id)) ?? edges.First(edge => edge.IsDefault);
    }
}
