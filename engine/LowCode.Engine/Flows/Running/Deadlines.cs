using LowCode.Jobs;

namespace LowCode.Flows;

/// <summary>Time-outs of an activation: one job per rule, fixed on arrival, gone when the activation closes, new on the next arrival.</summary>
internal static class Deadlines
{
    /// <summary>Kind of a time-out's job.</summary>
    public const string JobKind = "flow.timeout";

    /// <summary>When the activation is late: the first rule that does more than remind, else the first reminder. Null: never.</summary>
    public static DateTime? DueAt(FlowStep step, HumanNode node)
    {
        var rules = Moments(step, node).ToList();
        var strict = rules.Where(rule => rule.Rule is not RemindAfter).ToList();
        return (strict.Count > 0 ? strict : rules).Select(rule => (DateTime?)rule.Due).Min();
    }

    public static void Set(FlowStep step, FlowActivation activation, HumanNode node)
    {
        foreach (var (_, index, due) in Moments(step, node))
            Add(step, activation, index, due, count: 1);
    }

    /// <summary>Adds the job of one rule; <paramref name="count"/> is 1 for the first time it runs, then 2, 3 ...</summary>
    public static void Add(FlowStep step, FlowActivation activation, int rule, DateTime due, int count) =>
        step.Runner.Jobs.Add(step.Unit, new Job
        {
            Kind = JobKind,
            DueAt = due,
            DedupeKey = $"timeout:{activation.Id}:{rule}:{count}",
            InstanceId = step.Instance.Id,
            ActivationId = activation.Id,
            Payload = $"{{\"rule\":{rule},\"count\":{count}}}",
        });

    private static IEnumerable<(TimeoutRule Rule, int Index, DateTime Due)> Moments(FlowStep step, HumanNode node)
    {
        foreach (var (rule, index) in ((node as AssignedNode)?.Timeouts ?? []).Select((rule, index) => (rule, index)))
        {
            var from = rule.Since is { } field ? Flows.Moments.OfField(step, field, node.Id) : step.Now;
            if (from is { } start)
                yield return (rule, index, start + rule.After);
        }
    }
}
