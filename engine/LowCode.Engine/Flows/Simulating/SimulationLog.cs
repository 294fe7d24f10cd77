using System.Text.Json;
using LowCode.Expressions;

namespace LowCode.Flows;

/// <summary>What a simulated step writes down as it goes: the nodes, the people, the conditions and what they read.</summary>
internal sealed class SimulationLog
{
    private readonly List<SimulatedStep> _steps = [];

    public IReadOnlyList<SimulatedStep> Steps => _steps;

    /// <summary>True when a node was come to more often than this.</summary>
    public bool GoesRound(int times) => _steps.GroupBy(step => step.Node).Any(visits => visits.Count() > times);

    public void Entered(string node) => _steps.Add(new SimulatedStep { Node = node });

    public void Asked(string node, IReadOnlyList<long> people) => Change(node, step => step with { People = people });

    public void Tested(FlowStep flow, string node, string source, bool holds)
    {
        // What is written down about a condition must not be what makes it fail.
        if (_steps.LastOrDefault(step => step.Node == node) is { Decision: null })
            Change(node, step => step with { Tests = [.. step.Tests, new SimulatedTest(source, holds, Read(flow, node, source))] });
    }

    public void Followed(string node, string edge) => Change(node, step => step with { Ways = [.. step.Ways, edge] });

    public void Decided(string node, string action) => Change(node, step => step with { Decision = action });

    public void Missing(string node, IReadOnlyList<Error> errors) => Change(node, step => step with { Missing = errors });

    public void Told(string type, string data)
    {
        if (type != FlowEvents.Decided)
            return;
        using var told = JsonDocument.Parse(data);
        Change(told.RootElement.GetProperty("node").GetString()!, step => step with { Automatic = told.RootElement.GetProperty("reason").GetString() });
    }

    private void Change(string node, Func<SimulatedStep, SimulatedStep> change)
    {
        if (_steps.FindLastIndex(step => step.Node == node) is >= 0 and var at)
            _steps[at] = change(_steps[at]);
    }

    private static IReadOnlyList<SimulatedValue> Read(FlowStep flow, string node, string source)
    {
        var form = flow.Flow.Form;
        return
        [
            .. (flow.Flow.Compiled(source)?.Dependencies ?? []).Where(dependency => dependency.Kind is not DependencyKind.Variable).DistinctBy(dependency => dependency.Key).Select(dependency =>
            {
                var own = dependency.Kind == DependencyKind.Field ? form[dependency.Key] : null;
                var value = own is not null ? flow.Record[own.Position] : flow.Flow.Compiled(dependency.Key)?.Evaluate(flow.Context(node)) ?? Value.Null;
                return new SimulatedValue(dependency.Key, own?.Label ?? form[dependency.Key.Split('.')[0]]?.Label ?? Label.Empty,
                    own is not null && !value.IsEmpty ? flow.Records.Words(flow.Unit, own, value) : value.IsEmpty || value.IsError ? "" : value.ToString());
            }),
        ];
    }
}
