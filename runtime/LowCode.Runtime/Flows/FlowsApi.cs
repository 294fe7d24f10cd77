using LowCode.Flows;
using LowCode.People;
using LowCode.Records;
using LowCode.Runtime.Hosting;
using LowCode.Runtime.Records;

namespace LowCode.Runtime.Flows;

/// <summary><c>/api/tasks</c>, <c>/api/instances</c>, starting flows: the task centre for programs.</summary>
public static class FlowsApi
{
    public static WebApplication MapFlows(this WebApplication app)
    {
        var api = app.MapGroup("/api").WithTags("Flows");
        api.MapGet("/tasks", Queue).WithSummary("One of my lists: todo, overdue, initiated, handled, copied.");
        api.MapGet("/tasks/counts", Counts).WithSummary("How much is open; each number stops at 100.");
        api.MapGet("/tasks/{id:long}", (long id, Caller caller, TaskReader reader, Workspace workspace) => reader.Task(caller, id).ToResult(new TaskJson(workspace.People).Task))
            .WithSummary("One task: its buttons, field rights, return targets, what must be done.");
        api.MapGet("/tasks/{id:long}/record", Record).WithSummary("The task's record with the node's field rights, for its handler.");
        api.MapGet("/tasks/groups", (Caller caller, TaskReader reader) => reader.Groups(caller).ToResult(groups => new { items = groups.Select(group => new { flow = group.Flow, flowLabel = group.FlowLabel, node = group.Node, nodeLabel = group.NodeLabel, count = group.Count }) }))
            .WithSummary("My open tasks by flow and node: what the list can be narrowed to.");
        api.MapPost("/tasks/{id:long}/{action}", ActAsync).WithSummary("approve, submit, reject, return, transfer, delegate, addSigners, removeSigner, cc, takeBack, reassign.");
        api.MapGet("/instances/{id:long}", (long id, Caller caller, TaskReader reader, Workspace workspace) => reader.Instance(caller, id).ToResult(new TaskJson(workspace.People).Instance))
            .WithSummary("One instance: where it waits, its path, what I may do with it.");
        api.MapGet("/instances/{id:long}/events", Events).WithSummary("Its timeline, oldest first.");
        api.MapPost("/instances/{id:long}/read", async (long id, Caller caller, TaskReader reader, CancellationToken cancel) => (await reader.MarkReadAsync(caller, id, cancel)).ToResult())
            .WithSummary("Mark my copies of it as read.");
        api.MapPost("/instances/{id:long}/{action}", ManageAsync).WithSummary("withdraw, urge, comment, terminate, suspend, resume, retry, jump.");
        api.MapPost("/forms/{form}/records/{id:long}/flow/{flow}/start", StartAsync).WithSummary("Start a flow over a record.");
        api.MapGet("/forms/{form}/records/{id:long}/flows", OfRecord).WithSummary("Instances over a record, and flows that could be started.");
        return app;
    }

    private static IResult Queue([AsParameters] QueueRequest request, Caller caller, TaskReader reader, Workspace workspace)
    {
        var known = Enum.GetValues<TaskQueue>().Select(StateWords.Of).ToList();
        if (request.Queue is not null && !known.Contains(request.Queue))
            return ApiResults.Problem(ErrorKind.Malformed, "http.value", $"Expected one of {string.Join(", ", known)}.", "queue");
        var sorts = Enum.GetValues<TaskSort>().Select(StateWords.Of).ToList();
        if (request.Sort is not null && !sorts.Contains(request.Sort))
            return ApiResults.Problem(ErrorKind.Malformed, "http.value", $"Expected one of {string.Join(", ", sorts)}.", "sort");
        var json = new TaskJson(workspace.People);
        return reader.Queue(caller, request.Queue is null ? TaskQueue.Todo : StateWords.Read<TaskQueue>(request.Queue), request.After, request.Limit ?? 30, request.Filter)
            .ToResult(page => new { items = page.Items.Select(json.Entry), next = page.Next });
    }

    private static IResult Record(long id, Caller caller, TaskReader tasks, RecordReader records)
    {
        var found = tasks.Task(caller, id);
        return found.Refusal is { } refusal ? ApiResults.Problem(refusal) : RecordsApi.Record(records.Get(caller, found.Value.Entry.Form, found.Value.Entry.RecordId, found.Value.Rights));
    }

    private static IResult Counts(Caller caller, TaskReader reader) => reader.Counts(caller).ToResult(counts => counts.ToDictionary(pair => StateWords.Of(pair.Key), pair => pair.Value));

    private static async Task<IResult> ActAsync(long id, string action, TaskRequest request, Caller caller, FlowRunner runner, HttpContext context) =>
        (await runner.ExecuteAsync(caller, request.Command(action, id) with { Key = IdempotencyKey.Of(context) }, context.RequestAborted)).ToResult();

    private static async Task<IResult> ManageAsync(long id, string action, InstanceRequest request, Caller caller, FlowRunner runner, HttpContext context) =>
        (await runner.ExecuteAsync(caller, request.Command(action, id) with { Key = IdempotencyKey.Of(context) }, context.RequestAborted)).ToResult();

    private static IResult Events(long id, Caller caller, TaskReader reader, Workspace workspace)
    {
        var json = new TaskJson(workspace.People);
        return reader.Instance(caller, id).ToResult(view => new { items = view.Timeline.Select(json.Event) });
    }

    private static async Task<IResult> StartAsync(string form, long id, string flow, Caller caller, FlowRunner runner, HttpContext context)
    {
        if (!runner.IsAbout(flow, form))
            return ApiResults.Problem(ErrorKind.NotFound, "flows.unknown", $"There is no flow '{flow}' of the form '{form}'.");
        return (await runner.ExecuteAsync(caller, new StartFlow(flow, id) { Key = IdempotencyKey.Of(context) }, context.RequestAborted)).ToCreated(receipt => $"/api/instances/{receipt.InstanceId}");
    }

    private static IResult OfRecord(string form, long id, Caller caller, TaskReader reader, Workspace workspace)
    {
        var json = new TaskJson(workspace.People);
        return reader.OfRecord(caller, form, id).ToResult(items => new
        {
            items = items.Select(json.Entry),
            startable = reader.Startable(caller, form, id).Value.Select(flow => new { key = flow.Key, label = flow.Label }),
        });
    }

}
