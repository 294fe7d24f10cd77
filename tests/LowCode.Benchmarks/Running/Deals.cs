using System.Globalization;
using LowCode.Catalog;
using LowCode.Expressions;
using LowCode.Forms;
using LowCode.People;

namespace LowCode.Running;

/// <summary>The form that most is measured on: 12 fields, four of them with an index, and a salesperson whose permission group opens it.</summary>
internal static class Deals
{
    private static readonly string[] Stages = ["new", "talk", "offer", "won", "lost"];

    /// <summary>Publishes the form with this many records; gives the salesperson.</summary>
    public static async Task<User> MakeAsync(BenchProduct product, int rows)
    {
        await product.PublishAsync(new(DefinitionKind.Form, "deal", Deal), new(DefinitionKind.Role, "rep", """{"key":"rep","label":"Rep"}"""), new(DefinitionKind.Group, "reps", Reps));
        await product.PersonAsync("admin", isAdmin: true);
        var random = new Random(1);
        await product.FillAsync("deal", rows, (form, values, i) => Fill(form, values, i, random));
        return await product.PersonAsync("rep", roles: "rep");
    }

    /// <summary>A new record as the API takes it.</summary>
    public static string Body(int i) => string.Create(CultureInfo.InvariantCulture,
        $$"""{"title":"Deal {{i}}","amount":{{i % 100000}},"stage":"{{Stages[i % 5]}}","city":"上海","phone":"138{{i:00000000}}","note":"some words about it","count":{{i % 30}},"rate":0.125,"due":"2026-12-01","paid":true}""");

    private static void Fill(Form form, Value[] values, int i, Random random)
    {
        void Set(string key, Value value) => values[form[key]!.Position] = value;
        Set("title", Value.FromText($"Deal {i}"));
        Set("amount", Value.FromNumber(random.Next(0, 1_000_000) / 100m));
        Set("stage", Value.FromText(Stages[random.Next(5)]));
        Set("city", Value.FromText("上海"));
        Set("phone", Value.FromText($"138{i:00000000}"));
        Set("note", Value.FromText("some words about it"));
        Set("count", Value.FromNumber(random.Next(30)));
        Set("rate", Value.FromNumber(0.125m));
        Set("due", Value.FromDate(new DateOnly(2026, 1, 1).AddDays(random.Next(365))));
        Set("met", Value.FromDateTime(new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddMinutes(random.Next(500_000))));
        Set("paid", Value.FromBool(random.Next(2) == 0));
    }

    private const string Deal = """
        {"key":"deal","app":"bench","titleField":"title","fields":[
          {"key":"title","type":"text","required":true,"searchable":true,"indexed":true},
          {"key":"amount","type":"number","indexed":true,"settings":{"scale":2}},
          {"key":"stage","type":"choice","indexed":true,"settings":{"choices":[{"value":"new","label":"N"},{"value":"talk","label":"T"},{"value":"offer","label":"O"},{"value":"won","label":"W"},{"value":"lost","label":"L"}]}},
          {"key":"city","type":"text","searchable":true},
          {"key":"phone","type":"phone"},
          {"key":"note","type":"textarea"},
          {"key":"count","type":"number"},
          {"key":"rate","type":"number","settings":{"scale":4}},
          {"key":"due","type":"date","indexed":true},
          {"key":"met","type":"datetime"},
          {"key":"seller","type":"member"},
          {"key":"paid","type":"switch"}]}
        """;

    private const string Reps = """{"key":"reps","form":"deal","members":{"roles":["rep"]},"actions":["view","create","edit","delete","history"],"otherFields":"editable"}""";
}
