using LowCode.Catalog;

namespace LowCode.Records;

/// <summary>A form is published anew between typing and saving: what was typed goes where it belongs, or is refused, never elsewhere.</summary>
public sealed class PublishedMeanwhileTests : IDisposable
{
    private const string Before = """
        {"key":"deal","app":"app","fields":[{"key":"name","type":"text"},{"key":"amount","type":"number"},
          {"key":"lines","type":"subform","settings":{"fields":[{"key":"what","type":"text"},{"key":"where","type":"text"}]}}]}
        """;

    private const string After = """
        {"key":"deal","app":"app","fields":[{"key":"code","type":"text","default":"\"new\""},
          {"key":"lines","type":"subform","settings":{"fields":[{"key":"where","type":"text"},{"key":"what","type":"text"}]}},{"key":"name","type":"text"}]}
        """;

    private readonly RecordWorld _world = new();

    public PublishedMeanwhileTests() => _world.Publish((DefinitionKind.Form, Before));

    public void Dispose() => _world.Dispose();

    [Fact]
    public void What_was_typed_goes_into_the_fields_that_were_meant()
    {
        var typed = _world.Edits("deal", """{"name":"Bridge","lines":[{"what":"Steel","where":"Here"}]}""");
        _world.Publish((DefinitionKind.Form, After));

        var id = Save(typed).Value.Id;

        Assert.Equal(("Bridge", "new"), (_world.Get("deal", id, "name").AsText, _world.Get("deal", id, "code").AsText));
        var columns = _world.Workspace.Catalog.Form("deal")["lines"]!.Rows;
        var row = _world.Get("deal", id, "lines").AsRows.Single();
        Assert.Equal(["Here", "Steel"], columns.Select(column => row.Values[column.Position].AsText));
    }

    [Fact]
    public void What_was_typed_into_a_field_that_is_gone_is_refused_by_its_name()
    {
        var typed = _world.Edits("deal", """{"name":"Bridge","amount":5}""");
        _world.Publish((DefinitionKind.Form, After));

        var error = Assert.Single(Save(typed).Refusal!.Errors);

        Assert.Equal(("records.field.unknown", "amount"), (error.Code, error.Path));
    }

    [Fact]
    public async Task A_save_right_behind_a_publish_goes_by_the_new_definition()
    {
        var typed = _world.Edits("deal", """{"name":"Bridge"}""");
        using var go = new ManualResetEventSlim();
        var first = _world.Workspace.Database.WriteAsync(_ => { go.Wait(); return 0; });
        var publish = _world.Publisher.PublishAsync(_world.Admin, [new DefinitionChange(DefinitionKind.Form, "deal", After)]);
        var save = _world.Saver.SaveAsync(_world.Admin, new SaveRequest { Form = "deal", Edits = typed });
        go.Set();
        await Task.WhenAll(first, publish);

        var id = (await save).Value.Id;

        Assert.Equal("new", _world.Get("deal", id, "code").AsText);
    }

    [Fact]
    public void An_open_form_asks_to_be_loaded_again_only_when_its_own_fields_have_moved()
    {
        var typed = _world.Edits("deal", """{"name":"Bridge"}""");
        _world.Publish((DefinitionKind.Form, """{"key":"other","app":"app","fields":[{"key":"name","type":"text"}]}"""));
        Assert.True(_world.Evaluator.Evaluate(_world.Admin, "deal", null, typed).Ok);

        _world.Publish((DefinitionKind.Form, After));

        Assert.Equal("records.form.moved", _world.Evaluator.Evaluate(_world.Admin, "deal", null, typed).Refusal!.Errors[0].Code);
    }

    private Outcome<SavedRecord> Save(RecordEdits edits) => _world.Saver.SaveAsync(_world.Admin, new SaveRequest { Form = "deal", Edits = edits }).Result;
}
