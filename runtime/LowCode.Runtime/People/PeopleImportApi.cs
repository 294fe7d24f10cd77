using System.Text;
using LowCode.People;
using LowCode.Runtime.Hosting;

namespace LowCode.Runtime.People;

/// <summary><c>POST /api/users/import</c>: many people at once from a table.</summary>
public static class PeopleImportApi
{
    private const long MaxBytes = 10 << 20;

    public static WebApplication MapPeopleImport(this WebApplication app)
    {
        app.MapPost("/api/users/import", ImportAsync).DisableAntiforgery().WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(MaxBytes + (1 << 20))).WithTags("People")
            .WithSummary("Multipart: file (CSV, XLSX or XLS) or csv (text); domain makes missing e-mails from names; dryRun=true only says what would happen.");
        return app;
    }

    private static async Task<IResult> ImportAsync(HttpContext context, Caller caller, PeopleImporter importer)
    {
        if (!caller.IsAdmin)
            return ApiResults.Problem(PeopleErrors.AdminsOnly);
        if (!context.Request.HasFormContentType)
            return ApiResults.Problem(PeopleImportErrors.Empty);
        var body = await context.Request.ReadFormAsync(context.RequestAborted);
        using var table = new MemoryStream();
        if (body.Files.GetFile("file") is { } file)
            await file.CopyToAsync(table, context.RequestAborted);
        else
            table.Write(Encoding.UTF8.GetBytes(body["csv"].ToString()));
        table.Position = 0;
        if (table.Length == 0)
            return ApiResults.Problem(PeopleImportErrors.Empty);
        var rows = PeopleTable.Read(table);
        if (!rows.Ok)
            return ApiResults.Problem(rows.Refusal!);
        var dryRun = string.Equals(body["dryRun"], "true", StringComparison.OrdinalIgnoreCase);
        var done = dryRun ? importer.Plan(caller, rows.Value, body["domain"]) : await importer.ImportAsync(caller, rows.Value, body["domain"], context.RequestAborted);
        return done.ToResult(plan => new
        {
            dryRun,
            created = plan.People.Count,
            people = plan.People,
            departments = plan.Departments.Where(department => department.Value is null).Select(department => department.Key),
            rejected = plan.Rejected,
        });
    }
}
