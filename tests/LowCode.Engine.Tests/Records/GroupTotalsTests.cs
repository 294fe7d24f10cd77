using System.Globalization;
using LowCode.Catalog;
using LowCode.Expressions;
using LowCode.People;

namespace LowCode.Records;

/// <summary>Groups, counts and totals of random records for people with random rights are those that a plain loop over the visible records finds.</summary>
public class GroupTotalsTests
{
    private const string Form = """
        {"key":"deal","app":"app","fields":[
          {"key":"name","type":"text","searchable":true},{"key":"amount","type":"number","settings":{"scale":2}},{"key":"due","type":"date"},
          {"key":"stage","type":"choice","settings":{"choices":[{"value":"new","label":"New"},{"value":"won","label":"Won"},{"value":"lost","label":"Lost"}]}}],
         "views":[{"key":"open","label":"Open","filter":"stage != 'lost'"}]}
        """;

    private static readonly (string? Rows, Func<Deal, bool> Holds)[] Conditions =
    [
        (null, _ => true),
        ("owner == $user", deal => deal.Owner == 2),
        ("amount >= 50", deal => deal.Amount >= 50),
        ("stage == 'won'", deal => deal.Stage == "won"),
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void Groups_and_totals_are_those_of_the_visible_records(int seed)
    {
        var random = new Random(seed);
        using var world = new RecordWorld();
        var (first, second) = (Conditions[random.Next(Conditions.Length)], Conditions[random.Next(Conditions.Length)]);
        // The second group shows its records without their amounts.
        world.Publish((DefinitionKind.Form, Form), (DefinitionKind.Group, Group("one", first.Rows, "")), (DefinitionKind.Group, Group("two", second.Rows, ",\"fields\":{\"amount\":\"hidden\"}")));
        var deals = Enumerable.Range(0, 60).Select(_ => Deal.Add(world, random)).ToList();
        var view = random.Next(2) == 0 ? "open" : null;
        var search = random.Next(2) == 0 ? "red" : null;
        var seen = deals.Where(deal => (first.Holds(deal) || second.Holds(deal)) && (view is null || deal.Stage != "lost") && (search is null || deal.Name.Contains(search, StringComparison.Ordinal)))
            .Select(deal => first.Holds(deal) ? deal : deal with { Amount = null }).ToList();

        Check(world.Rep, world, view, search, [new GroupRequest("stage")], seen, deal => [deal.Stage ?? ""]);
        Check(world.Rep, world, view, search, [new GroupRequest("stage"), new GroupRequest("due", DateUnit.Month)], seen, deal => [deal.Stage ?? "", deal.Due is { } due ? $"{due:yyyy-MM}-01" : ""]);
        Check(world.Rep, world, view, search, [new GroupRequest("owner")], seen, deal => [deal.Owner.ToString(CultureInfo.InvariantCulture)]);
        Check(world.Rep, world, view, search, [], seen, _ => []);
    }

    private static void Check(Caller caller, RecordWorld world, string? view, string? search, IReadOnlyList<GroupRequest> groups, List<Deal> seen, Func<Deal, string[]> keys)
    {
        var answer = world.Reader.Aggregate(caller, new AggregateRequest
        {
            Form = "deal",
            View = view,
            Search = search,
            GroupBy = groups,
            Measures = [new(MeasureFunction.Count), new(MeasureFunction.Sum, "amount"), new(MeasureFunction.Avg, "amount"), new(MeasureFunction.Min, "amount"), new(MeasureFunction.Max, "due"), new(MeasureFunction.Empty, "amount")],
        }).Value.Rows;

        var expected = seen.GroupBy(deal => string.Join('|', keys(deal))).Select(group =>
        {
            var amounts = group.Select(deal => deal.Amount).OfType<decimal>().ToList();
            var due = group.Select(deal => deal.Due).OfType<DateOnly>().ToList();
            return $"{group.Key}: {group.Count()} {Text(amounts.Sum())} {(amounts.Count == 0 ? "-" : Text(amounts.Average()))} {(amounts.Count == 0 ? "-" : Text(amounts.Min()))} {(due.Count == 0 ? "-" : $"{due.Max():yyyy-MM-dd}")} {Text(group.Count(deal => deal.Amount is null))}";
        }).Order(StringComparer.Ordinal).ToList();
        if (groups.Count == 0 && expected.Count == 0)
            expected = [": 0 0.00 - - - 0.00"];
        Assert.Equal(expected, answer.Select(row => $"{string.Join('|', row.Take(groups.Count).Select(Key))}: {row[groups.Count]} {string.Join(' ', row.Skip(groups.Count + 1).Select(Shown))}").Order(StringComparer.Ordinal));
    }

    private static string Key(Value value) => value.IsNull ? "" : value.Kind is ValueKind.User ? value.AsId.ToString(CultureInfo.InvariantCulture) : value.ToString();

    private static string Shown(Value value) => value.IsNull ? "-" : value.Kind == ValueKind.Number ? Text(value.AsNumber) : value.ToString();

    private static string Text(decimal number) => number.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Group(string key, string? rows, string more) =>
        $$"""{"key":"{{key}}","form":"deal","members":{"users":[2]},"actions":["view"]{{(rows is null ? "" : $",\"rows\":\"{rows}\"")}}{{more}}}""";

    private sealed record Deal(string Name, decimal? Amount, string? Stage, DateOnly? Due, long Owner)
    {
        public static Deal Add(RecordWorld world, Random random)
        {
            var deal = new Deal(new[] { "red one", "blue two" }[random.Next(2)], random.Next(5) == 0 ? null : random.Next(0, 10_000) / 100m, new[] { null, "new", "won", "lost" }[random.Next(4)],
                random.Next(4) == 0 ? null : new DateOnly(2026, 1, 1).AddDays(random.Next(200)), random.Next(2, 5));
            world.New(world.Admin, "deal", string.Create(CultureInfo.InvariantCulture,
                $$"""{"name":"{{deal.Name}}","amount":{{(deal.Amount is { } amount ? amount.ToString(CultureInfo.InvariantCulture) : "null")}},"stage":{{(deal.Stage is null ? "null" : $"\"{deal.Stage}\"")}},"due":{{(deal.Due is { } due ? $"\"{due:yyyy-MM-dd}\"" : "null")}},"owner":{{deal.Owner}}}"""));
            return deal;
        }
    }
}
