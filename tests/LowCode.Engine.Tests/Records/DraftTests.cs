using LowCode.Catalog;

namespace LowCode.Records;

/// <summary>Unfinished entries: whose they are, what they hold, when they go.</summary>
public sealed class DraftTests : IDisposable
{
    private const string Deal = """
        {"key":"deal","app":"app","titleField":"name","fields":[
          {"key":"name","type":"text","required":true},{"key":"amount","type":"number"},{"key":"secret","type":"text"},
          {"key":"items","type":"subform","settings":{"fields":[{"key":"product","type":"text"},{"key":"price","type":"number","settings":{"scale":2}}]}}]}
        """;

    private const string Reps = """
        {"key":"reps","app":"app","form":"deal","members":{"roles":["rep"]},"actions":["view","create","edit"],"otherFields":"editable","fields":{"secret":"hidden"}}
        """;

    private readonly RecordWorld _world = new();
    private readonly RecordDrafts _drafts;

    public DraftTests()
    {
        _world.Publish((DefinitionKind.Form, Deal));
        _drafts = new RecordDrafts(_world.Workspace);
    }

    public void Dispose() => _world.Dispose();

    [Fact]
    public void A_draft_gives_back_what_was_typed_and_only_to_its_owner()
    {
        var kept = Keep(_world.Admin, """{"name":"Acme","amount":12,"items":[{"product":"Pen","price":1.5}]}""");

        var edits = _drafts.Edits(_world.Admin, Assert.Single(_drafts.List(_world.Admin).Value));

        Assert.Equal("Acme", edits.Fields[Position("name")].AsText);
        Assert.Equal(12m, edits.Fields[Position("amount")].AsNumber);
        Assert.Equal(1.5m, edits.Rows[Position("items")][0].Values[1].AsNumber);
        Assert.Equal("Acme", _drafts.TitleOf(_world.Admin, kept));
        Assert.Empty(_drafts.List(_world.Rep).Value);
    }

    [Fact]
    public void A_draft_of_a_record_is_one_and_new_records_may_have_several()
    {
        var id = _world.New(_world.Admin, "deal", """{"name":"Acme"}""");

        Keep(_world.Admin, """{"name":"A"}""", record: id);
        Keep(_world.Admin, """{"name":"B"}""", record: id);
        Keep(_world.Admin, """{"name":"C"}""");
        Keep(_world.Admin, """{"name":"D"}""");

        Assert.Equal(["D", "C", "B"], _drafts.List(_world.Admin).Value.Select(draft => _drafts.TitleOf(_world.Admin, draft)));
    }

    [Fact]
    public async Task Nobody_writes_or_throws_away_another_persons_draft()
    {
        var mine = Keep(_world.Admin, """{"name":"Mine"}""");
        _world.Publish((DefinitionKind.Form, Deal), (DefinitionKind.Group, Reps));

        var theirs = Keep(_world.Rep, """{"name":"Theirs"}""", id: mine.Id);
        await _drafts.DeleteAsync(_world.Rep, mine.Id);

        Assert.NotEqual(mine.Id, theirs.Id);
        Assert.Equal("Mine", _drafts.TitleOf(_world.Admin, Assert.Single(_drafts.List(_world.Admin).Value)));
    }

    [Fact]
    public void Fields_that_the_person_may_not_see_are_neither_kept_nor_given_back()
    {
        _world.Publish((DefinitionKind.Form, Deal), (DefinitionKind.Group, Reps));

        var kept = Keep(_world.Rep, """{"name":"Acme","secret":"x"}""");
        var smuggled = kept with { Json = """{"name":"Acme","secret":"x"}""" };

        Assert.DoesNotContain("secret", kept.Json, StringComparison.Ordinal);
        Assert.Equal([Position("name")], _drafts.Edits(_world.Rep, smuggled).Fields.Keys);
    }

    [Fact]
    public async Task A_task_has_a_draft_of_its_own_with_the_rights_of_the_task()
    {
        _world.Publish((DefinitionKind.Form, Deal), (DefinitionKind.Group, Reps));
        var id = _world.New(_world.Admin, "deal", """{"name":"Acme"}""");
        var rights = new TaskRights(field => field == "amount" ? TaskFieldRight.Hidden : TaskFieldRight.Editable, _ => true);
        Keep(_world.Rep, """{"name":"Outside"}""", record: id);

        var blank = new RecordDraft(0, 0, "deal", id, null, default, "") { TaskId = 7, Note = "not yet" };
        var kept = (await _drafts.SaveAsync(_world.Rep, blank, _world.Edits("deal", """{"secret":"opened","amount":5}"""), rights)).Value;
        var again = (await _drafts.SaveAsync(_world.Rep, blank with { Note = "now" }, _world.Edits("deal", """{"secret":"opened"}"""), rights)).Value;

        Assert.Equal(kept.Id, again.Id);
        Assert.Equal("now", _drafts.Get(_world.Rep, kept.Id).Value.Note);
        Assert.Equal([Position("secret")], _drafts.Edits(_world.Rep, again, rights).Fields.Keys);
        Assert.Empty(_drafts.Edits(_world.Rep, again).Fields);
        Assert.Equal(2, _drafts.List(_world.Rep).Value.Count);
    }

    [Fact]
    public async Task A_draft_that_was_thrown_away_comes_back_as_it_was()
    {
        var kept = Keep(_world.Admin, """{"name":"Acme","amount":3}""");
        await _drafts.DeleteAsync(_world.Admin, kept.Id);

        var back = (await _drafts.BringBackAsync(_world.Admin, kept)).Value;

        Assert.Equal(kept.Json, _drafts.Get(_world.Admin, back.Id).Value.Json);
    }

    [Fact]
    public void A_draft_survives_a_form_that_changed()
    {
        var kept = Keep(_world.Admin, """{"name":"Acme","amount":3,"items":[{"product":"Pen","price":1}]}""");
        _world.Publish((DefinitionKind.Form, """
            {"key":"deal","app":"app","titleField":"name","fields":[{"key":"name","type":"text"},{"key":"amount","type":"date"},{"key":"items","type":"subform","settings":{"fields":[{"key":"product","type":"text"}]}}]}
            """));

        var edits = _drafts.Edits(_world.Admin, kept);

        Assert.Equal([Position("name")], edits.Fields.Keys);
        Assert.Equal("Pen", edits.Rows[Position("items")][0].Values[0].AsText);
        Assert.Empty(edits.Errors);
    }

    [Fact]
    public void Untouched_drafts_go_after_their_days_and_the_oldest_make_room()
    {
        Keep(_world.Admin, """{"name":"Old"}""");
        _world.Clock.Now += TimeSpan.FromDays(RecordDrafts.KeptDays + 1);

        Assert.Empty(_drafts.List(_world.Admin).Value);
        foreach (var number in Enumerable.Range(0, RecordDrafts.MostPerPerson + 1))
            Keep(_world.Admin, $$"""{"name":"{{number}}"}""");

        var titles = _drafts.List(_world.Admin).Value.Select(draft => _drafts.TitleOf(_world.Admin, draft)).ToList();
        Assert.Equal(RecordDrafts.MostPerPerson, titles.Count);
        Assert.DoesNotContain("0", titles);
    }

    private int Position(string key) => _world.Workspace.Catalog.Form("deal")[key]!.Position;

    private RecordDraft Keep(People.Caller caller, string json, long record = 0, long id = 0) =>
        _drafts.SaveAsync(caller, new RecordDraft(id, 0, "deal", record, null, default, ""), _world.Edits("deal", json)).Result.Value;
}
