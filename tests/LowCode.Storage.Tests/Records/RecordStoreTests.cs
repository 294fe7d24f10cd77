using LowCode.Expressions;
using LowCode.Forms;
using LowCode.People;
using LowCode.Records;

namespace LowCode.Storage.Records;

/// <summary>What every record store must do; run on each kind of database.</summary>
public abstract class RecordStoreTests : IAsyncLifetime
{
    private const string Customer = """
        {"key":"customer","app":"test","fields":[
          {"key":"name","type":"text","searchable":true,"indexed":true},
          {"key":"code","type":"text","unique":true}]}
        """;

    private const string Order = """
        {"key":"order","app":"test","titleField":"title","fields":[
          {"key":"title","type":"text","searchable":true,"indexed":true},
          {"key":"amount","type":"number","indexed":true,"settings":{"scale":2}},
          {"key":"count","type":"number"},
          {"key":"due","type":"date"},
          {"key":"at","type":"datetime"},
          {"key":"paid","type":"switch"},
          {"key":"stage","type":"choice","settings":{"choices":[{"value":"won","label":"Won"},{"value":"lost","label":"Lost"},{"value":"open","label":"Open"}]}},
          {"key":"marks","type":"choices","settings":{"choices":[{"value":"a","label":"A"},{"value":"b","label":"B"}]}},
          {"key":"seller","type":"member"},
          {"key":"team","type":"member","settings":{"multiple":true}},
          {"key":"customer","type":"reference","settings":{"form":"customer"}},
          {"key":"papers","type":"file"},
          {"key":"items","type":"subform","settings":{"fields":[
            {"key":"product","type":"text"},
            {"key":"price","type":"number","settings":{"scale":2}}]}}]}
        """;

    private readonly TestStore _store;
    private TestWorkspace _test = null!;

    protected RecordStoreTests(StoreKind kind) => _store = new TestStore(kind);

    public sealed class InMemory() : RecordStoreTests(StoreKind.Memory);

    public sealed class OnFile() : RecordStoreTests(StoreKind.File);

    public sealed class Postgres() : RecordStoreTests(StoreKind.Postgres);

    public async Task InitializeAsync() => _test = await new TestWorkspace(_store.Open()).PublishForms(Customer, Order);

    public Task DisposeAsync()
    {
        _test.Dispose();
        _store.Dispose();
        return Task.CompletedTask;
    }

    [StoreFact]
    public async Task A_record_comes_back_as_it_was_written()
    {
        var values = _test.Values(_test["order"], Everything());
        var id = await _test.Write(unit => unit.Records.Insert(_test["order"], values));

        var read = _test.Read(unit => unit.Records.Get(_test["order"], id))!;

        Assert.Equal(values, read);
        Assert.Equal(id, (long)read[SystemFields.Id].AsNumber);
        Assert.All(read[_test["order"]["items"]!.Position].AsRows, row => Assert.NotEqual(0, row.Id));
    }

    [StoreFact]
    public async Task Empty_values_come_back_as_null()
    {
        var id = await _test.Insert("order", ("title", Value.FromText("")), ("marks", Value.FromList([])), ("items", Value.FromRows([])), ("amount", Value.FromError(ErrorValue.DivisionByZero)));

        var read = _test.Read(unit => unit.Records.Get(_test["order"], id))!;

        Assert.All(_test["order"].Designed, field => Assert.True(read[field.Position].IsNull));
    }

    [StoreTheory]
    [InlineData("92233720368547758.07")]
    [InlineData("-92233720368547758.08")]
    [InlineData("0.01")]
    [InlineData("-0.01")]
    [InlineData("0")]
    public async Task Numbers_are_kept_exactly_up_to_the_limits_of_64_bits(string text)
    {
        var number = decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

        var id = await _test.Insert("order", ("amount", Value.FromNumber(number)));

        Assert.Equal(number, Get("order", id, "amount").AsNumber);
    }

    [StoreTheory]
    [InlineData("92233720368547758.08")]
    [InlineData("79228162514264337593543950335")]
    public async Task A_number_too_large_for_its_column_is_refused(string text)
    {
        var number = decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

        var outcome = await _test.Database.WriteAsync(unit => unit.Records.Insert(_test["order"], _test.Values(_test["order"], ("amount", Value.FromNumber(number)))));

        Assert.Equal("records.number.range", outcome.Refusal?.Errors[0].Code);
        Assert.Equal("amount", outcome.Refusal?.Errors[0].Path);
    }

    [StoreFact]
    public async Task An_update_writes_only_what_changed_and_only_on_the_version_it_saw()
    {
        var form = _test["order"];
        var id = await _test.Insert("order", ("title", Value.FromText("old")), ("count", Value.FromNumber(1)));
        var values = _test.Values(form, ("title", Value.FromText("new")), ("count", Value.FromNumber(99)));
        values[SystemFields.Version] = Value.FromNumber(2);
        int[] changed = [form["title"]!.Position, SystemFields.Version];

        Assert.True(await _test.Write(unit => unit.Records.Update(form, id, 1, values, changed)));
        Assert.False(await _test.Write(unit => unit.Records.Update(form, id, 1, values, changed)));

        Assert.Equal("new", Get("order", id, "title").AsText);
        Assert.Equal(1, Get("order", id, "count").AsNumber);
        Assert.Equal(2, Get("order", id, "version").AsNumber);
    }

    [StoreFact]
    public async Task Subform_rows_are_matched_by_id_changed_added_removed_and_keep_their_order()
    {
        var form = _test["order"];
        var items = form["items"]!.Position;
        var id = await _test.Insert("order", ("items", Value.FromRows([Row(0, "a", 1), Row(0, "b", 2), Row(0, "c", 3)])));
        var foreign = await _test.Insert("order", ("items", Value.FromRows([Row(0, "x", 9)])));
        var before = Get("order", id, "items").AsRows;
        var foreignRow = Get("order", foreign, "items").AsRows[0].Id;
        var values = form.NewValues();
        values[items] = Value.FromRows([Row(before[2].Id, "c", 33), Row(0, "new", 4), Row(foreignRow, "stolen", 5), before[0]]);

        await _test.Write(unit => unit.Records.Update(form, id, 1, values, [items]));

        var after = Get("order", id, "items").AsRows;
        Assert.Equal(["c", "new", "stolen", "a"], after.Select(row => row.Values[0].AsText));
        Assert.Equal([33, 4, 5, 1], after.Select(row => row.Values[1].AsNumber));
        Assert.Equal((before[2].Id, before[0].Id), (after[0].Id, after[3].Id));
        Assert.Equal(Value.FromRows(after), values[items]);
        Assert.Equal("x", Get("order", foreign, "items").AsRows[0].Values[0].AsText);
    }

    [StoreFact]
    public async Task Purging_removes_record_rows_history_and_comments_and_never_gives_the_id_again()
    {
        var form = _test["order"];
        var id = await _test.Insert("order", ("items", Value.FromRows([Row(0, "a", 1)])));
        await _test.Write(unit =>
        {
            unit.Log.AddHistory(new HistoryEntry(form.Id, id, 1, _test.Workspace.Now, 1, Source.Screen, "created", null));
            unit.Log.AddComment(new Comment(0, form.Id, id, _test.Workspace.Now, 1, "hi", [2]));
            unit.Log.AddFile(new StoredFile("f1", "a.txt", 1, "text/plain", 1, _test.Workspace.Now, null, null, null));
            unit.Log.BindFiles(["f1"], form.Id, id, 7);
            return 0;
        });

        await _test.Write(unit => { unit.Records.Purge(form, [id]); return 0; });

        Assert.Null(_test.Read(unit => unit.Records.Get(form, id)));
        Assert.Empty(_test.Read(unit => unit.Log.History(form.Id, id, 10)));
        Assert.Empty(_test.Read(unit => unit.Log.Comments(form.Id, id)));
        Assert.Null(_test.Read(unit => unit.Log.File("f1"))!.RecordId);
        Assert.True(await _test.Insert("order") > id);
    }

    [StoreFact]
    public async Task Finding_the_same_looks_at_live_records_with_all_values_only()
    {
        var form = _test["order"];
        int[] positions = [form["title"]!.Position, form["amount"]!.Position];
        var values = _test.Values(form, ("title", Value.FromText("t")), ("amount", Value.FromNumber(1.50m)));
        var first = await _test.Insert("order", ("title", Value.FromText("t")), ("amount", Value.FromNumber(1.5m)));
        await _test.Insert("order", ("title", Value.FromText("gone")), ("amount", Value.FromNumber(1.5m)), ("deleted_at", Value.FromDateTime(_test.Workspace.Now)));

        Assert.Equal(first, Same(values, 0));
        Assert.Null(Same(values, first));
        Assert.Null(Same(_test.Values(form, ("title", Value.FromText("t"))), 0));
        Assert.Null(Same(_test.Values(form, ("title", Value.FromText("gone")), ("amount", Value.FromNumber(1.5m))), 0));

        long? Same(Value[] of, long except) => _test.Read(unit => unit.Records.FindSame(form, positions, of, except) ?? 0) is > 0 and var id ? id : null;
    }

    [StoreFact]
    public async Task Many_records_are_found_by_a_value_and_by_id()
    {
        var ids = new List<long>();
        foreach (var name in (string[])["甲", "乙", "甲", "丙"])
            ids.Add(await _test.Insert("customer", ("name", Value.FromText(name))));
        var form = _test["customer"];

        var found = _test.Read(unit => unit.Records.FindMany(form, form["name"]!.Position, [Value.FromText("甲"), Value.FromText("丙"), Value.FromText("无"), Value.Null]));

        Assert.Equal([("甲", ids[0]), ("甲", ids[2]), ("丙", ids[3])], found.Select(pair => (pair.Value.AsText, pair.Id)));
        Assert.Equal([ids[1], ids[3]], _test.Read(unit => unit.Records.GetMany(form, [ids[3], ids[1], 999])).Select(record => (long)record[SystemFields.Id].AsNumber));
    }

    [StoreFact]
    public async Task Serial_numbers_have_no_gaps_and_start_anew_with_each_period()
    {
        var given = new List<long>();
        foreach (var period in (string[])["2026", "2026", "2027", "2026"])
            given.Add(await _test.Write(unit => unit.Records.NextSerial(5, period)));
        await _test.Database.WriteAsync<long>(unit =>
        {
            unit.Records.NextSerial(5, "2026");
            throw new RefusedException(ErrorKind.Conflict, "test.no", "No.");
        });

        Assert.Equal([1, 2, 1, 3], given);
        Assert.Equal(4, await _test.Write(unit => unit.Records.NextSerial(5, "2026")));
    }

    [StoreFact]
    public async Task A_field_that_is_added_and_one_that_is_retyped_keep_what_fits()
    {
        var good = await _test.Insert("customer", ("name", Value.FromText("A")), ("code", Value.FromText("12.5")));
        var bad = await _test.Insert("customer", ("name", Value.FromText("B")), ("code", Value.FromText("zwölf")));

        await _test.PublishForms("""
            {"key":"customer","app":"test","fields":[
              {"key":"name","type":"text","searchable":true,"indexed":true},
              {"key":"code","type":"number","settings":{"scale":1}},
              {"key":"level","type":"text"}]}
            """, Order);

        Assert.Equal(12.5m, Get("customer", good, "code").AsNumber);
        Assert.True(Get("customer", bad, "code").IsNull);
        Assert.True(Get("customer", good, "level").IsNull);

        await _test.PublishForms(Customer, Order);

        Assert.Equal("12.5", Get("customer", good, "code").AsText);
        Assert.True(Get("customer", bad, "code").IsNull);
    }

    private Value Get(string form, long id, string field) => _test.Read(unit => unit.Records.Get(_test[form], id))![_test[form][field]!.Position];

    private static RowValue Row(long id, string product, decimal price) => new(id, [Value.FromText(product), Value.FromNumber(price)]);

    private static (string, Value)[] Everything() =>
    [
        ("title", Value.FromText("合同 O'Neil \"x\"")),
        ("amount", Value.FromNumber(-1234.56m)),
        ("count", Value.FromNumber(7)),
        ("due", Value.FromDate(new DateOnly(2026, 2, 28))),
        ("at", Value.FromDateTime(new DateTime(2026, 2, 28, 23, 59, 59, 999, DateTimeKind.Utc))),
        ("paid", Value.False),
        ("stage", Value.FromText("won")),
        ("marks", Value.FromList([Value.FromText("a"), Value.FromText("b")])),
        ("seller", Value.FromUser(3)),
        ("team", Value.FromList([Value.FromUser(3), Value.FromUser(4)])),
        ("customer", Value.FromReference(12)),
        ("papers", Value.FromList([Value.FromFile(new FileValue("f1", "报价.pdf", 123, "application/pdf"))])),
        ("handlers", Value.FromList([Value.FromUser(9)])),
        ("items", Value.FromRows([Row(0, "a", 1.25m), Row(0, "b", 0)])),
    ];
}
