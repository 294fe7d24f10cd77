using LowCode.Catalog;
using LowCode.Expressions;
using LowCode.Forms;

namespace LowCode.Records;

/// <summary>Many records at once: each through the saving path, every error told, the whole of it undone.</summary>
public sealed class BatchTests : IDisposable
{
    private const string Deal = """
        {"key":"deal","app":"app","titleField":"name","fields":[
          {"key":"name","type":"text","required":true},
          {"key":"stage","type":"choice","default":"\"open\"","settings":{"choices":[{"value":"open","label":"Open"},{"value":"won","label":"Won"}]}},
          {"key":"amount","type":"number","settings":{"scale":2}},
          {"key":"double","type":"formula","computed":"amount * 2"},
          {"key":"keeper","type":"member"}],
         "validations":[{"check":"!(stage == \"won\" && ISEMPTY(amount))","message":"A won deal has an amount","field":"amount"}]}
        """;

    private const string Reps = """
        {"key":"reps","form":"deal","members":{"roles":["rep"]},"actions":["view","edit","create"]}
        """;

    private readonly RecordWorld _world = new();
    private readonly RecordBatch _batch;
    private readonly RecordUndo _undo;

    public BatchTests()
    {
        _world.Publish((DefinitionKind.Form, Deal), (DefinitionKind.Group, Reps));
        _batch = new RecordBatch(_world.Workspace, _world.Saver, _world.Trash);
        _undo = new RecordUndo(_world.Workspace, _world.Saver, _world.Trash);
    }

    private Form Form => _world.Workspace.Catalog.Form("deal");

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task A_batch_together_tells_the_errors_of_every_operation_and_keeps_none()
    {
        var (good, bad, worse) = (await Deals("A", 5), await Deals("B", null), await Deals("C", null));
        var won = Edits(("stage", Value.FromText("won")));

        var outcome = await _batch.RunAsync(_world.Admin, "deal", [Update(good, won), Update(bad, won), Update(worse, Edits(("name", Value.Null)))], together: true);

        Assert.Equal(["operations[1].amount", "operations[2].name"], outcome.Refusal!.Errors.Select(error => error.Path));
        Assert.Equal("open", Get(good)["stage"]);
    }

    [Fact]
    public async Task Whoever_may_not_change_many_may_still_undo_a_single_change()
    {
        var (id, other) = (await Deals("A", 1), await Deals("B", 1));
        var saved = (await _world.Saver.SaveAsync(_world.Rep, new SaveRequest { Form = "deal", Id = id, Edits = Edits(("amount", Value.FromNumber(7))) })).Value;
        var done = new BatchDone(id, saved.Version - 1, saved.Version);

        Assert.Equal([" records.batchEdit.forbidden"], (await _undo.RunAsync(_world.Rep, "deal", [done, new BatchDone(other, 0, 1)])).Told());
        Assert.NotNull(Assert.Single((await _undo.RunAsync(_world.Rep, "deal", [done])).Value).Saved);
        Assert.Equal("1", Get(id)["amount"]);
    }

    private static BatchOperation Update(long id, RecordEdits edits) => new(BatchKind.Update, id, null, edits);

    private RecordEdits Edits(params (string Key, Value Value)[] values) => values.Aggregate(new RecordEdits(), (edits, pair) => edits.Set(Form, pair.Key, pair.Value));

    private async Task<long> Deals(string name, decimal? amount) =>
        (await _world.Saver.SaveAsync(_world.Admin, new SaveRequest { Form = "deal", Edits = Edits(("name", Value.FromText(name)), ("amount", amount is { } some ? Value.FromNumber(some) : Value.Null)) })).Value.Id;

    private Dictionary<string, string> Get(long id)
    {
        var view = _world.Reader.Get(_world.Admin, "deal", id).Value;
        return Form.Designed.ToDictionary(field => field.Key, field => field.Type.Key == "choice" ? view.Values[field.Position].AsText : field.Show(view.Values[field.Position], view.Names).Replace(".00", "", StringComparison.Ordinal));
    }
}
