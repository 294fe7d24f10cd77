using LowCode.Catalog;
using LowCode.Expressions;
using LowCode.Jobs;

namespace LowCode.Records;

/// <summary>The saving path: rules, all errors at once, versions, numbers, dependents.</summary>
public sealed class SavingTests : IDisposable
{
    private const string Customer = """
        {"key":"customer","app":"app","titleField":"name","fields":[
          {"key":"name","type":"text","required":true,"unique":true},
          {"key":"level","type":"choice","settings":{"choices":[{"value":"a","label":"A"},{"value":"b","label":"B"},{"value":"z","label":"Z","retired":true}]}},
          {"key":"phone","type":"phone"},
          {"key":"paid","type":"formula","computed":"ROLLUP(\"order\", \"SUM\", \"total\", \"customer\")"},
          {"key":"rich","type":"formula","computed":"paid >= 100","settings":{"result":"bool"}}]}
        """;

    private const string Order = """
        {"key":"order","app":"app","titleField":"number","fields":[
          {"key":"number","type":"serial","settings":{"pattern":"SO-{yyyyMM}-{000}","reset":"month"}},
          {"key":"title","type":"formula","computed":"number & \" \" & customer.name","settings":{"result":"text"}},
          {"key":"customer","type":"reference","required":true,"settings":{"form":"customer","copies":{"phone":"phone"}}},
          {"key":"phone","type":"phone"},
          {"key":"kind","type":"choice","default":"\"normal\"","settings":{"choices":[{"value":"normal","label":"Normal"},{"value":"express","label":"Express"}]}},
          {"key":"express_fee","type":"number","visibleWhen":"kind == \"express\"","requiredWhen":"kind == \"express\"","settings":{"scale":2,"min":1}},
          {"key":"closed","type":"switch"},
          {"key":"remark","type":"text","readOnlyWhen":"closed"},
          {"key":"items","type":"subform","settings":{"maxRows":3,"fields":[
             {"key":"product","type":"text","required":true},
             {"key":"quantity","type":"number","default":"1","settings":{"min":1}},
             {"key":"price","type":"number","settings":{"scale":2}},
             {"key":"amount","type":"formula","computed":"quantity * price"}]}},
          {"key":"total","type":"formula","computed":"SUM(items.amount)"},
          {"key":"share","type":"formula","computed":"100 / total"},
          {"key":"deliver_on","type":"date"},
          {"key":"keeper","type":"member"}],
         "validations":[{"check":"total <= 10000","message":{"en":"Too much","zh-CN":"太多"},"field":"items"},
                        {"check":"ISEMPTY(deliver_on) || deliver_on >= $today","message":"In the past","field":"deliver_on","warning":true}],
         "uniques":[{"fields":["customer","deliver_on"]}]}
        """;

    private readonly RecordWorld _world = new();
    private readonly long _acme;

    public SavingTests()
    {
        _world.Publish((DefinitionKind.Form, Customer), (DefinitionKind.Form, Order));
        _acme = _world.New(_world.Admin, "customer", """{"name":"Acme","phone":"13800138000"}""");
    }

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task What_is_typed_on_a_screen_is_kept_as_the_api_and_imports_would_keep_it()
    {
        var form = _world.Workspace.Catalog.Form("customer");
        var edits = Typed(("name", "  Bolt &\tCo "), ("phone", "+86 138-0013 8999"));

        var shown = _world.Evaluator.Evaluate(_world.Admin, "customer", null, edits).Value;
        var saved = (await _world.Saver.SaveAsync(_world.Admin, new SaveRequest { Form = "customer", Edits = edits })).Value;
        var blank = await _world.Saver.SaveAsync(_world.Admin, new SaveRequest { Form = "customer", Edits = Typed(("name", "   ")) });

        Assert.Empty(shown.Errors);
        Assert.Equal("+86 138-0013 8999", shown.Values[form["phone"]!.Position].AsText);
        Assert.Equal(("Bolt & Co", "13800138999"), (_world.Get("customer", saved.Id, "name").AsText, _world.Get("customer", saved.Id, "phone").AsText));
        Assert.Equal("records.field.required", Assert.Single(blank.Refusal!.Errors).Code);

        RecordEdits Typed(params (string Key, string Text)[] fields)
        {
            var typed = new RecordEdits(form);
            foreach (var (key, text) in fields)
                typed.Fields[form[key]!.Position] = Value.FromText(text);
            return typed;
        }
    }

    [Fact]
    public void A_missing_value_that_is_hidden_is_not_named()
    {
        _world.Publish((DefinitionKind.Form, Customer), (DefinitionKind.Form, Order), (DefinitionKind.Group, """{"key":"reps","form":"customer","members":{"users":[2]},"actions":["view","create"],"fields":{"name":"hidden"}}"""));

        var refused = _world.Save(_world.Rep, "customer", """{"phone":"13800138000"}""").Refusal!;

        Assert.Equal(("records.required.unseen", null), (Assert.Single(refused.Errors).Code, refused.Errors[0].Path));
    }

    [Fact]
    public void Defaults_copies_numbers_and_formulas_fill_a_new_record()
    {
        var id = NewOrder("""{"product":"Pen","price":1.25,"quantity":4},{"product":"Ink","price":"10"}""");

        Assert.Equal("SO-202611-001", Get(id, "number"));
        Assert.Equal("SO-202611-001 Acme", Get(id, "title"));
        Assert.Equal("13800138000", Get(id, "phone"));
        Assert.Equal("normal", Get(id, "kind"));
        Assert.Equal("15", Get(id, "total"));
        Assert.Equal(["5", "10"], _world.Get("order", id, "items").AsRows.Select(row => row.Values[3].ToString()));
        Assert.Equal("1", Get(id, "owner"));
    }

    [Fact]
    public void A_calculation_that_fails_is_kept_as_empty()
    {
        var id = NewOrder("");

        Assert.True(_world.Get("order", id, "share").IsNull);
    }

    [Fact]
    public void All_errors_come_at_once_each_with_its_path()
    {
        var outcome = _world.Save(_world.Admin, "order", """
            {"phone":"abc","kind":"express","express_fee":0.5,"keeper":5,"deliver_on":"tomorrow",
             "items":[{"product":"Pen","quantity":0},{"quantity":"many"},{"product":"Gold","price":99999}]}
            """);

        Assert.Equal(ErrorKind.Invalid, outcome.Refusal!.Kind);
        Assert.Equal(
        [
            "customer records.field.required",
            "deliver_on forms.value.type",
            "express_fee forms.number.min",
            "items records.rule",
            "items[0].quantity forms.number.min",
            "items[1].product records.field.required",
            "items[1].quantity forms.value.type",
            "keeper records.member.unknown",
            "phone forms.phone.invalid",
        ], outcome.Told());
    }

    [Fact]
    public void Required_counts_only_while_the_field_is_shown()
    {
        Assert.True(_world.Save(_world.Admin, "order", $$"""{"customer":{{_acme}}}""").Ok);
        Assert.Equal(["express_fee records.field.required"], _world.Save(_world.Admin, "order", $$"""{"customer":{{_acme}},"kind":"express"}""").Told());
    }

    [Fact]
    public void A_warning_stops_until_it_is_accepted()
    {
        var json = $$"""{"customer":{{_acme}},"deliver_on":"2020-01-01"}""";

        Assert.Equal(["deliver_on records.rule.warning"], _world.Save(_world.Admin, "order", json).Told());
        Assert.True(_world.Save(_world.Admin, "order", json, accept: true).Ok);
    }

    [Fact]
    public void A_stale_version_is_refused_with_the_current_one_and_what_has_changed()
    {
        var id = NewOrder("");
        _world.Save(_world.Admin, "order", """{"remark":"first"}""", id, version: 1);

        var outcome = _world.Save(_world.Admin, "order", """{"remark":"second"}""", id, version: 1);

        Assert.Equal(ErrorKind.Stale, outcome.Refusal!.Kind);
        Assert.Equal(2L, outcome.Refusal.Errors[0].Values!["version"]);
        Assert.Equal(["remark"], (IReadOnlyList<string>)outcome.Refusal.Errors[0].Values!["changed"]!);
        Assert.Equal("first", Get(id, "remark"));
    }

    [Fact]
    public void Saving_what_is_already_there_changes_nothing()
    {
        var id = NewOrder("");

        var saved = _world.Save(_world.Admin, "order", """{"kind":"normal"}""", id).Value;

        Assert.Equal(1, saved.Version);
    }

    [Fact]
    public void A_read_only_field_is_judged_on_the_record_as_it_was_opened()
    {
        var id = NewOrder("");
        Assert.True(_world.Save(_world.Admin, "order", """{"closed":true,"remark":"done"}""", id).Ok);

        var outcome = _world.Save(_world.Admin, "order", """{"remark":"again"}""", id);

        Assert.Equal(ErrorKind.Forbidden, outcome.Refusal!.Kind);
        Assert.Equal(["remark records.field.readOnly"], outcome.Told());
    }

    [Theory]
    [InlineData("id", "99")]
    [InlineData("version", "7")]
    [InlineData("created_by", "3")]
    [InlineData("flow_state", "\"completed\"")]
    [InlineData("handlers", "[3]")]
    [InlineData("deleted_at", "\"2026-01-01T00:00:00Z\"")]
    [InlineData("number", "\"SO-1\"")]
    [InlineData("total", "1000000")]
    public void Nobody_writes_what_the_engine_makes(string field, string value)
    {
        var created = _world.Save(_world.Admin, "order", $$"""{"customer":{{_acme}},"{{field}}":{{value}}}""");
        var id = NewOrder("");
        var before = Get(id, field);
        var changed = _world.Save(_world.Admin, "order", $$"""{"{{field}}":{{value}}}""", id);

        Assert.Equal([$"{field} records.field.readOnly"], created.Told());
        Assert.Equal([$"{field} records.field.readOnly"], changed.Told());
        Assert.Equal(before, Get(id, field));
    }

    [Fact]
    public void A_retired_choice_stays_on_old_records_and_is_not_taken_anew()
    {
        _world.Publish((DefinitionKind.Form, Customer.Replace(""","retired":true""", "")));
        var id = _world.New(_world.Admin, "customer", """{"name":"Old","level":"z"}""");
        _world.Publish((DefinitionKind.Form, Customer));

        Assert.True(_world.Save(_world.Admin, "customer", """{"phone":"13900139000"}""", id).Ok);
        Assert.Equal(["level forms.choice.unknown"], _world.Save(_world.Admin, "customer", """{"level":"z"}""", _acme).Told());
    }

    [Fact]
    public void A_field_that_became_required_later_does_not_block_other_edits()
    {
        _world.Publish((DefinitionKind.Form, Customer.Replace("""{"key":"phone","type":"phone"}""", """{"key":"phone","type":"phone","required":true}""")));
        var id = _world.New(_world.Admin, "customer", """{"name":"B","phone":"13900139000"}""");
        _world.Publish((DefinitionKind.Form, Customer.Replace("""{"key":"level",""", """{"key":"level","required":true,""")));

        Assert.True(_world.Save(_world.Admin, "customer", """{"name":"B2"}""", id).Ok);
        Assert.Equal(["level records.field.required"], _world.Save(_world.Admin, "customer", """{"name":"C"}""").Told());
    }

    [Fact]
    public void Nobody_is_asked_for_a_value_that_a_rule_has_closed()
    {
        _world.Publish((DefinitionKind.Form, Customer.Replace("""{"key":"phone","type":"phone"}""", """{"key":"phone","type":"phone","required":true,"readOnlyWhen":"level == \"b\""}""")));

        Assert.Equal(["phone records.field.required"], _world.Save(_world.Admin, "customer", """{"name":"Open","level":"a"}""").Told());
        Assert.True(_world.Save(_world.Admin, "customer", """{"name":"Closed","level":"b"}""").Ok);
    }

    [Fact]
    public async Task Unique_values_stand_once_also_together_and_again_after_deletion()
    {
        Assert.Equal(["name records.field.unique"], _world.Save(_world.Admin, "customer", """{"name":"Acme"}""").Told());
        _world.New(_world.Admin, "order", $$"""{"customer":{{_acme}},"deliver_on":"2027-01-01"}""");
        Assert.Equal(["customer records.fields.unique"], _world.Save(_world.Admin, "order", $$"""{"customer":{{_acme}},"deliver_on":"2027-01-01"}""").Told());
        Assert.True(_world.Save(_world.Admin, "order", $$"""{"customer":{{_acme}},"deliver_on":"2027-01-02"}""").Ok);

        Assert.True((await _world.Trash.DeleteAsync(_world.Admin, "customer", _acme)).Ok);
        var second = _world.New(_world.Admin, "customer", """{"name":"Acme"}""");

        Assert.NotEqual(_acme, second);
        Assert.Equal(["name records.field.unique"], (await _world.Trash.RestoreAsync(_world.Admin, "customer", _acme)).Told());
    }

    [Fact]
    public void Rows_are_matched_by_id_and_keep_what_an_edit_does_not_name()
    {
        var id = NewOrder("""{"product":"Pen","price":2},{"product":"Ink","price":3}""");
        var rows = _world.Get("order", id, "items").AsRows;

        _world.Save(_world.Admin, "order", $$"""{"items":[{"id":{{rows[1].Id}},"quantity":5},{"product":"Cap"}]}""", id).Value.ToString();
        var now = _world.Get("order", id, "items").AsRows;

        Assert.Equal([rows[1].Id], now.Select(row => row.Id).Take(1));
        Assert.Equal(["Ink", "Cap"], now.Select(row => row.Values[0].AsText));
        Assert.Equal("15", Get(id, "total"));
        Assert.Equal(["items[0].id records.reference.unknown"], _world.Save(_world.Admin, "order", $$"""{"items":[{"id":{{rows[0].Id}},"product":"x"}]}""", id).Told());
        Assert.Contains("items forms.list.tooMany", _world.Save(_world.Admin, "order", """{"items":[{"product":"1"},{"product":"2"},{"product":"3"},{"product":"4"}]}""", id).Told());
    }

    [Fact]
    public async Task Rollups_follow_saves_moves_and_deletions_in_the_same_unit_without_touching_versions()
    {
        var beta = _world.New(_world.Admin, "customer", """{"name":"Beta"}""");
        var id = NewOrder("""{"product":"Pen","price":60,"quantity":2}""");
        Assert.Equal("120", _world.Get("customer", _acme, "paid").ToString());
        Assert.Equal("true", _world.Get("customer", _acme, "rich").ToString());
        Assert.Equal("1", _world.Get("customer", _acme, "version").ToString());

        _world.Save(_world.Admin, "order", $$"""{"customer":{{beta}}}""", id);
        Assert.Equal("0", _world.Get("customer", _acme, "paid").ToString());
        Assert.Equal("120", _world.Get("customer", beta, "paid").ToString());

        _ = (await _world.Trash.DeleteAsync(_world.Admin, "order", id)).Value;
        Assert.Equal("0", _world.Get("customer", beta, "paid").ToString());
        Assert.Equal("false", _world.Get("customer", beta, "rich").ToString());
    }

    [Fact]
    public void A_value_read_through_a_reference_follows_its_source()
    {
        var id = NewOrder("");

        _world.Save(_world.Admin, "customer", """{"name":"Acme Ltd"}""", _acme);

        Assert.Equal("SO-202611-001 Acme Ltd", Get(id, "title"));
    }

    [Fact]
    public void Beyond_a_thousand_records_the_rest_follows_as_jobs()
    {
        var edits = _world.Edits("order", $$"""{"customer":{{_acme}}}""");
        _world.Write(unit => Enumerable.Range(0, 1100).Select(_ => _world.Saver.Save(unit, _world.Admin, new SaveRequest { Form = "order", Edits = edits }).Id).Sum());

        _world.Save(_world.Admin, "customer", """{"name":"Acme Ltd"}""", _acme).Value.ToString();
        var jobs = _world.Write(unit => unit.Store<IJobStore>().Claim("test", _world.Workspace.Now, TimeSpan.FromMinutes(1), 10));

        Assert.Equal(100, Titles("Acme"));
        foreach (var job in jobs)
            _world.Write(unit => { new RecomputeJobs(_world.Workspace, []).Run(unit, job, null); return 0; });
        Assert.Equal(0, Titles("Acme"));

        long Titles(string end) => _world.Reader.List(_world.Admin, new ListRequest { Form = "order", Filter = $"ENDSWITH(title, \"{end}\")", CountLimit = 2000 }).Value.Total!.Value;
    }

    [Fact]
    public async Task Serial_numbers_have_no_gaps_and_no_twins_under_concurrency_and_refusals()
    {
        var good = $$"""{"customer":{{_acme}}}""";
        var wishes = Enumerable.Range(0, 60).Select(i => _world.Saver.SaveAsync(_world.Admin, new SaveRequest { Form = "order", Edits = _world.Edits("order", i % 3 == 0 ? "{}" : good) }));

        var outcomes = await Task.WhenAll(wishes);

        var numbers = outcomes.Where(outcome => outcome.Ok).Select(outcome => Get(outcome.Value.Id, "number")).Order().ToList();
        Assert.Equal(Enumerable.Range(1, 40).Select(i => $"SO-202611-{i:000}"), numbers);
        _world.Clock.Now = new DateTimeOffset(2026, 11, 30, 17, 0, 0, TimeSpan.Zero);
        Assert.Equal("SO-202612-001", Get(NewOrder(""), "number"));
    }

    [Fact]
    public void A_repeated_request_answers_with_the_first_record()
    {
        var json = $$"""{"customer":{{_acme}}}""";
        var first = _world.Save(_world.Admin, "order", json, key: "k1").Value;

        var again = _world.Save(_world.Admin, "order", json, key: "k1").Value;

        Assert.Equal(first.Id, again.Id);
        Assert.True(again.Repeated);
        Assert.NotEqual(first.Id, _world.Save(_world.Admin, "order", json, key: "k2").Value.Id);
        Assert.Equal(ErrorKind.Conflict, _world.Save(_world.Admin, "customer", """{"name":"N"}""", key: "k1").Refusal!.Kind);
    }

    [Fact]
    public void History_tells_who_changed_what_from_which_value()
    {
        var id = NewOrder("""{"product":"Pen","price":2}""");
        _world.Save(_world.Admin, "order", """{"remark":"a"}""", id);
        _world.Save(_world.Admin, "order", """{"remark":null,"closed":true}""", id);

        var history = _world.Reader.History(_world.Admin, "order", id).Value;

        Assert.Equal(["updated", "updated", "created"], history.Select(entry => entry.Kind));
        Assert.Equal("""{"closed":[null,true],"remark":["a",null]}""", history[0].Changes);
        Assert.Equal(1, history[0].By);
    }

    [Fact]
    public void What_is_typed_is_evaluated_with_the_same_rules()
    {
        var state = _world.Evaluator.Evaluate(_world.Admin, "order", null,
            _world.Edits("order", $$"""{"customer":{{_acme}},"kind":"express","items":[{"product":"Pen","price":2}]}""")).Value;
        var form = _world.Workspace.Catalog.Form("order");
        var fee = form["express_fee"]!.Position;

        Assert.True(state.Visible[fee] && state.Required[fee]);
        Assert.Equal("2", state.Values[form["total"]!.Position].ToString());
        Assert.Equal("13800138000", state.Values[form["phone"]!.Position].ToString());
        Assert.Equal("#DIV/0!", _world.Evaluator.Evaluate(_world.Admin, "order", null, new RecordEdits()).Value.Values[form["share"]!.Position].ToString());
        Assert.Equal(["express_fee records.field.required"], state.Errors.Select(error => $"{error.Path} {error.Code}"));
    }

    private long NewOrder(string rows) => _world.New(_world.Admin, "order", $$"""{"customer":{{_acme}},"items":[{{rows}}]}""");

    private string Get(long id, string field) => _world.Get("order", id, field).ToString();
}
