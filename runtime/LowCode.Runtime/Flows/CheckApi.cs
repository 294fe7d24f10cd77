using LowCode.Catalog;
using LowCode.Flows;
using LowCode.People;
using LowCode.Runtime.Hosting;

namespace LowCode.Runtime.Flows;

/// <summary><c>/api/flows</c>: published flows, and what is wrong with one that is being drawn.</summary>
public static class CheckApi
{
    public static WebApplication MapFlowDefinitions(this WebApplication app)
    {
        var api = app.MapGroup("/api/flows").WithTags("Flows");
        api.MapGet("/{flow}", Published).WithSummary("A published flow's definition; for administrators.");
        api.MapPost("/check", CheckAsync).WithSummary("All that stands in the way of publishing a definition, and warnings.");
        api.MapSimulation();
        return app;
    }

    private static IResult Published(string flow, Caller caller, Workspace workspace)
    {
        if (!caller.IsAdmin || workspace.Catalog.Others.GetValueOrDefault((DefinitionKind.Flow, flow)) is not CompiledFlow found)
            return ApiResults.Problem(ErrorKind.NotFound, "flows.unknown", $"There is no published flow '{flow}'.");
        return Results.Text(FlowJson.Write(found.Definition), "application/json");
    }

    private static async Task<IResult> CheckAsync(HttpContext context, Caller caller, Workspace workspace)
    {
        if (!caller.IsAdmin)
            return ApiResults.Problem(ErrorKind.Forbidden, "flows.design.forbidden", "Only administrators design flows.");
        using var body = new StreamReader(context.Request.Body);
        var read = FlowJson.Read(await body.ReadToEndAsync(context.RequestAborted));
        if (read.Refusal is { } refusal)
            return ApiResults.Problem(refusal);
        var flow = read.Value;
        return Results.Ok(new
        {
            items = FlowChecker.Check(flow, new CatalogFlowContext(workspace.Catalog, workspace.People)).Select(problem =>
            {
                var error = problem.ToError(flow);
                return new { error.Code, error.Path, message = problem.Text(flow, caller.Language), isError = problem.IsError, problem.Nodes, problem.Edges };
            }),
        });
    }
}
