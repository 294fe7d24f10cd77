using LowCode.Catalog;
using LowCode.People;
using LowCode.Runtime;
using LowCode.Runtime.Analytics;
using LowCode.Runtime.Audit;
using LowCode.Runtime.Catalog;
using LowCode.Runtime.Files;
using LowCode.Runtime.Flows;
using LowCode.Runtime.Forms;
using LowCode.Runtime.Hosting;
using LowCode.Runtime.Imports;
using LowCode.Runtime.Mail;
using LowCode.Runtime.Notifications;
using LowCode.Runtime.Operations;
using LowCode.Runtime.Operations.Backups;
using LowCode.Runtime.Packs;
using LowCode.Runtime.People;
using LowCode.Runtime.Permissions;
using LowCode.Runtime.Records;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = HostSetup.PublishedRoot() });
if ((BackupCommands.Run(args, builder) ?? CopyCommand.Run(args, builder)) is { } exit)
    return exit;
// The second core has nothing to do until the host is built.
_ = Task.Run(DefinitionWarmUp.Run);
builder.AddHost().AddDraining().AddWorkspace().AddEngine().AddPacks().AddFlows().AddMail().AddAudit().AddAnalytics().AddImports().AddPeople().AddPermissions().AddSlowDown().AddOpenApi();
builder.AddLowCodeUi();

await using var app = builder.Build();
try
{
    var loading = app.Services.GetRequiredService<WorkspaceLoading>();
    loading.Begin(app);
    app.UseLoadedWorkspace();
    app.UseDraining();
    app.UseRequestLog();
    app.UseSecurityHeaders();
    app.UseLowCodeUi();
    app.UseProblems();
    app.UseCrossSiteGuard();
    app.UseSlowDown();
    app.UsePeople();
    app.UseCallLimit();

    app.MapHealth().MapUnknownApi().MapOpenApi();
    app.MapPacks();
    app.MapSession().MapViewAs().MapMe().MapPeople().MapPeopleImport().MapPermissions().MapPlaces();
    app.MapForms().MapDefinitions().MapRecords().MapBatches().MapDrafts().MapFormQuestions().MapViews().MapFiles();
    app.MapFlows().MapTaskBatches().MapFlowDefinitions().MapNotifications().MapMail().MapAudit();
    app.MapDashboards().MapImports();
    app.MapLowCodeUi();
    MetricsApi.Map(app);
    Tracing.Start(app);

    await app.StartAsync();
    await loading.Done;
}
catch (Exception problem) when (problem is not HostAbortedException)
{
    return StartRefusal.Say(app.Logger, problem);
}
app.Logger.LogInformation("LowCode listens on {Address}", app.AddressOf());
FirstVisitGate.Announce(app.Services.GetRequiredService<FirstVisit>(), app.AddressOf());
await app.WaitForShutdownAsync();
return 0;
