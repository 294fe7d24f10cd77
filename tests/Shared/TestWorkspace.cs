using LowCode.Catalog;
using LowCode.Expressions;
using LowCode.Forms;
using LowCode.People;
using LowCode.Permissions;
using LowCode.Records;
using LowCode.Storage.Units;

namespace LowCode;

/// <summary>A workspace on a database in memory, with definitions published as the product publishes them. Linked into the test projects that need one.</summary>
internal sealed class TestWorkspace : IDisposable
{
    private readonly WorkspaceDatabase _database;

    internal TestWorkspace(WorkspaceDatabase? database = null, TimeProvider? clock = null)
    {
        _database = database ?? TestDatabase.New();
        Workspace = new Workspace(_database, clock ?? TimeProvider.System);
    }

    internal Workspace Workspace { get; }

    internal WorkspaceDatabase Database => _database;

    internal Form this[string key] => Workspace.Catalog.Form(key);

    /// <summary>Publishes forms (and an app <c>test</c> around them) given as JSON: <c>{"key":"lead","app":"test","fields":[...]}</c>.</summary>
    internal async Task<TestWorkspace> PublishForms(params string[] forms)
    {
        var changes = forms.Select(json => new DefinitionChange(DefinitionKind.Form, Key(json), json))
            .Prepend(new DefinitionChange(DefinitionKind.App, "test", """{"key":"test","label":"Test"}""")).ToList();
        _ = (await new Publisher(Workspace, []).PublishAsync(Caller.System(Source.Pack), changes)).Value;
        return this;
    }

    /// <summary>Everything that a caller without limits may see.</summary>
    internal static Access Unlimited(Form form) => Access.For(Caller.System(Source.Screen), form, []);

    /// <summary>A record's values: system fields filled, the named ones as given.</summary>
    internal Value[] Values(Form form, params (string Key, Value Value)[] fields)
    {
        var values = form.NewValues();
        values[SystemFields.CreatedAt] = values[SystemFields.UpdatedAt] = Value.FromDateTime(Workspace.Now);
        values[SystemFields.CreatedBy] = values[SystemFields.UpdatedBy] = values[SystemFields.Owner] = Value.FromUser(1);
        values[SystemFields.Version] = Value.FromNumber(1);
        foreach (var (key, value) in fields)
            values[form[key]!.Position] = value;
        return values;
    }

    /// <summary>Inserts a record past all rules; returns its id.</summary>
    internal async Task<long> Insert(string form, params (string Key, Value Value)[] fields) =>
        (await _database.WriteAsync(unit => unit.Records.Insert(this[form], Values(this[form], fields)))).Value;

    internal T Read<T>(Func<IUnit, T> work) => _database.Read(work).Value;

    internal async Task<T> Write<T>(Func<IUnit, T> work) => (await _database.WriteAsync(work)).Value;

    public void Dispose() => _database.Dispose();

    private static string Key(string json) => System.Text.Json.JsonDocument.Parse(json).RootElement.GetProperty("key").GetString()!;
}
