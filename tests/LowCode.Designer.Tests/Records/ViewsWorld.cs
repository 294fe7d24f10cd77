using System.Security.Claims;
using LowCode.Catalog;
using LowCode.Expressions;
using LowCode.Forms;
using LowCode.People;
using LowCode.Records;
using LowCode.Ui.Account;
using LowCode.Ui.Localization;
using LowCode.Ui.Records;
using LowCode.Ui.Records.Boards;

namespace LowCode.Designer.Tests.Records;

/// <summary>A form of deals with rules, and an administrator who looks at it: what boards, calendars and groups are tried on.</summary>
internal sealed class ViewsWorld : IDisposable
{
    private const string Deal = """
        {"key":"deal","app":"test","titleField":"name","fields":[
          {"key":"name","type":"text","required":true},{"key":"amount","type":"number","settings":{"scale":2}},
          {"key":"stage","type":"choice","settings":{"choices":[
            {"value":"new","label":"New","color":"blue"},{"value":"old","label":"Old","retired":true},{"value":"won","label":"Won","color":"green"},{"value":"lost","label":"Lost"}]}},
          {"key":"reason","type":"text","visibleWhen":"stage == 'lost'","requiredWhen":"stage == 'lost'"},
          {"key":"from","type":"date"},{"key":"to","type":"date"},{"key":"at","type":"datetime"},{"key":"till","type":"datetime"},
          {"key":"approver","type":"text","label":"Approver","requiredWhen":"stage == 'won' && amount > 1000"}],
         "validations":[{"check":"stage != 'won' || amount > 0","message":"A won deal has an amount"},{"check":"ISEMPTY(from) || ISEMPTY(to) || to >= from","message":"Ends before it begins"}]}
        """;

    private readonly TestWorkspace _test = new();

    private ViewsWorld()
    {
        _test.Workspace.People = new PeopleDirectory([new User(1, "admin@example.com", "Admin", [], [], true, true, null, "", Zone: "Asia/Shanghai"), new User(2, "clerk@example.com", "Clerk", [], [], false, true, null, "")], []);
        Reader = new RecordReader(_test.Workspace);
        Saver = new RecordSaver(_test.Workspace, []);
        Current = new CurrentCaller(_test.Workspace);
        Current.Set(new ClaimsPrincipal(new ClaimsIdentity([new Claim(SignInClaims.UserId, "1")])), Source.Screen);
        Moves = new RecordMoves(Reader, new FormEvaluator(_test.Workspace), Saver, Current, new Texts(new TextCatalog(typeof(Texts).Assembly)));
    }

    public RecordReader Reader { get; }
    public RecordSaver Saver { get; }
    public CurrentCaller Current { get; }
    public RecordMoves Moves { get; }
    public Form Form => _test["deal"];

    public static async Task<ViewsWorld> NewAsync()
    {
        var world = new ViewsWorld();
        await world._test.PublishForms(Deal);
        return world;
    }

    public Task<long> DealAsync(string name, string? stage = null, decimal? amount = null, string? from = null, string? to = null, DateTime? at = null, DateTime? till = null) => _test.Insert("deal",
        ("name", Value.FromText(name)), ("stage", Value.FromText(stage)), ("amount", amount is { } number ? Value.FromNumber(number) : Value.Null), ("from", Date(from)), ("to", Date(to)), ("at", Instant(at)), ("till", Instant(till)));

    public ListState State(ViewDefinition view)
    {
        var state = new ListState(Form, TestWorkspace.Unlimited(Form));
        state.Open(view);
        return state;
    }

    public string Text(long id, string field) => _test.Read(unit => unit.Records.Get(Form, id)!)[Form[field]!.Position].ToString();

    public void Dispose() => _test.Dispose();

    /// <summary>Somebody who may see and change deals, but not approve them, becomes the one who looks.</summary>
    public async Task BecomeClerkAsync(string approver)
    {
        var group = $$"""{"key":"clerks","form":"deal","members":{"users":[2]},"actions":["view","edit"],"fields":{"approver":"{{approver}}" } }""";
        _ = (await new Publisher(_test.Workspace, []).PublishAsync(Caller.System(Source.Pack), [new(DefinitionKind.Group, "clerks", group)])).Value;
        Current.Set(new ClaimsPrincipal(new ClaimsIdentity([new Claim(SignInClaims.UserId, "2")])), Source.Screen);
    }

    private static Value Instant(DateTime? at) => at is { } time ? Value.FromDateTime(time) : Value.Null;

    private static Value Date(string? day) => day is null ? Value.Null : Value.FromDate(DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
}
