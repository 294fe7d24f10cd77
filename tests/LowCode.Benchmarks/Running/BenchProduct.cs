using LowCode.Catalog;
using LowCode.Expressions;
using LowCode.Forms;
using LowCode.People;
using LowCode.Runtime;
using LowCode.Runtime.Analytics;
using LowCode.Runtime.Audit;
using LowCode.Runtime.Flows;
using LowCode.Runtime.Hosting;
using LowCode.Runtime.Imports;
using LowCode.Runtime.Mail;
using LowCode.Runtime.Packs;
using LowCode.Runtime.People;
using LowCode.Runtime.Permissions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LowCode.Running;

/// <summary>The product on a workspace of its own, inside this process and without listening; its folder can be given to a child process afterwards.</summary>
internal sealed class BenchProduct : IAsyncDisposable
{
    private readonly WebApplication _app;

    public BenchProduct(string? folder = null)
    {
        Folder = folder ?? Directory.CreateTempSubdirectory("lowcode-bench-").FullName;
        var builder = WebApplication.CreateBuilder([$"--LowCode:DataFolder={Folder}"]);
        builder.AddHost().AddWorkspace().AddEngine().AddPacks().AddFlows().AddMail().AddAudit().AddAnalytics().AddImports().AddPeople().AddPermissions();
        builder.AddLowCodeUi();
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        _app = builder.Build().LoadWorkspace();
    }

    /// <summary>The data folder.</summary>
    public string Folder { get; }

    /// <summary>The file of the workspace.</summary>
    public string Database => Path.Combine(Folder, "workspace.db");

    /// <summary>The engine.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>The workspace.</summary>
    public Workspace Workspace => Services.GetRequiredService<Workspace>();

    /// <summary>Whoever may do everything.</summary>
    public static Caller System => Caller.System(Source.Import);

    /// <summary>A form by its key.</summary>
    public Form this[string key] => Workspace.Catalog.Form(key);

    /// <summary>Publishes definitions, in an app <c>bench</c> that is made when missing.</summary>
    public async Task PublishAsync(params DefinitionChange[] changes) =>
        _ = (await Services.GetRequiredService<Publisher>().PublishAsync(System, [new(DefinitionKind.App, "bench", """{"key":"bench","label":"Bench"}"""), .. changes])).Value;

    /// <summary>Inserts records below the rules, 2,000 a transaction.</summary>
    public async Task FillAsync(string key, int count, Action<Form, Value[], int> fill)
    {
        var form = this[key];
        var now = Value.FromDateTime(Workspace.Now);
        for (var done = 0; done < count; done += 2000)
        {
            var from = done;
            _ = (await Workspace.Database.WriteAsync(unit =>
            {
                for (var i = from; i < Math.Min(count, from + 2000); i++)
                {
                    var values = form.NewValues();
                    values[SystemFields.CreatedAt] = values[SystemFields.UpdatedAt] = now;
                    values[SystemFields.CreatedBy] = values[SystemFields.UpdatedBy] = values[SystemFields.Owner] = Value.FromUser(i % 50 + 1);
                    values[SystemFields.Version] = Value.FromNumber(1);
                    fill(form, values, i);
                    unit.Records.Insert(form, values);
                }
                return 0;
            })).Value;
        }
    }

    /// <summary>A person with these roles.</summary>
    public async Task<User> PersonAsync(string name, bool isAdmin = false, params string[] roles) =>
        (await Services.GetRequiredService<PeopleEditor>().AddAsync(System, new UserDraft { Email = $"{name}@example.com", Name = name, Roles = roles, Departments = [], IsAdmin = isAdmin })).Value.User;

    /// <summary>A person as a caller of the engine.</summary>
    public Caller CallerFor(User user) => Caller.For(user, Workspace.People, Source.Api, Workspace.Zone, "zh-CN");

    /// <summary>The secret of a token by which programs act as this person.</summary>
    public async Task<string> TokenAsync(User user) =>
        (await Services.GetRequiredService<ApiTokens>().AddAsync(CallerFor(user), new TokenDraft("bench", Write: true))).Value.Secret;

    /// <summary>Ends the product and keeps its folder.</summary>
    public async Task CloseAsync()
    {
        await _app.DisposeAsync();
        SqliteConnection.ClearAllPools();
    }

    /// <summary>Ends the product and deletes its folder.</summary>
    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
