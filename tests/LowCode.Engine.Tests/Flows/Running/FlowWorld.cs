using System.Text.Json;
using LowCode.Catalog;
using LowCode.Expressions;
using LowCode.Jobs;
using LowCode.Notifications;
using LowCode.People;
using LowCode.Records;
using LowCode.Storage.Units;

namespace LowCode.Flows.Running;

/// <summary>A small company with a database in memory, two forms and the flows of a test. User 1 is the administrator; 2 to 20 are people; 9 heads them all.</summary>
internal sealed class FlowWorld : IDisposable
{
    public const long Admin = 1;
    public const long Head = 9;

    private const string App = """{"key":"test","label":"Test"}""";

    public const string Request =
        """
        {"key":"request","app":"test","label":"Request","titleField":"title","fields":[
          {"key":"title","type":"text","label":"Title"},
          {"key":"amount","type":"number","label":"Amount"},
          {"key":"pick","type":"number","label":"Pick"},
          {"key":"note","type":"text","label":"Note"},
          {"key":"due","type":"date","label":"Due"},
          {"key":"keeper","type":"member","label":"Keeper"}]}
        """;

    private const string Payment =
        """
        {"key":"payment","app":"test","label":"Payment","titleField":"text","fields":[
          {"key":"text","type":"text","label":"Text"},
          {"key":"request","type":"reference","label":"Request","settings":{"form":"request"}},
          {"key":"amount","type":"number","label":"Amount"}]}
        """;

    private const string FollowUp =
        """
        {"key":"follow_up","app":"test","label":"Follow-up","titleField":"text","fields":[
          {"key":"text","type":"text","label":"Text"},
          {"key":"request","type":"reference","label":"Request","settings":{"form":"request"}}]}
        """;

    private readonly WorkspaceDatabase _database;

    private FlowWorld(WorkspaceDatabase database, Func<IWorkspaceDatabase, IWorkspaceDatabase> wrap)
    {
        _database = database;
        Workspace = new Workspace(wrap(database), Clock);
        var users = Enumerable.Range(1, 20).Select(id => new User(id, $"u{id}@example.com", $"User {id}", [1], [id <= 5 ? "clerk" : "boss"], id == Admin, true, null, "s"));
        Workspace.People = new PeopleDirectory(users, [new Department(1, null, "All", Head, 0)]);
        Publisher = new Publisher(Workspace, [new FlowCompiler()]);
        Jobs = new JobQueue(Workspace);
        Inbox = new Inbox(Workspace);
        Versions = new FlowVersions(Workspace);
        Runner = new FlowRunner(Workspace, Versions, new FlowRecords(Workspace, () => Saver!), Jobs, Inbox);
        Saver = new RecordSaver(Workspace, [new FlowFollower(Runner)]);
        Worker = new JobWorker(Workspace, [new TimerJobs(Runner), new TimeoutJobs(Runner)]);
    }

    public TestClock Clock { get; } = new();
    public Workspace Workspace { get; }
    public Publisher Publisher { get; }
    public RecordSaver Saver { get; }
    public FlowRunner Runner { get; }
    public FlowVersions Versions { get; }
    public JobQueue Jobs { get; }
    public Inbox Inbox { get; }
    public JobWorker Worker { get; }

    public static Task<FlowWorld> With(params FlowDefinition[] flows) => With(database => database, flows);

    /// <summary>The same with something between the engine and its database.</summary>
    public static async Task<FlowWorld> With(Func<IWorkspaceDatabase, IWorkspaceDatabase> wrap, params FlowDefinition[] flows)
    {
        var world = new FlowWorld(TestDatabase.New(), wrap);
        await world.Publish([new(DefinitionKind.App, "test", App), new(DefinitionKind.Form, "request", Request), new(DefinitionKind.Form, "payment", Payment),
            new(DefinitionKind.Form, "follow_up", FollowUp), Everybody("request"), Everybody("payment"), Everybody("follow_up"),
            new(DefinitionKind.Role, "clerk", """{"key":"clerk","label":"Clerk"}"""), new(DefinitionKind.Role, "boss", """{"key":"boss","label":"Boss"}"""), .. flows.Select(FlowChange)]);
        return world;
    }

    public async Task Publish(params DefinitionChange[] changes)
    {
        var outcome = await Publisher.PublishAsync(As(Admin), changes);
        Assert.True(outcome.Ok, outcome.Refusal?.ToString());
    }

    public static DefinitionChange FlowChange(FlowDefinition flow) => new(DefinitionKind.Flow, flow.Key, FlowJson.Write(flow));

    public Caller As(long user) => Caller.For(Workspace.People.User(user)!, Workspace.People, Source.Screen, TimeZoneInfo.Utc, "en");

    public async Task<long> Record(long by = 2, params (string Key, Value Value)[] values) => (await Save(by, "request", null, values)).Id;

    public async Task<SavedRecord> Save(long by, string form, long? id, params (string Key, Value Value)[] values)
    {
        var edits = new RecordEdits();
        foreach (var (key, value) in values)
            edits.Set(Workspace.Catalog.Form(form), key, value);
        var outcome = await Saver.SaveAsync(As(by), new SaveRequest { Form = form, Id = id, Edits = edits });
        Assert.True(outcome.Ok, outcome.Refusal?.ToString());
        return outcome.Value;
    }

    public Task<Outcome<FlowReceipt>> Try(long user, FlowCommand command) => Runner.ExecuteAsync(As(user), command);

    /// <summary>Runs a command that must succeed, and checks all invariants.</summary>
    public async Task<FlowReceipt> Do(long user, FlowCommand command)
    {
        var outcome = await Try(user, command);
        Assert.True(outcome.Ok, $"{command}: {outcome.Refusal}");
        Check(outcome.Value.InstanceId);
        return outcome.Value;
    }

    /// <summary>Runs a command that must be refused with this code and leave no trace.</summary>
    public async Task<Error> Refused(string code, long user, FlowCommand command)
    {
        var outcome = await Try(user, command);
        Assert.False(outcome.Ok, $"{command} should have been refused with {code}");
        Assert.Equal(code, outcome.Refusal!.Errors[0].Code);
        return outcome.Refusal.Errors[0];
    }

    /// <summary>Starts flow f over a new record.</summary>
    public async Task<FlowReceipt> Start(long user = 2, params (string Key, Value Value)[] values) => await Do(user, new StartFlow("f", await Record(user, values)));

    public FlowState State(long instance) => Workspace.Database.Read(unit => unit.Store<IFlowStore>().Load(instance)!).Value;

    public IReadOnlyList<FlowEvent> Events(long instance) => Workspace.Database.Read(unit => unit.Store<IFlowStore>().Events(instance)).Value;

    /// <summary>The open task of a person in an instance.</summary>
    public FlowTask Task(long instance, long user) => State(instance).Tasks.All.Single(task => task.State == TaskState.Open && task.AssigneeId == user);

    public Value Field(long record, string key) => Workspace.Database.Read(unit =>
    {
        var form = Workspace.Catalog.Form("request");
        return unit.Records.Get(form, record)![form[key]!.Position];
    }).Value;

    /// <summary>Lets time pass and runs what is due.</summary>
    public async Task Pass(TimeSpan time)
    {
        Clock.Pass(time);
        await Worker.RunDueAsync();
    }

    public void Check(long instance) => FlowInvariants.Check(this, instance);

    public static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;

    public void Dispose() => _database.Dispose();

    private static DefinitionChange Everybody(string form) => new(DefinitionKind.Group, $"all_{form}",
        $$$"""{"key":"all_{{{form}}}","form":"{{{form}}}","label":"All","members":{"everyone":true},"actions":["view","create","edit","comment"]}""");
}
