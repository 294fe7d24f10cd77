using System.Text.Json;
using LowCode.Catalog;
using LowCode.Expressions;
using LowCode.People;
using LowCode.Storage.Units;

namespace LowCode.Records;

/// <summary>A workspace in memory with people and the entry points for definitions and records: what tests of rules stand on.</summary>
internal sealed class RecordWorld : IDisposable
{
    private readonly WorkspaceDatabase _database = TestDatabase.New();

    public RecordWorld(params IRecordFollower[] followers)
    {
        Workspace = new Workspace(_database, Clock)
        {
            People = new PeopleDirectory(
            [
                new User(1, "admin@example.com", "Admin", [], [], true, true, null, ""),
                new User(2, "rep@example.com", "Rep", [11], ["rep"], false, true, null, ""),
                new User(3, "other@example.com", "Other", [12], ["rep"], false, true, null, ""),
                new User(4, "boss@example.com", "Boss", [10], ["boss"], false, true, null, ""),
                new User(5, "gone@example.com", "Gone", [10], ["rep"], false, false, null, ""),
                new User(6, "nobody@example.com", "Nobody", [], [], false, true, null, ""),
            ],
            [new Department(10, null, "Sales", 4, 0), new Department(11, 10, "East", null, 0), new Department(12, 10, "West", null, 1)]),
        };
        Publisher = new Publisher(Workspace, []);
        Editor = new MetadataEditor(Workspace, Publisher);
        Saver = new RecordSaver(Workspace, followers);
        Reader = new RecordReader(Workspace);
        Trash = new RecordTrash(Workspace, Saver);
        Evaluator = new FormEvaluator(Workspace);
    }

    public TestClock Clock { get; } = new();
    public Workspace Workspace { get; }
    public Publisher Publisher { get; }
    public MetadataEditor Editor { get; }
    public RecordSaver Saver { get; }
    public RecordReader Reader { get; }
    public RecordTrash Trash { get; }
    public FormEvaluator Evaluator { get; }

    public Caller Admin => As(1);
    public Caller Rep => As(2);
    public Caller Other => As(3);
    public Caller Boss => As(4);
    public Caller Nobody => As(6);

    public Caller As(long user) => Caller.For(Workspace.People.User(user)!, Workspace.People, Source.Api, Workspace.Zone, "zh-CN");

    /// <summary>Publishes an app <c>app</c>, the roles <c>rep</c> and <c>boss</c>, and these definitions; throws with all errors when they are wrong.</summary>
    public void Publish(params (DefinitionKind Kind, string Json)[] definitions)
    {
        (DefinitionKind Kind, string Json)[] all =
        [
            (DefinitionKind.App, """{"key":"app","label":"App"}"""),
            (DefinitionKind.Role, """{"key":"rep"}"""),
            (DefinitionKind.Role, """{"key":"boss"}"""),
            .. definitions,
        ];
        _ = TryPublish(all).Value;
    }

    public Outcome<PublishPlan> TryPublish(params (DefinitionKind Kind, string Json)[] definitions) => Publisher.PublishAsync(Admin,
        [.. definitions.Select(each => new DefinitionChange(each.Kind, JsonDocument.Parse(each.Json).RootElement.GetProperty("key").GetString()!, each.Json))]).Result;

    public RecordEdits Edits(string form, string json) => RecordInput.Parse(Workspace.Catalog.Form(form), JsonDocument.Parse(json).RootElement);

    public Outcome<SavedRecord> Save(Caller caller, string form, string json, long? id = null, long? version = null, bool accept = false, string? key = null, TaskRights? task = null) =>
        Saver.SaveAsync(caller, new SaveRequest { Form = form, Id = id, Version = version, Edits = Edits(form, json), AcceptWarnings = accept, IdempotencyKey = key, Task = task }).Result;

    public long New(Caller caller, string form, string json) => Save(caller, form, json).Value.Id;

    public Value Get(string form, long id, string field) => _database.Read(unit => unit.Records.Get(Workspace.Catalog.Form(form), id)!).Value[Workspace.Catalog.Form(form)[field]!.Position];

    public T Read<T>(Func<IUnit, T> work) => _database.Read(work).Value;

    public T Write<T>(Func<IUnit, T> work) => _database.WriteAsync(work).Result.Value;

    public void Dispose() => _database.Dispose();
}

/// <summary>A clock that stands until it is set.</summary>
internal sealed class TestClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 11, 22, 2, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;

    /// <summary>How long everything takes whose time is measured.</summary>
    public TimeSpan Step { get; set; }

    private long _at;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _at += Step.Ticks;
}

internal static class Refusals
{
    /// <summary>Code and path of each error, in order of path.</summary>
    public static string[] Told<T>(this Outcome<T> outcome) =>
        [.. (outcome.Refusal ?? throw new InvalidOperationException("It was not refused.")).Errors.Select(error => $"{error.Path} {error.Code}").Order(StringComparer.Ordinal)];
}
