using LowCode.Catalog;
using LowCode.Records;

namespace LowCode.Forms;

/// <summary>Tabs, dividers and stages of a form: what the compiler takes and what it refuses.</summary>
public sealed class LayoutTests : IDisposable
{
    private readonly RecordWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void A_layout_with_tabs_and_dividers_is_written_back_as_it_was_read()
    {
        const string json = """
            {"key":"deal","app":"app","stageField":"stage","fields":[{"key":"name","type":"text"},{"key":"stage","type":"choice","settings":{"choices":[{"value":"a","label":"A"}]}}],
             "layout":{"tabs":[{"key":"main","label":"Main"},{"key":"more","label":"More"}],
              "sections":[{"key":"top","items":[{"field":"name","span":12,"divider":true}]},{"key":"rest","label":"Rest","description":"Why","tab":"more","items":[{"field":"stage","span":6,"divider":true,"caption":"Where it stands"}]}]}}
            """;
        _world.Publish((DefinitionKind.Form, json));

        var form = _world.Workspace.Catalog.Form("deal");
        var again = DefinitionJson.Read<FormDefinition>(DefinitionJson.Write(form.Definition), "", [])!;

        Assert.Equal("stage", form.StageField!.Key);
        Assert.Equal(["main", "more"], again.Layout.Tabs.Select(tab => tab.Key));
        Assert.Equal("more", again.Layout.Sections[1].Tab);
        Assert.True(again.Layout.Sections[0].Items[0] is { Divider: true, Caption: null });
        Assert.Equal("Where it stands", again.Layout.Sections[1].Items[0].Caption!.In("en"));
    }

    [Fact]
    public void A_form_without_tabs_is_written_without_them() =>
        Assert.DoesNotContain("tabs", DefinitionJson.Write(new FormDefinition { Key = "a", App = "b", Layout = new() { Sections = [new() { Key = "main" }] } }), StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"sections":[{"key":"main","tab":"ghost"}]}""", null, "layout.sections[0].tab")]
    [InlineData("""{"tabs":[{"key":"one","label":"1"},{"key":"one","label":"2"}],"sections":[{"key":"main"}]}""", null, "layout.tabs[1].key")]
    [InlineData("""{"tabs":[{"key":"No Key","label":"1"}],"sections":[{"key":"main"}]}""", null, "layout.tabs[0].key")]
    [InlineData("""{"sections":[{"key":"main"}]}""", "name", "stageField")]
    [InlineData("""{"sections":[{"key":"main"}]}""", "ghost", "stageField")]
    public void A_layout_that_names_what_is_not_there_is_refused(string layout, string? stage, string path)
    {
        var json = $$"""{"key":"deal","app":"app",{{(stage is null ? "" : $"\"stageField\":\"{stage}\",")}}"fields":[{"key":"name","type":"text"}],"layout":{{layout}}}""";

        var refused = _world.TryPublish((DefinitionKind.App, """{"key":"app","label":"App"}"""), (DefinitionKind.Form, json)).Refusal;

        Assert.Contains(refused!.Errors, error => error.Path!.EndsWith(path, StringComparison.Ordinal));
    }
}
