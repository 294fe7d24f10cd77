namespace LowCode.Flows;

/// <summary>Sends copies and goes on.</summary>
internal static class CcBehavior
{
    public static void Enter(FlowStep step, FlowToken token, CcNode node)
    {
        Copies.Send(step, node.Id, Assignees.Find(step, node.To, node.Id, previous: step.Travel.GetValueOrDefault(token.Id).Cause));
        Advance.Leave(step, token);
    }
}
