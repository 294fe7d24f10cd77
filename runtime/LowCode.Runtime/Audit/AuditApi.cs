using System.Text.Json;
using LowCode.Audit;
using LowCode.People;
using LowCode.Runtime.Hosting;
using LowCode.Runtime.Imports.Tabular;
using LowCode.Ui.Localization;

namespace LowCode.Runtime.Audit;

/// <summary><c>/api/audit</c>: who did what, for administrators.</summary>
public static class AuditApi
{
    public static WebApplicationBuilder AddAudit(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<AuditReader>().AddSingleton<AuditWords>();
        return builder;
    }

    public static WebApplication MapAudit(this WebApplication app)
    {
        var api = app.MapGroup("/api/audit").WithTags("Administration");
        api.MapGet("", List).WithSummary("Newest first; kind (sign_in or sign_in.failed), actor, from and until (days) narrow it, before pages.");
        api.MapGet("/export", Export).WithSummary("The same as CSV, all pages.");
        api.MapGet("/check", (Caller caller, AuditReader reader) => reader.FirstBroken(caller).ToResult(broken => new { whole = broken is null, firstBroken = broken })).WithSummary("Whether any entry was changed or taken away.");
        return app;
    }

    private static IResult List(Caller caller, AuditReader reader, AuditWords words, string? kind, long? actor, DateOnly? from, DateOnly? until, long before = long.MaxValue, int limit = 50) =>
        reader.List(caller, new AuditFilter(kind, actor, from, until), limit, before).ToResult(items => new
        {
            items = items.Select(item => new
            {
                item.Id,
                item.At,
                actor = item.ActorId,
                actorName = words.Actor(item),
                item.Kind,
                item.Subject,
                text = words.Sentence(item),
                data = item.Data is null ? (JsonElement?)null : JsonDocument.Parse(item.Data).RootElement,
                item.Ip,
            }),
            next = items.Count == Math.Clamp(limit, 1, AuditReader.MaxPage) ? items[^1].Id : (long?)null,
        });

    private static IResult Export(Caller caller, AuditReader reader, AuditWords words, Texts texts, string? kind, long? actor, DateOnly? from, DateOnly? until)
    {
        if (caller.Looking is { } looking)
            return ApiResults.Problem(looking);
        var filter = new AuditFilter(kind, actor, from, until);
        return reader.List(caller, filter, AuditReader.MaxPage) is { Refusal: { } refusal } ? ApiResults.Problem(refusal)
            : Results.Stream(target => WriteAsync(target, caller, reader, words, texts, filter), "text/csv; charset=utf-8", "audit.csv");
    }

    private static readonly string[] Columns = ["at", "who", "what", "detail", "ip", "kind"];

    private static async Task WriteAsync(Stream target, Caller caller, AuditReader reader, AuditWords words, Texts texts, AuditFilter filter)
    {
        using var page = new MemoryStream();
        using var writer = new CsvWriter(page, [.. Columns.Select(column => new TableColumn(texts[$"audit.column.{column}"]))]);
        for (var before = long.MaxValue; ;)
        {
            var entries = reader.List(caller, filter, AuditReader.MaxPage, before).Value;
            foreach (var entry in entries)
            {
                writer.Write([Cell.Of(TimeZoneInfo.ConvertTimeFromUtc(entry.At, caller.Zone)), Cell.Of(words.Actor(entry)), Cell.Of(words.Sentence(entry)),
                    Cell.Of(string.Join("; ", words.Details(entry).Select(detail => $"{detail.Name}: {detail.Value}"))), Cell.Of(entry.Ip), Cell.Of(entry.Kind)]);
            }
            writer.Flush();
            page.Position = 0;
            await page.CopyToAsync(target);
            page.SetLength(0);
            if (entries.Count < AuditReader.MaxPage)
                return;
            before = entries[^1].Id;
        }
    }
}
