using LowCode.Analytics;
using LowCode.Expressions;
using LowCode.Forms;
using LowCode.People;
using LowCode.Runtime.Hosting;

namespace LowCode.Runtime.Analytics;

/// <summary><c>/api/dashboards</c>: what a dashboard shows, and the numbers of each widget as the caller may see them.</summary>
public static class DashboardsApi
{
    public static WebApplication MapDashboards(this WebApplication app)
    {
        var api = app.MapGroup("/api/dashboards").WithTags("Dashboards");
        api.MapGet("/{key}", (string key, Caller caller, Workspace workspace) =>
            workspace.Catalog.Dashboard(caller, key) is { Ok: true } found
                ? Results.Text(DefinitionJson.Write(found.Value), "application/json")
                : ApiResults.Problem(workspace.Catalog.Dashboard(caller, key).Refusal!)).WithSummary("The published dashboard.");
        api.MapPost("/{key}/widgets/{widget}/data", (string key, string widget, WidgetRequest? request, Caller caller, WidgetQuery query) =>
            query.Run(caller, key, widget, request?.Filters).ToResult(Shape)).WithSummary("The answer of one widget; filters: filter key to value.");
        return app;
    }

    private static object Shape(WidgetData data) => new
    {
        groups = data.Groups.Select(group => new { field = group.Field?.Key, label = group.Label ?? group.Field?.Label }),
        measures = data.Measures.Select(measure => new { fn = measure.Fn, field = measure.Field?.Key, label = measure.Label, scale = measure.Scale }),
        rows = data.Rows.Select(row => new { groups = row.Groups.Select(Plain), titles = row.Titles, measures = row.Measures.Select(Plain), filter = row.Filter, isRest = row.IsRest }),
        before = data.Before?.Select(Plain),
        cut = data.Cut,
        filter = data.Filter,
    };

    private static object? Plain(Value value) => value.Kind switch
    {
        ValueKind.Null => null,
        ValueKind.Number => value.AsNumber,
        ValueKind.Bool => value.AsBool,
        ValueKind.User or ValueKind.Department or ValueKind.Reference => value.AsId,
        ValueKind.List => value.AsList.Select(Plain).ToList(),
        _ => value.ToString(),
    };
}

/// <summary>What is chosen in the dashboard's filter row.</summary>
public sealed record WidgetRequest(IReadOnlyDictionary<string, string>? Filters);
