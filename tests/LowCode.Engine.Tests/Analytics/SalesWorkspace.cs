using LowCode.Analytics;
using LowCode.Catalog;
using LowCode.Expressions;
using LowCode.People;
using LowCode.Records;
using LowCode.Storage.Units;

namespace LowCode.Engine.Tests.Analytics;

/// <summary>A workspace with deals and customers on a database in memory; today is Sunday 22 November 2026 in Shanghai.</summary>
internal sealed class SalesWorkspace : IDisposable
{
    private const string Deal = """
        {"key":"deal","app":"crm","label":{"en":"Deal","zh-CN":"商机"},"fields":[
          {"key":"name","type":"text","label":"Name"},
          {"key":"stage","type":"choice","label":"Stage","settings":{"choices":[
            {"value":"new","label":"New"},{"value":"offer","label":"Offer"},{"value":"won","label":"Won"},{"value":"old","label":"Old","retired":true}]}},
          {"key":"amount","type":"number","label":"Amount","settings":{"scale":2}},
          {"key":"cost","type":"number","label":"Cost","settings":{"scale":2}},
          {"key":"closed","type":"date","label":"Closed"},
          {"key":"seen","type":"datetime","label":"Seen"},
          {"key":"customer","type":"reference","label":"Customer","settings":{"form":"customer"}}]}
        """;
    private const string Customer = """
        {"key":"customer","app":"crm","label":"Customer","titleField":"name","fields":[
          {"key":"name","type":"text","label":"Name"},{"key":"industry","type":"text","label":"Industry"}]}
        """;
    private const string Reps = """
        {"key":"reps","form":"deal","label":"Reps","members":{"users":[2]},"actions":["view"],"rows":"owner == $user","fields":{"cost":"hidden"},"otherFields":"readOnly"}
        """;

    private readonly WorkspaceDatabase _database = TestDatabase.New();

    public SalesWorkspace()
    {
        Workspace = new Workspace(_database, new At(new DateTimeOffset(2026, 11, 22, 10, 0, 0, TimeSpan.FromHours(8))))
        {
            People = new PeopleDirectory([Person(1, "Ann", admin: true), Person(2, "Bob"), Person(3, "Eve"), Person(4, "Zoe", admin: true)], []),
        };
        Query = new WidgetQuery(Workspace, new RecordReader(Workspace));
    }

    public Workspace Workspace { get; }

    public WidgetQuery Query { get; }

    public Caller Admin => As(1);

    public Caller Rep => As(2);

    public Caller Stranger => As(3);

    public Caller OtherAdmin => As(4);

    public static async Task<SalesWorkspace> Open(params string[] dashboards)
    {
        var sales = new SalesWorkspace();
        await sales.Publish([
            new(DefinitionKind.App, "crm", """{"key":"crm","label":"CRM"}"""), new(DefinitionKind.Form, "deal", Deal), new(DefinitionKind.Form, "customer", Customer), new(DefinitionKind.Group, "reps", Reps),
            .. dashboards.Select((json, i) => new DefinitionChange(DefinitionKind.Dashboard, "board" + i, json))]);
        return sales;
    }

    public async Task Publish(IReadOnlyList<DefinitionChange> changes) =>
        _ = (await new Publisher(Workspace, [new DashboardCompiler()]).PublishAsync(Caller.System(Source.Pack), changes)).Value;

    /// <summary>Saves a deal through the rules; dates as texts, owner 1 or 2.</summary>
    public async Task Add(string? stage, decimal? amount, string? closed = null, long owner = 1, string? customer = null, string? seen = null, decimal cost = 0)
    {
        var saver = new RecordSaver(Workspace, []);
        var deal = Workspace.Catalog.Form("deal");
        var edits = new RecordEdits().Set(deal, "stage", Value.FromText(stage)).Set(deal, "cost", Value.FromNumber(cost)).Set(deal, "owner", Value.FromUser(owner));
        if (amount is { } number) edits.Set(deal, "amount", Value.FromNumber(number));
        if (closed is not null) edits.Set(deal, "closed", Value.FromDate(DateOnly.Parse(closed, System.Globalization.CultureInfo.InvariantCulture)));
        if (seen is not null) edits.Set(deal, "seen", Value.FromDateTime(DateTime.Parse(seen, System.Globalization.CultureInfo.InvariantCulture)));
        if (customer is not null) edits.Set(deal, "customer", Value.FromReference(await CustomerOf(saver, customer)));
        _ = (await saver.SaveAsync(Caller.System(Source.Pack), new SaveRequest { Form = "deal", Edits = edits })).Value;
    }

    public WidgetData Ask(WidgetDefinition widget, Caller? caller = null, DashboardDefinition? dashboard = null, params (string Key, string Value)[] chosen) =>
        Query.Run(caller ?? Admin, widget, dashboard, chosen.ToDictionary(pair => pair.Key, pair => pair.Value)).Value;

    /// <summary>How many deals a drill-down opens.</summary>
    public int Count(string? filter, Caller? caller = null) =>
        new RecordReader(Workspace).List(caller ?? Admin, new ListRequest { Form = "deal", Filter = filter, Limit = 500 }).Value.Rows.Count;

    public void Dispose() => _database.Dispose();

    private async Task<long> CustomerOf(RecordSaver saver, string industry)
    {
        var form = Workspace.Catalog.Form("customer");
        var edits = new RecordEdits().Set(form, "name", Value.FromText(industry + " Ltd")).Set(form, "industry", Value.FromText(industry));
        return (await saver.SaveAsync(Caller.System(Source.Pack), new SaveRequest { Form = "customer", Edits = edits })).Value.Id;
    }

    private Caller As(long id) => Caller.For(Workspace.People.User(id)!, Workspace.People, Source.Screen, TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"), "en");

    private static User Person(long id, string name, bool admin = false) => new(id, name + "@x.y", name, [], [], admin, Active: true, null, "");

    private sealed class At(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now.ToUniversalTime();
    }
}
