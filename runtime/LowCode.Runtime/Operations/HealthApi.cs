using System.Globalization;
using LowCode.Jobs;
using LowCode.People;
using LowCode.Records;
using LowCode.Runtime.Hosting;

namespace LowCode.Runtime.Operations;

/// <summary>
/// For load balancers and watchdogs. <c>/health</c> costs nothing. <c>/health/ready</c> says what is well and what is not, one line a check: 200 when this node can
/// work, 503 when it can't; a warning (jobs late, disk nearly full) leaves it 200, since sending people away would not help.
/// </summary>
public static class HealthApi
{
    private const long LeastDisk = 64L << 20, LittleDisk = 1L << 30;
    private static readonly TimeSpan Late = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static WebApplication MapHealth(this WebApplication app)
    {
        app.MapGet("/health", () => Results.Text("ok")).AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/health/ready", Ready).AllowAnonymous().ExcludeFromDescription();
        return app;
    }

    private static async Task<IResult> Ready(Workspace workspace, IWorkspaceDatabase database, DataFolder folder, Draining draining)
    {
        Check[] checks = [Serving(draining), Runtime(), Reading(database), await WritingAsync(workspace, database), Disk(folder), Jobs(workspace, database)];
        return Results.Json(new { status = checks.All(check => check.Works) ? "ready" : "not ready", checks = checks.ToDictionary(check => check.Name, check => check.Says) },
            statusCode: checks.All(check => check.Works) ? 200 : 503);
    }

    private static Check Serving(Draining draining) => draining.IsOn ? new("serving", "ends; send requests elsewhere", Works: false) : new("serving");

    private static Check Runtime() => RuntimeVersion.IsSafe ? new("runtime") : new("runtime", $"{RuntimeVersion.Oldest} or newer is needed", Works: false);

    // Opening the database brought its tables up to date, so an answer from it says that both are done.
    private static Check Reading(IWorkspaceDatabase database)
    {
        try
        {
            return database.Read(unit => unit.Metadata.Version()).Ok ? new("database") : new("database", "refuses to answer", Works: false);
        }
        catch (System.Data.Common.DbException)
        {
            return new("database", "does not answer; the log says why", Works: false);
        }
    }

    // A node that is sent nothing would never write again and so never be well again: what failed once is tried here.
    private static async Task<Check> WritingAsync(Workspace workspace, IWorkspaceDatabase database)
    {
        if (database is not MeasuredDatabase { LastFailure: { } failure })
            return new("writes");
        // What waits for longer is not written any more: those who ask again and again must not fill the lane.
        using var patience = new CancellationTokenSource(Patience, workspace.Clock);
        try
        {
            await database.WriteAsync(unit =>
            {
                unit.Store<ISettingStore>().Set(SettingKeys.HealthTried, workspace.Now.ToString("O", CultureInfo.InvariantCulture));
                return default(Nothing);
            }, patience.Token).WaitAsync(patience.Token);
            return new("writes");
        }
        // Whatever a database may throw, it means one thing here.
#pragma warning disable CA1031
        catch (Exception)
#pragma warning restore CA1031
        {
            return new("writes", $"they fail ({failure.GetType().Name}); the log says why", Works: false);
        }
    }

    private static Check Disk(DataFolder folder)
    {
        var free = new DriveInfo(folder.Root).AvailableFreeSpace;
        return free > LittleDisk ? new("disk") : new("disk", $"{free >> 20} MB left", Works: free > LeastDisk);
    }

    private static Check Jobs(Workspace workspace, IWorkspaceDatabase database)
    {
        try
        {
            var late = database.Read(unit => unit.Store<IJobStore>().NextDue()).Value is { } due ? workspace.Now - due : TimeSpan.Zero;
            return late < Late ? new("jobs") : new("jobs", $"late by {late.TotalMinutes:0} minutes");
        }
        catch (System.Data.Common.DbException)
        {
            return new("jobs", "unknown");
        }
    }

    private sealed record Check(string Name, string Says = "ok", bool Works = true);
}
