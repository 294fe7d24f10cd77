using System.Text.Json;
using System.Text.Json.Serialization;
using LowCode.Forms;
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
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) }, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    public static WebApplicationBuilder AddImports(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ImportDesk>().AddSingleton<RecordExport>();
        return builder;
    }

    public static WebApplication MapImports(this WebApplication app)
    {
        var limit = new RequestSizeLimitAttribute(new TabularLimits().FileBytes + (1 << 20));
        app.MapPost("/api/forms/{form}/imports", StartAsync).DisableAntiforgery().WithMetadata(limit).WithTags("Imports")
            .WithSummary("Multipart: file (CSV, XLSX or XLS) and plan (JSON {columns, mode, matchField, options, dryRun}); without a plan the columns are matched by name.");
        app.MapGet("/api/imports/{id}", (string id, Caller caller, ImportDesk desk) => Shape(desk.Find(caller, id))).WithTags("Imports").WithSummary("How far my import is.");
        app.MapPost("/api/imports/{id}/cancel", (string id, Caller caller, ImportDesk desk) =>
        {
            var job = desk.Find(caller, id);
            job.Cancel();
            return Shape(job);
        }).WithTags("Imports").WithSummary("Stop after the rows under way.");
        app.MapGet("/api/imports/{id}/rejected", (string id, Caller caller, ImportDesk desk) =>
            desk.Find(caller, id) is { IsOver: true } job ? Results.File(desk.Rejected(job), Xlsx, "rejected.xlsx") : ApiResults.Problem(ErrorKind.Conflict, "imports.running", "The import is still running."))
            .WithTags("Imports").WithSummary("The refused rows with the reason beside each, as XLSX.");
        app.MapGet("/api/forms/{form}/export", ExportAsync).WithTags("Imports").WithSummary("Records as csv or xlsx; filter, sort (-field for descending), fields, search as in lists.");
        return app;
    }

    private static async Task<IResult> StartAsync(string form, HttpContext context, Caller caller, ImportDesk desk, Workspace workspace)
    {
        if (!context.Request.HasFormContentType) return ApiResults.Problem(ErrorKind.Malformed, "imports.body", "Send multipart/form-data with a file.");
        var access = workspace.Catalog.Access(caller, workspace.Catalog.Form(form));
        if (!access.Can(RecordActions.Import)) throw ImportErrors.Forbidden();
        var body = await context.Request.ReadFormAsync(new Microsoft.AspNetCore.Http.Features.FormOptions { MultipartBodyLengthLimit = new TabularLimits().FileBytes + (1 << 20) }, context.RequestAborted);
        if (body.Files.GetFile("file") is not { } file) return ApiResults.Problem(ErrorKind.Malformed, "imports.body", "The part 'file' is missing.");
        string kept;
        await using (var content = file.OpenReadStream()) kept = await desk.KeepAsync(content, context.RequestAborted);
        return Results.Accepted(null, Shape(desk.Start(caller, kept, Plan(body["plan"].ToString(), form, kept, desk, access))));
    }

    private static ImportPlan Plan(string json, string form, string file, ImportDesk desk, Access access)
    {
        if (json.Length > 0)
        {
            try
            {
                var plan = JsonSerializer.Deserialize<PlanBody>(json, Json) ?? throw new JsonException("null");
                return new ImportPlan { Form = form, Columns = plan.Columns ?? Proposed(plan.Options ?? new()), Mode = plan.Mode, MatchField = plan.MatchField, Options = plan.Options ?? new(), DryRun = plan.DryRun };
            }
            catch (JsonException problem)
            {
                throw ImportErrors.BadPlan(problem.Message, "plan");
            }
        }
        return new ImportPlan { Form = form, Columns = Proposed(new()) };

        IReadOnlyList<ImportColumn> Proposed(TabularOptions options)
        {
            using var reader = desk.Open(file, options).Value;
            return ColumnMatcher.Propose(reader.Headers, access);
        }
    }

    private static async Task<IResult> ExportAsync(string form, string? format, string? filter, string? and, string? sort, string? fields, string? search, HttpContext context, Caller caller, RecordExport export)
    {
        format = string.Equals(format, "csv", StringComparison.OrdinalIgnoreCase) ? "csv" : "xlsx";
        var request = new ListRequest
        {
            Form = form,
            Filter = filter,
            And = and,
            Search = search,
            Fields = Split(fields),
            Sort = [.. (Split(sort) ?? []).Select(key => new SortDefinition(key.TrimStart('-'), key.StartsWith('-')))],
        };
        var begun = export.Begin(caller, request);
        if (begun.Refusal is { } refusal) return ApiResults.Problem(refusal);
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
        rejections = job.Progress.Rejections.Select(rejection => new { row = rejection.Row, reason = rejection.Reason }),
        failure = job.Failure?.Errors,
    };

    private sealed record PlanBody(IReadOnlyList<ImportColumn>? Columns = null, ImportMode Mode = ImportMode.Create, string? MatchField = null, TabularOptions? Options = null, bool DryRun = false);
}
