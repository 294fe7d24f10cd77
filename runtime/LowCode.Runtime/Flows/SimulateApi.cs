using System.Text.Json;
using LowCode.Catalog;
using LowCode.Expressions;
using LowCode.Flows;
using LowCode.Forms;
using LowCode.People;
using LowCode.Records;
using LowCode.Runtime.Hosting;

namespace LowCode.Runtime.Flows;

/// <summary>Body of a simulation.</summary>
/// <param name="Definition">The flow to try; none: the draft, or what is published where there is none.</param>
/// <param name="Record">The record to try it on; none: one of <paramref name="Values"/> alone.</param>
/// <param name="Values">Fields as in the records API that the record shall have for this.</param>
/// <param name="Initiator">Who starts it; none: the caller.</param>
/// <param name="Decisions">What people decide, in order: <c>{node, action}</c> with approve, submit, reject, return or wait.</param>
/// <param name="ToTheEnd">After those everybody agrees.</param>
public sealed record SimulateRequest(
    JsonElement? Definition = null, long? Record = null, JsonElement? Values = null, long? Initiator = null, IReadOnlyList<SimulatedDecision>? Decisions = null, bool ToTheEnd = false);

/// <summary><c>POST /api/flows/{flow}/simulate</c>: what a flow would do with a record; nothing is kept.</summary>
public static class SimulateApi
{
    public static RouteGroupBuilder MapSimulation(this RouteGroupBuilder api)
    {
        api.MapPost("/{flow}/simulate", SimulateAsync).WithSummary("Try a flow on a record or on values: the path, who would handle each node, which branch and why. Nothing is kept. For administrators.");
        return api;
    }

    private static async Task<IResult> SimulateAsync(string flow, SimulateRequest request, Caller caller, Workspace workspace, MetadataEditor editor, FlowSimulator simulator, HttpContext context)
    {
        var json = request.Definition is { ValueKind: JsonValueKind.Object } given ? given.GetRawText() : null;
        if (json is null)
        {
            var stored = editor.Load(caller, DefinitionKind.Flow, flow);
            if (stored.Refusal is { } unknown)
                return ApiResults.Problem(unknown);
            json = stored.Value.Draft ?? stored.Value.Published ?? "{}";
        }
        var read = FlowJson.Read(json);
        if (read.Refusal is { } malformed)
            return ApiResults.Problem(malformed);
        if (!workspace.Catalog.Forms.TryGetValue(read.Value.Form, out var form))
            return ApiResults.Problem(ErrorKind.Invalid, "flows.check.form", $"There is no form '{read.Value.Form}'.");
        var simulation = new Simulation
        {
            Flow = read.Value,
            RecordId = request.Record,
            Values = request.Values is { } values ? Values(form, values) : new Dictionary<string, Value>(),
            Initiator = request.Initiator,
            Decisions = request.Decisions ?? [],
            ToTheEnd = request.ToTheEnd,
        };
        var shown = new TaskJson(workspace.People);
        return (await simulator.RunAsync(caller, simulation, context.RequestAborted)).ToResult(result => shown.Simulation(read.Value, result));
    }

    private static Dictionary<string, Value> Values(Form form, JsonElement values) => RecordInput.Parse(form, values).Fields.ToDictionary(pair => form.Fields[pair.Key].Key, pair => pair.Value);
}
