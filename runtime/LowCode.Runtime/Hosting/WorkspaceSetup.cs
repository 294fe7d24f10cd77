using LowCode.Catalog;
using LowCode.People;
using LowCode.Records;
using LowCode.Runtime.Files;
using LowCode.Runtime.Operations;
using LowCode.Storage.Postgres;
using LowCode.Storage.Sqlite;
using LowCode.Storage.Units;

namespace LowCode.Runtime.Hosting;

/// <summary>Opens the workspace: database below the data folder or on a server, tables up to date, people and catalog in memory.</summary>
public static class WorkspaceSetup
{
    public static WebApplicationBuilder AddWorkspace(this WebApplicationBuilder builder)
    {
        var settings = builder.Configuration.GetSection("LowCode").Get<ProductSettings>() ?? new ProductSettings();
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton<DataFolder>();
        builder.Services.AddSingleton<DataFolderOwner>();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<WorkspaceDatabase>(provider =>
        {
            var log = provider.GetRequiredService<ILogger<WorkspaceDatabase>>();
            Action<Exception> callbackFailed = failure => log.LogError(failure, "Something that follows a commit failed");
            if (settings.IsShared)
                return PostgresDatabase.Open(settings.Database!, callbackFailed);
            // Asked for before the database, so that it is let go after it.
            provider.GetRequiredService<DataFolderOwner>();
            return SqliteDatabase.Open(provider.GetRequiredService<DataFolder>().Database, callbackFailed);
        });
        builder.Services.AddSingleton<IWorkspaceDatabase>(provider => new MeasuredDatabase(provider.GetRequiredService<WorkspaceDatabase>()));
        builder.Services.AddSingleton<Workspace>();
        builder.Services.AddSingleton<WorkspaceLoading>();
        return builder;
    }

    /// <summary>Loads what is kept in memory; refuses to start on a runtime with a known hole.</summary>
    public static WebApplication LoadWorkspace(this WebApplication app)
    {
        RuntimeVersion.Require();
        var workspace = app.Services.GetRequiredService<Workspace>();
        var loader = app.Services.GetRequiredService<WorkspaceLoader>();
        var (people, zone) = workspace.Database.Read(unit =>
            (unit.Store<IPeopleStore>().Directory(), unit.Store<ISettingStore>().Get(SettingKeys.WorkspaceZone))).Value;
        workspace.People = people;
        if (zone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found))
            workspace.Zone = found;
        loader.Failed += Log;
        Log(loader.Load());
        if (app.Services.GetRequiredService<WorkspaceDatabase>() is PostgresDatabase shared)
        {
            FolderMark.Require(workspace.Database, app.Services.GetRequiredService<DataFolder>());
            shared.Join(loader.CatchUp);
        }
        return app;

        void Log(IReadOnlyList<Error> errors)
        {
            foreach (var error in errors)
                app.Logger.LogError("A published definition can't be used any more and is closed: {Path} {Code} {Message}", error.Path, error.Code, error.Message);
        }
    }
}

/// <summary>The oldest runtime that is safe: before 10.0.7 login cookies could be forged (CVE-2026-40372).</summary>
public static class RuntimeVersion
{
    public static readonly Version Oldest = new(10, 0, 7);

    public static bool IsSafe => Environment.Version >= Oldest;

    public static void Require()
    {
        if (!IsSafe)
            throw new InvalidOperationException($"This .NET runtime is {Environment.Version}; {Oldest} or newer is needed, because older ones accept forged sign-ins (CVE-2026-40372).");
    }
}
