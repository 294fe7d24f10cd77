using LowCode.Analytics;
using LowCode.Expressions;
using LowCode.Forms;
using LowCode.People;
using LowCode.Records;
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
        api.MapGet("/{key}/widgets/{widget}/export", Export).WithSummary("The answer of one widget as a file: format xlsx or csv; every other parameter is a filter of the dashboard.");
        api.MapGet("/{key}/export", Board).WithSummary("All answers of a dashboard as one workbook, a sheet each; every parameter is a filter of the dashboard.");
        return app;
    }

    private static IResult Board(string key, HttpContext context, Caller caller, Workspace workspace, WidgetExport export)
    {
        if (caller.Looking is { } looking) return ApiResults.Problem(looking);
        var written = export.Board(caller, key, context.Request.Query.Where(pair => pair.Value.Count > 0).ToDictionary(pair => pair.Key, pair => pair.Value[0] ?? ""));
        if (written.Refusal is { } refusal) return ApiResults.Problem(refusal);
        var label = workspace.Catalog.Dashboard(caller, key).Value.Label;
        context.Response.Headers.CacheControl = "no-store";
        return Results.File(written.Value, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", $"{(label.IsEmpty ? key : label.Current)}.xlsx");
    }

    private static IResult Export(string key, string widget, string? format, HttpContext context, Caller caller, Workspace workspace, WidgetExport export)
    {
        format = string.Equals(format, "csv", StringComparison.OrdinalIgnoreCase) ? "csv" : "xlsx";
        var chosen = context.Request.Query.Where(pair => pair.Key != "format" && pair.Value.Count > 0).ToDictionary(pair => pair.Key, pair => pair.Value[0] ?? "");
        if (caller.Looking is { } looking) return ApiResults.Problem(looking);
        var begun = export.Begin(caller, key, widget, chosen);
        if (begun.Refusal is { } refusal) return ApiResults.Problem(refusal);
        var shown = workspace.Catalog.Dashboard(caller, key).Value.Widgets.First(each => each.Key == widget);
        var name = shown.Label.IsEmpty ? shown.Key : shown.Label.Current;
        var file = new MemoryStream();
        export.Write(begun.Value, file, format, name);
        file.Position = 0;
        context.Response.Headers.CacheControl = "no-store";
        return Results.File(file, format == "csv" ? "text/csv; charset=utf-8" : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", $"{name}.{format}");
    }

    private static object Shape(WidgetData data) => new
    {
        groups = data.Groups.Select(group => new { field = group.Field?.Key, label = group.Label ?? group.Field?.Label }),
        measures = data.Measures.Select(measure => new { fn = measure.Fn, field = measure.Field?.Key, label = measure.Label, scale = measure.Scale }),
        rows = data.Rows.Select(row => new { groups = row.Groups.Select(Plain), titles = row.Titles, measures = row.Measures.Select(Plain), filter = row.Filter, before = row.Before?.Select(Plain), isRest = row.IsRest }),
        before = data.Before?.Select(Plain),
        target = data.Target,
        trend = data.Trend,
        pivot = data.Pivot is { } pivot ? new { columns = pivot.Columns, rows = pivot.Rows.Select(row => new { row.Titles, row.IsTotal, cells = row.Cells.Select(cell => cell is null ? null : new { measures = cell.Measures.Select(Plain), cell.Filter }) }) } : null,
        records = data.Records?.Rows.Select(row => RecordContext.IdOf(row)),
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
