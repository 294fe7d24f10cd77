using LowCode.Catalog;
using LowCode.Expressions;
using LowCode.Forms;
using LowCode.Forms.FieldTypes;

namespace LowCode.Records;

/// <summary>References whose choices depend on the record that holds them.</summary>
public sealed class ReferenceOfferTests : IDisposable
{
    private readonly RecordWorld _world = new();
    private readonly long _acme, _bolt, _acmeQuote, _boltQuote, _bigBoltQuote;

    public ReferenceOfferTests()
    {
        _world.Publish(
            (DefinitionKind.Form, """{"key":"customer","app":"app","titleField":"name","fields":[{"key":"name","type":"text"},{"key":"level","type":"text"}]}"""),
            (DefinitionKind.Form, """
                {"key":"quote","app":"app","titleField":"name","fields":[{"key":"name","type":"text"},{"key":"customer","type":"reference","settings":{"form":"customer"}},
                 {"key":"total","type":"number"},{"key":"level","type":"text"}]}
                """),
            (DefinitionKind.Form, """
                {"key":"contract","app":"app","titleField":"name","fields":[
                 {"key":"name","type":"text"},
                 {"key":"customer","type":"reference","settings":{"form":"customer"}},
                 {"key":"most","type":"number"},
                 {"key":"quote","type":"reference","settings":{"form":"quote","filter":"ISEMPTY($form.customer) || customer == $form.customer"}},
                 {"key":"second","type":"reference","settings":{"form":"quote","unfit":"clear","filter":"customer == $form.customer"}},
                 {"key":"graded","type":"reference","settings":{"form":"quote","filter":"level == $form.customer.level && (ISEMPTY($form.most) || total <= $form.most)"}},
                 {"key":"lines","type":"subform","settings":{"fields":[
                   {"key":"buyer","type":"reference","settings":{"form":"customer"}},
                   {"key":"quote","type":"reference","settings":{"form":"quote","filter":"customer == $row.buyer && (ISEMPTY($form.most) || total <= $form.most)"}}]}}]}
                """),
            (DefinitionKind.Group, """{"key":"reps","app":"app","form":"contract","members":{"roles":["rep"]},"actions":["view","create","edit"]}"""),
            (DefinitionKind.Group, """{"key":"repsc","app":"app","form":"customer","members":{"roles":["rep"]},"actions":["view"]}"""),
            (DefinitionKind.Group, """{"key":"repsq","app":"app","form":"quote","members":{"roles":["rep"]},"actions":["view"],"rows":"total < 500"}"""));
        _acme = _world.New(_world.Admin, "customer", """{"name":"Acme","level":"A"}""");
        _bolt = _world.New(_world.Admin, "customer", """{"name":"Bolt","level":"B"}""");
        _acmeQuote = _world.New(_world.Admin, "quote", $$"""{"name":"QA","customer":{{_acme}},"total":100,"level":"A"}""");
        _boltQuote = _world.New(_world.Admin, "quote", $$"""{"name":"QB","customer":{{_bolt}},"total":200,"level":"B"}""");
        _bigBoltQuote = _world.New(_world.Admin, "quote", $$"""{"name":"QBB","customer":{{_bolt}},"total":900,"level":"B"}""");
    }

    public void Dispose() => _world.Dispose();

    [Fact]
    public void The_picker_offers_what_fits_the_record_at_hand_and_the_person_may_see()
    {
        Assert.Equal([_boltQuote, _bigBoltQuote], Offered("quote", $$"""{"customer":{{_bolt}}}"""));
        Assert.Equal([_acmeQuote, _boltQuote, _bigBoltQuote], Offered("quote", "{}"));
        Assert.Equal([], Offered("second", "{}"));
        Assert.Equal([_boltQuote], Offered("graded", $$"""{"customer":{{_bolt}},"most":500}"""));
        Assert.Equal([_boltQuote], Offered("quote", $$"""{"customer":{{_bolt}}}""", rep: true));
    }

    [Fact]
    public void A_row_is_offered_what_fits_the_row_and_the_record_around_it()
    {
        var lines = Contract["lines"]!;
        var (record, row) = (Contract.NewValues(), new Value[lines.Rows.Count]);
        row[0] = Value.FromReference(_bolt);
        Assert.Equal([_boltQuote, _bigBoltQuote], Offered(new ReferenceOffer(lines.Rows[1], record, row)));
        record[Contract["most"]!.Position] = Value.FromNumber(300);
        Assert.Equal([_boltQuote], Offered(new ReferenceOffer(lines.Rows[1], record, row)));

        var wrong = _world.Save(_world.Admin, "contract", $$"""{"most":300,"lines":[{"buyer":{{_bolt}},"quote":{{_boltQuote}}},{"buyer":{{_bolt}},"quote":{{_bigBoltQuote}}}]}""");
        Assert.Equal(["lines[1].quote records.reference.unfit"], wrong.Told());
        var id = _world.New(_world.Admin, "contract", $$"""{"lines":[{"buyer":{{_bolt}},"quote":{{_bigBoltQuote}}}]}""");
        Assert.Equal(["lines[0].quote records.reference.unfit"], _world.Save(_world.Admin, "contract", """{"most":300}""", id).Told());
    }

    [Fact]
    public void Without_a_record_at_hand_a_condition_that_reads_it_limits_nothing() =>
        Assert.Equal([_acmeQuote, _boltQuote, _bigBoltQuote], Offered(new ReferenceOffer(Contract["second"]!)));

    [Fact]
    public void Saving_refuses_what_does_not_fit_and_says_with_what()
    {
        var refused = _world.Save(_world.Rep, "contract", $$"""{"customer":{{_acme}},"quote":{{_boltQuote}}}""");

        Assert.Equal(["quote records.reference.unfit"], refused.Told());
        Assert.Equal("customer", ((Label)refused.Refusal!.Errors[0].Values!["with"]!).In("en"));
        Assert.True(_world.Save(_world.Rep, "contract", $$"""{"customer":{{_acme}},"quote":{{_acmeQuote}}}""").Ok);
        Assert.True(_world.Save(_world.Rep, "contract", $$"""{"quote":{{_boltQuote}}}""").Ok);
    }

    [Fact]
    public void A_choice_that_no_longer_fits_is_refused_or_cleared_as_the_field_says()
    {
        var id = _world.New(_world.Admin, "contract", $$"""{"name":"C","customer":{{_acme}},"quote":{{_acmeQuote}},"second":{{_acmeQuote}}}""");

        Assert.Equal(["quote records.reference.unfit"], _world.Save(_world.Admin, "contract", $$"""{"customer":{{_bolt}}}""", id).Told());
        Assert.Equal(["second records.reference.unfit"], _world.Save(_world.Admin, "contract", $$"""{"customer":{{_bolt}},"quote":null,"second":{{_acmeQuote}}}""", id).Told());
        Assert.True(_world.Save(_world.Admin, "contract", $$"""{"customer":{{_bolt}},"quote":{{_boltQuote}}}""", id).Ok);
        Assert.Equal(Value.Null, _world.Get("contract", id, "second"));
        Assert.True(_world.Save(_world.Admin, "contract", """{"name":"Other"}""", id).Ok);
    }

    [Fact]
    public void A_new_record_of_the_target_begins_with_what_fits()
    {
        var record = Contract.NewValues();
        record[Contract["customer"]!.Position] = Value.FromReference(_bolt);
        var context = _world.Read(unit => RecordContext.For(_world.Workspace, _world.Admin, new UnitRelated(unit, _world.Workspace.Catalog, _world.Workspace.People)));

        Assert.Equal([new("customer", Value.FromReference(_bolt))], new ReferenceOffer(Contract["quote"]!, record).Presets(context));
        Assert.Empty(new ReferenceOffer(Contract["quote"]!, Contract.NewValues()).Presets(context));
    }

    [Fact]
    public void A_condition_that_names_what_the_form_has_not_is_refused_at_publishing()
    {
        Assert.Equal(["contract.fields[0].settings.filter expressions.variable.unknown"], [.. _world.TryPublish((DefinitionKind.Form,
            """{"key":"contract","app":"app","fields":[{"key":"quote","type":"reference","settings":{"form":"quote","filter":"customer == $form.buyer"}}]}""")).Told().Select(told => told[(told.IndexOf("contract", StringComparison.Ordinal) is >= 0 and var at ? at : 0)..])]);
    }

    [Theory]
    [InlineData("quote"), InlineData("second"), InlineData("graded")]
    public void The_database_and_the_check_on_saving_agree(string key)
    {
        var reference = Contract[key]!;
        var quotes = new[] { _acmeQuote, _boltQuote, _bigBoltQuote, _world.New(_world.Admin, "quote", """{"name":"Q0"}""") };
        foreach (var customer in new[] { Value.Null, Value.FromReference(_acme), Value.FromReference(_bolt) })
        {
            foreach (var most in new[] { Value.Null, Value.FromNumber(150), Value.FromNumber(2000) })
            {
                var record = Contract.NewValues();
                record[Contract["customer"]!.Position] = customer;
                record[Contract["most"]!.Position] = most;
                var settings = reference.SettingsAs<ReferenceSettings>();
                var checkedOnes = _world.Read(unit => quotes.Where(id => settings.OfferedWhen!.Test(new ReferenceOffer(reference, record).Around(
                    RecordContext.For(_world.Workspace, _world.Admin, new UnitRelated(unit, _world.Workspace.Catalog, _world.Workspace.People)).With(unit.Records.Get(_world.Workspace.Catalog.Form("quote"), id)!)))).ToList());

                Assert.Equal(checkedOnes, Offered(new ReferenceOffer(reference, record)));
            }
        }
    }

    private Form Contract => _world.Workspace.Catalog.Form("contract");

    private List<long> Offered(string field, string json, bool rep = false)
    {
        var record = Contract.NewValues();
        foreach (var (position, value) in _world.Edits("contract", json).Fields)
            record[position] = value;
        return Offered(new ReferenceOffer(Contract[field]!, record), rep);
    }

    private List<long> Offered(ReferenceOffer offer, bool rep = false) =>
        [.. _world.Reader.List(rep ? _world.Rep : _world.Admin, new ListRequest { Form = "quote", Offer = offer }).Value.Rows.Select(RecordContext.IdOf).Order()];
}
