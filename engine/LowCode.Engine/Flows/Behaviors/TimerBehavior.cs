using LowCode.Jobs;

namespace LowCode.Flows;

/// <summary>Waits for a moment that is fixed on arrival; one that has passed already doesn't wait.</summary>
internal static class TimerBehavior
{
    /// <summary>Kind of the job that a waiting token has.</summary>
    public const string JobKind = "flow.timer";

    public static void Enter(FlowStep step, FlowToken token, TimerNode node)
    {
        var due = Due(step, node);
        if (due is null || due <= step.Now)
            Advance.Leave(step, token);
        else
            step.Runner.Jobs.Add(step.Unit, new Job { Kind = JobKind, DueAt = due.Value, DedupeKey = $"timer:{token.Id}:{node.Id}:{step.Instance.Rev}", InstanceId = step.Instance.Id, TokenId = token.Id });
    }

    private static DateTime? Due(FlowStep step, TimerNode node) => node.Until switch
    {
        WaitFor wait => step.Now + wait.Duration,
        WaitForDate wait => wait.At.UtcDateTime,
        WaitForField wait => Moments.OfField(step, wait.Field, node.Id) + wait.Offset,
        _ => null,
    };
}
