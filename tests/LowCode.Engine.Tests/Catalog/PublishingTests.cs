using LowCode.Forms;
using LowCode.Records;

namespace LowCode.Catalog;

/// <summary>From drafts to what is published: all errors at once, plans in plain words, nothing half done.</summary>
public sealed class PublishingTests : IDisposable
{
    private readonly RecordWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void Everything_wrong_is_told_with_its_path()
    {
        var outcome = _world.TryPublish(
            (DefinitionKind.App, """{"key":"app","menu":[{"label":"","items":[{"form":"nowhere"}]}]}"""),
            (DefinitionKind.Form, """
                {"key":"lead","app":"missing","titleField":"nothing","fields":[
                  {"key":"Bad Key","type":"text"},
                  {"key":"owner","type":"text"},
                  {"key":"a","type":"formula","computed":"b + 1"},
                  {"key":"b","type":"formula","computed":"a * 2"},
                  {"key":"c","type":"formula","computed":"amont > 1"},
                  {"key":"a","type":"text"},
                  {"key":"amount","type":"number","settings":{"scale":12,"surprise":1}},
                  {"key":"kind","type":"choice","settings":{"list":"nolist"}},
                  {"key":"who","type":"reference","settings":{"form":"noform"}},
                  {"key":"rows","type":"subform","settings":{"fields":[{"key":"x","type":"number","visibleWhen":"y > 1"},{"key":"s","type":"subform"}]}},
                  {"key":"serial","type":"serial","settings":{"pattern":"{0000}","reset":"year"}}],
                 "layout":{"sections":[{"key":"main","items":[{"field":"ghost"}]}]},
                 "validations":[{"check":"amount","message":"m"}],
                 "uniques":[{"fields":["rows"]}],
                 "views":[{"key":"all","columns":["ghost"],"filter":"ghost == 1","roles":["norole"]}],
                 "related":[{"form":"lead","via":"who"}]}
                """),
            (DefinitionKind.Group, """{"key":"g","form":"lead","members":{"roles":["norole"]},"actions":["fly"],"rows":"ghost","fields":{"rows.nope":"hidden"}}"""));

        Assert.Equal(ErrorKind.Invalid, outcome.Refusal!.Kind);
        var told = outcome.Told();
        foreach (var expected in new[]
        {
            "apps.app.menu[0].items[0].form forms.unknown",
            "forms.lead.app apps.unknown",
            "forms.lead.titleField forms.field.unknown",
            "forms.lead.fields[0].key definitions.key",
            "forms.lead.fields[1].key forms.field.reserved",
            "forms.lead.fields[4].computed expressions.name.unknown",
            "forms.lead.fields[5].key definitions.duplicate",
            "forms.lead.fields[6].settings.surprise definitions.json",
            "forms.lead.fields[7].settings.list forms.list.unknown",
            "forms.lead.fields[8].settings.form forms.unknown",
            "forms.lead.fields[9].settings.fields[0].visibleWhen expressions.name.unknown",
            "forms.lead.fields[10].settings.reset forms.settings.invalid",
            "forms.lead.layout.sections[0].items[0].field forms.field.unknown",
            "forms.lead.uniques[0].fields[0] forms.field.unknown",
            "forms.lead.views[0].columns[0] forms.field.unknown",
            "forms.lead.views[0].filter expressions.name.unknown",
            "forms.lead.views[0].roles[0] roles.unknown",
            "forms.lead.related[0].via forms.field.unknown",
            "groups.g.members.roles[0] roles.unknown",
            "groups.g.actions[0] forms.settings.invalid",
            "groups.g.rows expressions.name.unknown",
            "groups.g.fields.rows.nope forms.field.unknown",
        })
        {
            Assert.Contains(expected, told);
        }

        var cycle = Assert.Single(outcome.Refusal.Errors, error => error.Code == "forms.computed.cycle");
        Assert.Equal("a → b → a", cycle.Values!["way"]!.ToString());
        Assert.Empty(_world.Workspace.Catalog.Forms);
        Assert.Empty(_world.Read(unit => unit.Metadata.All()));
    }

    [Fact]
    public void A_plan_tells_what_is_added_retyped_and_kept_aside_and_changes_nothing()
    {
        _world.Publish((DefinitionKind.Form, """{"key":"lead","app":"app","fields":[{"key":"name","type":"text"},{"key":"size","type":"text"},{"key":"old","type":"text"}]}"""));
        foreach (var size in new[] { "12", "many", "" })
            _world.New(_world.Admin, "lead", $$"""{"name":"x","size":"{{size}}","old":"y"}""");
        const string next = """{"key":"lead","app":"app","fields":[{"key":"name","type":"text"},{"key":"size","type":"number"},{"key":"fresh","type":"date"}]}""";

        var plan = _world.Publisher.Plan([new(DefinitionKind.Form, "lead", next)]).Value;

        Assert.Equal(["plan.field.added fresh", "plan.field.removed old", "plan.field.retyped size"],
            plan.Steps.Select(step => $"{step.Code} {step.Values["field"]}").Order(StringComparer.Ordinal));
        var retyped = plan.Steps.Single(step => step.Code == "plan.field.retyped");
        Assert.Equal((2, 1), (retyped.Values["records"], retyped.Values["failing"]));
        Assert.Equal(3L, plan.Steps.Single(step => step.Code == "plan.field.removed").Values["records"]);
        Assert.True(plan.NeedsCare);
        Assert.NotNull(_world.Workspace.Catalog.Form("lead")["old"]);

        _ = _world.TryPublish((DefinitionKind.Form, next)).Value;
        Assert.Equal("12", _world.Get("lead", 1, "size").ToString());
        Assert.True(_world.Get("lead", 2, "size").IsNull);
    }

    [Fact]
    public void What_holds_nothing_is_removed_without_a_warning()
    {
        _world.Publish((DefinitionKind.Form, """{"key":"lead","app":"app","fields":[{"key":"name","type":"text"},{"key":"old","type":"text"}]}"""));
        _world.New(_world.Admin, "lead", """{"name":"x"}""");

        var plan = _world.Publisher.Plan([new(DefinitionKind.Form, "lead", """{"key":"lead","app":"app","fields":[{"key":"name","type":"text"}]}""")]).Value;

        Assert.Equal(("plan.field.removed", PlanSeverity.Safe, 0L), (plan.Steps.Single().Code, plan.Steps.Single().Severity, plan.Steps.Single().Values["records"]));
        Assert.False(plan.NeedsCare);
    }

    [Fact]
    public void A_field_that_comes_back_brings_its_values_back()
    {
        const string with = """{"key":"lead","app":"app","fields":[{"key":"name","type":"text"},{"key":"old","type":"text"}]}""";
        _world.Publish((DefinitionKind.Form, with));
        var id = _world.New(_world.Admin, "lead", """{"name":"x","old":"kept"}""");

        _world.Publish((DefinitionKind.Form, """{"key":"lead","app":"app","fields":[{"key":"name","type":"text"}]}"""));
        _world.Publish((DefinitionKind.Form, with));

        Assert.Equal("kept", _world.Get("lead", id, "old").AsText);
    }

    [Fact]
    public async Task Two_designers_do_not_overwrite_each_other()
    {
        var rev = (await _world.Editor.SaveDraftAsync(_world.Admin, DefinitionKind.App, "app", """{"key":"app"}""", 0)).Value;
        _ = (await _world.Editor.SaveDraftAsync(_world.Admin, DefinitionKind.App, "app", """{"key":"app","label":"B"}""", rev)).Value;

        var late = await _world.Editor.SaveDraftAsync(_world.Admin, DefinitionKind.App, "app", """{"key":"app","label":"C"}""", rev);

        Assert.Equal(ErrorKind.Conflict, late.Refusal!.Kind);
        Assert.Contains("B", _world.Editor.Load(_world.Admin, DefinitionKind.App, "app").Value.Draft);
        Assert.Equal(ErrorKind.Conflict, (await _world.Editor.PublishAsync(_world.Admin, DefinitionKind.App, "app", rev)).Refusal!.Kind);
    }

    [Fact]
    public async Task Versions_are_kept_and_an_earlier_one_can_be_made_the_draft()
    {
        long rev = 0;
        foreach (var label in new[] { "One", "Two" })
        {
            rev = (await _world.Editor.SaveDraftAsync(_world.Admin, DefinitionKind.App, "app", $$"""{"key":"app","label":"{{label}}"}""", rev)).Value;
            _ = (await _world.Editor.PublishAsync(_world.Admin, DefinitionKind.App, "app", rev, label)).Value;
            rev = _world.Editor.Load(_world.Admin, DefinitionKind.App, "app").Value.DraftRev;
        }

        _ = (await _world.Editor.RestoreAsync(_world.Admin, DefinitionKind.App, "app", 1)).Value;

        Assert.Equal(["Two", "One"], _world.Editor.Versions(_world.Admin, DefinitionKind.App, "app").Value.Select(version => version.Note));
        Assert.Contains("One", _world.Editor.Load(_world.Admin, DefinitionKind.App, "app").Value.Draft);
        Assert.Equal("Two", _world.Workspace.Catalog.Apps["app"].Label.In("en"));
    }

    [Fact]
    public async Task What_others_need_can_not_be_deleted()
    {
        _world.Publish((DefinitionKind.Form, """{"key":"a","app":"app","fields":[{"key":"n","type":"text"}]}"""),
            (DefinitionKind.Form, """{"key":"b","app":"app","fields":[{"key":"r","type":"reference","settings":{"form":"a"}}]}"""));

        var outcome = await _world.Editor.DeleteAsync(_world.Admin, DefinitionKind.Form, "a");

        Assert.Equal(["forms.b.fields[0].settings.form forms.unknown"], outcome.Told());
        Assert.True((await _world.Editor.DeleteAsync(_world.Admin, DefinitionKind.Form, "b")).Ok);
        Assert.True((await _world.Editor.DeleteAsync(_world.Admin, DefinitionKind.Form, "a")).Ok);
    }

    [Fact]
    public async Task Only_administrators_design()
    {
        Assert.Equal(ErrorKind.Forbidden, (await _world.Publisher.PublishAsync(_world.Rep, [new(DefinitionKind.App, "app", """{"key":"app"}""")])).Refusal!.Kind);
        Assert.Equal(ErrorKind.Forbidden, _world.Editor.List(_world.Rep, DefinitionKind.Form).Refusal!.Kind);
    }

    [Fact]
    public void A_restarted_product_compiles_the_same_catalog()
    {
        _world.Publish((DefinitionKind.Form, """{"key":"lead","app":"app","fields":[{"key":"n","type":"number","settings":{"scale":2}},{"key":"f","type":"formula","computed":"n * 2"}]}"""));
        var before = _world.Workspace.Catalog;

        var errors = new WorkspaceLoader(_world.Workspace, []).Load();

        Assert.Empty(errors);
        Assert.NotSame(before, _world.Workspace.Catalog);
        Assert.Equal(before.Form("lead").Fields.Select(field => field.Column), _world.Workspace.Catalog.Form("lead").Fields.Select(field => field.Column));
        Assert.Equal("4", _world.Get("lead", _world.New(_world.Admin, "lead", """{"n":2}"""), "f").ToString());
    }

    [Fact]
    public void The_same_definition_is_always_the_same_text()
    {
        const string one = """{"key":"lead","app":"app","fields":[{"key":"n","type":"number","settings":{"scale":2,"max":3}}]}""";
        const string other = """{ "fields": [ { "type":"number", "settings": {"max":3, "scale":2}, "key":"n" } ], "app":"app", "key":"lead" }""";

        Assert.Equal(Written(one), Written(other));
        Assert.Equal(Written(one), Written(Written(one)));

        static string Written(string json) => DefinitionJson.WriteIndented(DefinitionJson.Read<FormDefinition>(json, "", [])!);
    }
}
