namespace LowCode.Flows;

/// <summary>What lists show of an instance.</summary>
internal static class FlowTitle
{
    private const int Longest = 200;

    public static string Of(FlowStep step)
    {
        // A record in its last moments (deleted for good) keeps the title it had.
        if (FlowRecords.Get(step.Unit, step.Flow.Form, step.Instance.RecordId) is not { } record)
            return step.Instance.Title;
        var title = step.Flow.Definition.Settings.Title is { } source
            ? step.Flow.Expression(source, step.Flow.Start.Id).Evaluate(step.Context(step.Flow.Start.Id)).ToString()
            : step.Records.Title(step.Unit, step.Flow.Form, record);
        return title.Length > Longest ? title[..Longest] : title;
    }

    /// <summary>The record's flow_state: as the instance's, but a record that waits at the start because it was withdrawn says so.</summary>
    public static string ShownState(FlowStep step)
    {
        var state = step.State;
        var withdrawn = step.Instance.State == InstanceState.Running && state.Tokens.Count == 1
            && state.Activations.Find(state.Tokens.All.Single().ActivationId) is { Arrival: Arrival.Withdrawn };
        return StateWords.Of(withdrawn ? InstanceState.Withdrawn : step.Instance.State);
    }
}
