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
    private readonly BatchRunner _runner;

    public BatchTests()
    {
        _world.Publish((DefinitionKind.Form, Deal), (DefinitionKind.Group, Reps));
        _batch = new RecordBatch(_world.Workspace, _world.Saver, _world.Trash);
        _runner = new BatchRunner(_world.Workspace, _world.Reader, _batch, _world.Saver, _world.Trash);
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
    public async Task A_run_over_a_filter_changes_what_matches_and_reports_each_refusal()
    {
        for (var i = 0; i < 100; i++)
            await Deals($"D{i}", i % 10 == 0 ? null : i);
        var seen = new List<BatchProgress>();

        var report = (await _runner.RunAsync(_world.Admin, Won(new ListRequest { Form = "deal", Filter = "stage == \"open\"" }), new Tell(seen.Add))).Value;

        Assert.Equal((90, 10, 0), (report.Done.Count, report.RefusedCount, report.Unchanged));
        Assert.All(report.Refused, refused => Assert.Equal("amount", refused.Refusal.Errors[0].Path));
        Assert.Equal((100, 100, 10), (seen[^1].Done, seen[^1].Total, seen[^1].Refused));
        Assert.Equal(10, Count("stage == \"open\""));
    }

    [Fact]
    public async Task Undoing_a_run_gives_every_record_its_old_values_but_those_changed_since()
    {
        var (one, two) = (await Deals("A", 1), await Deals("B", 2));
        await Save(one, ("keeper", Value.FromUser(2)));
        var edits = Edits(("stage", Value.FromText("won")), ("amount", Value.FromNumber(9)), ("keeper", Value.Null));
        var done = (await _runner.RunAsync(_world.Admin, new BatchChange { Form = "deal", Ids = [one, two], Edits = edits })).Value.Done;
        await Save(two, ("name", Value.FromText("B2")));

        var undone = (await _runner.UndoAsync(_world.Admin, "deal", done)).Value;

        Assert.Equal(("open", "1", "2", "Rep"), (Get(one)["stage"], Get(one)["amount"], Get(one)["double"], Get(one)["keeper"]));
        Assert.Equal("won", Get(two)["stage"]);
        Assert.Equal([two], undone.Refused.Select(refused => refused.Id));
        Assert.Equal("records.stale", undone.Refused[0].Refusal.Errors[0].Code);
    }

    [Fact]
    public async Task Undoing_a_deletion_brings_the_records_back()
    {
        var id = await Deals("A", 1);
        var done = (await _runner.RunAsync(_world.Admin, new BatchChange { Form = "deal", Ids = [id] })).Value.Done;
        Assert.Equal(0, Count(null));

        await _runner.UndoAsync(_world.Admin, "deal", done);

        Assert.Equal(1, Count(null));
    }

    [Fact]
    public async Task A_record_that_has_the_values_already_is_neither_written_nor_undone()
    {
        var id = await Deals("A", 1);
        await Save(id, ("amount", Value.FromNumber(3)));

        var report = (await _runner.RunAsync(_world.Admin, new BatchChange { Form = "deal", Ids = [id], Edits = Edits(("amount", Value.FromNumber(3))) })).Value;

        Assert.Equal((0, 1), (report.Done.Count, report.Unchanged));
    }

    [Fact]
    public async Task A_stopped_run_keeps_what_was_done_and_says_so()
    {
        for (var i = 0; i < 100; i++)
            await Deals($"D{i}", 1);
        using var stop = new CancellationTokenSource();

        var report = (await _runner.RunAsync(_world.Admin, Won(new ListRequest { Form = "deal" }), new Tell(_ => stop.Cancel()), stop.Token)).Value;

        Assert.True(report.Cancelled);
        Assert.InRange(report.Done.Count, 1, 99);
        Assert.Equal(report.Done.Count, Count("stage == \"won\""));
    }

    [Fact]
    public async Task Whoever_may_not_change_many_is_refused_and_may_still_undo_a_single_change()
    {
        var id = await Deals("A", 1);
        var before = (await _runner.RunAsync(_world.Rep, Won(new ListRequest { Form = "deal" }))).Refusal;
        var saved = (await _world.Saver.SaveAsync(_world.Rep, new SaveRequest { Form = "deal", Id = id, Edits = Edits(("amount", Value.FromNumber(7))) })).Value;

        var undone = await _runner.UndoAsync(_world.Rep, "deal", [new BatchDone(id, saved.Version - 1, saved.Version)]);

        Assert.Equal("records.batchEdit.forbidden", before!.Errors[0].Code);
        Assert.Equal(("1", 1), (Get(id)["amount"], undone.Value.Done.Count));
    }

    private static BatchOperation Update(long id, RecordEdits edits) => new(BatchKind.Update, id, null, edits);

    private BatchChange Won(ListRequest matching) => new() { Form = "deal", Matching = matching, Edits = Edits(("stage", Value.FromText("won"))) };

    private RecordEdits Edits(params (string Key, Value Value)[] values) => values.Aggregate(new RecordEdits(), (edits, pair) => edits.Set(Form, pair.Key, pair.Value));

    private async Task<long> Deals(string name, decimal? amount) =>
        (await _world.Saver.SaveAsync(_world.Admin, new SaveRequest { Form = "deal", Edits = Edits(("name", Value.FromText(name)), ("amount", amount is { } some ? Value.FromNumber(some) : Value.Null)) })).Value.Id;

    private async Task Save(long id, params (string Key, Value Value)[] values) =>
        _ = (await _world.Saver.SaveAsync(_world.Admin, new SaveRequest { Form = "deal", Id = id, Edits = Edits(values) })).Value;

    private Dictionary<string, string> Get(long id)
    {
        var view = _world.Reader.Get(_world.Admin, "deal", id).Value;
        return Form.Designed.ToDictionary(field => field.Key, field => field.Type.Key == "choice" ? view.Values[field.Position].AsText : field.Show(view.Values[field.Position], view.Names).Replace(".00", "", StringComparison.Ordinal));
    }

    private long? Count(string? filter) => _world.Reader.List(_world.Admin, new ListRequest { Form = "deal", Filter = filter, CountLimit = 1000 }).Value.Total;

    private sealed class Tell(Action<BatchProgress> tell) : IProgress<BatchProgress>
    {
        public void Report(BatchProgress value) => tell(value);
    }
}
