using LowCode.Catalog;
using LowCode.Expressions;
using LowCode.Forms;

namespace LowCode.Records;

public sealed class FormulaTrialTests : IDisposable
{
    private const string Published = """{"key":"order","app":"app","label":"Order","fields":[{"key":"title","type":"text"},{"key":"price","type":"number","settings":{"scale":2}},{"key":"items","type":"subform","settings":{"fields":[{"key":"qty","type":"number"}]}}]}""";
    private const string Draft = """{"key":"order","app":"app","label":"Order","fields":[{"key":"fresh","type":"number"},{"key":"price","type":"number","settings":{"scale":2}},{"key":"items","type":"subform","settings":{"fields":[{"key":"note","type":"text"},{"key":"qty","type":"number"}]}},{"key":"title","type":"number"}]}""";

    private readonly RecordWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData("price * 2 + fresh", null, "25")]
    [InlineData("SUM(items.qty)", null, "7")]
    [InlineData("qty * price", "items", "37.5")]
    [InlineData("ISEMPTY(title)", null, "true")]
    public async Task A_draft_reads_the_values_that_a_record_has_by_key_and_storage(string formula, string? rows, string result)
    {
        var (id, draft) = await OrderAsync();
        var compiled = ExpressionCompiler.Compile(formula, draft, null, rows is null ? null : new CompileOptions(rows)).Expression!;

        Assert.Equal(result, new FormulaTrial(_world.Workspace, _world.Reader).Evaluate(_world.Admin, draft, compiled, id, rows).Value.ToString());
    }

    [Fact]
    public async Task Only_designers_try_formulas()
    {
        var (id, draft) = await OrderAsync();
        var compiled = ExpressionCompiler.Compile("price", draft).Expression!;

        Assert.Equal(ErrorKind.Forbidden, new FormulaTrial(_world.Workspace, _world.Reader).Evaluate(_world.Rep, draft, compiled, id).Refusal!.Kind);
    }

    private async Task<(long Id, Form Draft)> OrderAsync()
    {
        _world.Publish((DefinitionKind.Form, Published));
        var form = _world.Workspace.Catalog.Form("order");
        var edits = new RecordEdits();
        edits.Fields[form["title"]!.Position] = Value.FromText("A");
        edits.Fields[form["price"]!.Position] = Value.FromNumber(12.5m);
        var items = form["items"]!;
        edits.Rows[items.Position] = [.. new[] { 3m, 4m }.Select(qty => new RowEdit(0, new Dictionary<int, Value> { [items.Rows[0].Position] = Value.FromNumber(qty) }))];
        var saved = await _world.Saver.SaveAsync(_world.Admin, new SaveRequest { Form = "order", Edits = edits });
        var draft = DraftCompiler.Compile(_world.Workspace.Catalog, DefinitionJson.Read<FormDefinition>(Draft, "", [])!);
        return (saved.Value.Id, draft.Form);
    }
}
