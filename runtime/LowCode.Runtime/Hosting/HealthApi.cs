using LowCode.Records;

namespace LowCode.Runtime.Hosting;

/// <summary>For load balancers and watchdogs: <c>/health</c> costs nothing, <c>/health/ready</c> asks the database.</summary>
public static class HealthApi
{
    public static WebApplication MapHealth(this WebApplication app)
    {
        app.MapGet("/health", () => Results.Text("ok")).AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/health/ready", Ready).AllowAnonymous().ExcludeFromDescription();
        return app;
    }

    // Opening the database brought its tables up to date, so an answer from it says that both are done.
    private static IResult Ready(IWorkspaceDatabase database)
    {
        try
        {
            return database.Read(unit => unit.Metadata.Version()).Ok && RuntimeVersion.IsSafe ? Results.Text("ready") : Results.Text("not ready", statusCode: 503);
        }
        catch (System.Data.Common.DbException)
        {
            return Results.Text("not ready", statusCode: 503);
        }
    }
}
