using System.Text.Json;
using System.Text.Json.Serialization;
using LowCode.Audit;
using LowCode.Forms;
using LowCode.Imports;
using LowCode.Jobs;
using LowCode.People;
using LowCode.Permissions;
using LowCode.Records;
using LowCode.Runtime.Hosting;
using LowCode.Runtime.Imports.Tabular;
using Microsoft.AspNetCore.Mvc;

namespace LowCode.Runtime.Imports;

/// <summary><c>/api/forms/{form}/imports</c>, <c>/api/imports</c>, <c>/api/forms/{form}/export</c>: records in and out as files.</summary>
public static class ImportsApi
{
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) }, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, TypeInfoResolver = StrictJson.Bodies };

    public static WebApplicationBuilder AddImports(this WebApplicationBuilder builder)
    {
        // The desk has its imports watched, and the watch has the desk go on with them.
        builder.Services.AddSingleton<ImportWatch>().AddSingleton<IJobHandler>(provider => provider.GetRequiredService<ImportWatch>());
        builder.Services.AddSingleton(provider => new Lazy<ImportDesk>(provider.GetRequiredService<ImportDesk>));
        builder.Services.AddSingleton<ImportSignal>().AddSingleton<ImportFiles>().AddSingleton<ImportDesk>().AddHostedService<ImportLoop>().AddSingleton<RecordExport>().AddSingleton<Sheets.SheetStart>();
        return builder;
    }

    public static WebApplication MapImports(this WebApplication app)
    {
        var limit = new RequestSizeLimitAttribute(new TabularLimits().FileBytes + (1 << 20));
        app.MapPost("/api/forms/{form}/imports", StartAsync).DisableAntiforgery().WithMetadata(limit).WithTags("Imports")
            .WithSummary("Multipart: file (CSV, XLSX or XLS) and plan (JSON {columns, mode, matchField, options, startsFlows, dryRun}); without a plan the columns are matched by name.");
        app.MapGet("/api/imports/{id}", (string id, Caller caller, ImportDesk desk) => Shape(desk.Find(caller, id))).WithTags("Imports").WithSummary("How far my import is.");
        app.MapGet("/api/forms/{form}/imports", (string form, Caller caller, ImportDesk desk, Workspace workspace) => Results.Ok(new { items = desk.Recent(caller, form).Select(each => Entry(each, workspace)) }))
            .WithTags("Imports").WithSummary("The imports of the last week into a form, newest first: mine, for administrators all.");
        app.MapPost("/api/imports/{id}/cancel", async (string id, Caller caller, ImportDesk desk) =>
        {
            await desk.CancelAsync(caller, id);
            return Shape(desk.Find(caller, id));
        }).WithTags("Imports").WithSummary("Stop after the rows under way.");
        app.MapGet("/api/imports/{id}/rejected", (string id, Caller caller, ImportDesk desk, ImportFiles files) =>
            desk.Find(caller, id) is { IsOver: true } job ? Results.File(files.Rejected(job), Xlsx, "rejected.xlsx") : ApiResults.Problem(ErrorKind.Conflict, "imports.running", "The import is still running."))
            .WithTags("Imports").WithSummary("The refused rows with the reason beside each, as XLSX.");
        app.MapGet("/api/forms/{form}/export", ExportAsync).WithTags("Imports").WithSummary("Records as csv or xlsx; filter, sort (-field for descending), fields, search as in lists.");
        app.MapPost("/api/forms/{form}/export", ExportSomeAsync).WithTags("Imports").WithSummary("The same for chosen records: {ids} only these, {except} all but these, as far as they match; any number.");
        return app;
    }

    private static async Task<IResult> StartAsync(string form, HttpContext context, Caller caller, ImportDesk desk, ImportFiles files, Workspace workspace)
    {
        if (!context.Request.HasFormContentType) return ApiResults.Problem(ErrorKind.Malformed, "imports.body", "Send multipart/form-data with a file.");
        var access = workspace.Catalog.Access(caller, workspace.Catalog.Form(form));
        if (!access.Can(RecordActions.Import)) throw ImportErrors.Forbidden();
        var body = await context.Request.ReadFormAsync(new Microsoft.AspNetCore.Http.Features.FormOptions { MultipartBodyLengthLimit = new TabularLimits().FileBytes + (1 << 20) }, context.RequestAborted);
        if (body.Files.GetFile("file") is not { } file) return ApiResults.Problem(ErrorKind.Malformed, "imports.body", "The part 'file' is missing.");
        string kept;
        await using (var content = file.OpenReadStream()) kept = await files.KeepAsync(content, context.RequestAborted);
        return Results.Accepted(null, Shape(await desk.StartAsync(caller, kept, file.FileName, Plan(body["plan"].ToString(), form, kept, files, access), context.RequestAborted)));
    }

    private static ImportPlan Plan(string json, string form, string file, ImportFiles files, Access access)
    {
        if (json.Length > 0)
        {
            try
            {
                var plan = JsonSerializer.Deserialize<PlanBody>(json, Json) ?? throw new JsonException("null");
                return new ImportPlan { Form = form, Columns = plan.Columns ?? Proposed(plan.Options ?? new()), Mode = plan.Mode, MatchField = plan.MatchField, Options = plan.Options ?? new(), StartsFlows = plan.StartsFlows, DryRun = plan.DryRun };
            }
            catch (JsonException problem)
            {
                throw ImportErrors.BadPlan(problem.Message, "plan");
            }
        }
        return new ImportPlan { Form = form, Columns = Proposed(new()) };

        IReadOnlyList<ImportColumn> Proposed(TabularOptions options)
        {
            using var reader = files.Open(file, options).Value;
            return ColumnMatcher.Propose(reader.Headers, access);
        }
    }

    private static Task<IResult> ExportAsync(string form, string? format, string? filter, string? and, string? sort, string? fields, string? search, HttpContext context, Caller caller, RecordExport export, Workspace workspace) =>
        ExportSomeAsync(form, new ExportBody(format, filter, and, sort, fields, search), context, caller, export, workspace);

    private static async Task<IResult> ExportSomeAsync(string form, ExportBody body, HttpContext context, Caller caller, RecordExport export, Workspace workspace)
    {
        var (format, filter, and, sort, fields, search, ids, except) = body;
        format = string.Equals(format, "csv", StringComparison.OrdinalIgnoreCase) ? "csv" : "xlsx";
        var request = new ListRequest
        {
            Form = form,
            Filter = filter,
            And = and,
            Search = search,
            Ids = ids,
            Except = except ?? [],
            Fields = Split(fields),
            Sort = [.. (Split(sort) ?? []).Select(key => new SortDefinition(key.TrimStart('-'), key.StartsWith('-')))],
        };
        var begun = export.Begin(caller, request);
        if (begun.Refusal is { } refusal) return ApiResults.Problem(refusal);
        var noted = await workspace.Database.WriteAsync(caller, unit =>
        {
            unit.Audit(workspace, caller.Id, "exports.done", $"form:{form}", new { format });
            return default(Nothing);
        });
        if (noted.Refusal is { } unnoted) return ApiResults.Problem(unnoted);
        context.Response.ContentType = format == "csv" ? "text/csv; charset=utf-8" : Xlsx;
        var disposition = new Microsoft.Net.Http.Headers.ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName($"{begun.Value.Form.Definition.Label.Current}.{format}");
        context.Response.Headers.ContentDisposition = disposition.ToString();
        context.Response.Headers.CacheControl = "no-store";
        await export.WriteAsync(caller, request, begun.Value, format, context.Response.Body, context.RequestAborted);
        return Results.Empty;
    }

    private static string[]? Split(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static object Shape(ImportJob job) => new
    {
        id = job.Id,
        form = job.Plan.Form,
        dryRun = job.Plan.DryRun,
        over = job.IsOver,
        cancelled = job.IsCancelled,
        created = job.Progress.Created,
        updated = job.Progress.Updated,
        rejected = job.Progress.Rejected,
        total = job.Progress.Total,
        rejections = job.Progress.Rejections.Select(rejection => new { row = rejection.Row, reason = rejection.Reason }),
        unknown = job.Unknown.All.Select(unknown => new { field = unknown.Field, text = unknown.Text, rows = unknown.Rows }),
        failure = job.Failure?.Errors,
    };

    private static object Entry(FileImport import, Workspace workspace) => new
    {
        import.Id,
        by = workspace.People.User(import.UserId)?.Name,
        file = import.FileName,
        import.State,
        import.StartedAt,
        import.EndedAt,
        import.Created,
        import.Updated,
        import.Rejected,
        import.Total,
    };

    internal sealed record ExportBody(string? Format = null, string? Filter = null, string? And = null, string? Sort = null, string? Fields = null, string? Search = null, IReadOnlyList<long>? Ids = null, IReadOnlyList<long>? Except = null);

    private sealed record PlanBody(IReadOnlyList<ImportColumn>? Columns = null, ImportMode Mode = ImportMode.Create, string? MatchField = null, TabularOptions? Options = null, bool StartsFlows = false, bool DryRun = false);
}
