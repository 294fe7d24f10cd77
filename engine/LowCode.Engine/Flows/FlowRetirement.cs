using LowCode.Catalog;
using LowCode.People;

namespace LowCode.Flows;

/// <summary>Takes flows out of use: nothing starts them any more, what runs goes on to its end.</summary>
public sealed class FlowRetirement(MetadataEditor editor)
{
    /// <summary>
    /// Publishes what is published with no start, and takes the start from the draft as well, so that publishing it later doesn't put the flow back to use
    /// unseen. Whatever else is in the draft stays there.
    /// </summary>
    public Task<Outcome<PublishPlan>> RetireAsync(Caller caller, string key, string? note = null, CancellationToken cancel = default) =>
        editor.AmendAsync(caller, DefinitionKind.Flow, key, WithoutStart, note, cancel);

    // A draft that can't be read as a flow yet has no start that could be taken away.
    private static string WithoutStart(string json) => FlowJson.Read(json) is { Ok: true, Value: var flow }
        ? FlowJson.Write(flow with { Settings = flow.Settings with { Start = flow.Settings.Start with { On = FlowStartTrigger.Never } } }) : json;
}
