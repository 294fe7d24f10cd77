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
builder.AddHost().AddDraining().AddWorkspace().AddEngine().AddPacks().AddFlows().AddMail().AddAudit().AddAnalytics().AddImports().AddPeople().AddPermissions().AddSlowDown().AddOpenApi();
builder.AddLowCodeUi();

var app = builder.Build();
// Compiling what is published and preparing the host take a core each.
var loading = Task.Run(app.LoadWorkspace);
app.UseDraining();
app.UseRequestLog();
app.UseSecurityHeaders();
app.UseLowCodeUi();
app.UseProblems();
app.UseCrossSiteGuard();
app.UseRateLimiter();
app.UsePeople();
app.UseCallLimit();

app.MapHealth().MapUnknownApi().MapOpenApi();
app.MapPacks();
app.MapSession().MapMe().MapPeople().MapPeopleImport().MapPermissions().MapPlaces();
app.MapForms().MapDefinitions().MapRecords().MapBatches().MapDrafts().MapFormQuestions().MapViews().MapFiles();
app.MapFlows().MapTaskBatches().MapFlowDefinitions().MapNotifications().MapMail().MapAudit();
app.MapDashboards().MapImports();
app.MapLowCodeUi();
MetricsApi.Map(app);
Tracing.Start(app);

app.Lifetime.ApplicationStarted.Register(() =>
{
    app.Logger.LogInformation("LowCode listens on {Address}", app.AddressOf());
    FirstVisitGate.Announce(app.Services.GetRequiredService<FirstVisit>(), app.AddressOf());
});
await loading;
await app.RunAsync();
return 0;
