using LowCode.Catalog;
using LowCode.Expressions;
using LowCode.Forms;
using LowCode.Jobs;
using LowCode.Notifications;
using LowCode.People;

namespace LowCode.Records;

/// <summary>Runs over many records: whatever is killed, taken away or stopped in between, each record is changed once or not at all.</summary>
public sealed class BatchRunTests : IDisposable
{
    private const string Deal = """
        {"key":"deal","app":"app","titleField":"name","fields":[
          {"key":"name","type":"text","required":true},
          {"key":"stage","type":"choice","default":"\"open\"","settings":{"choices":[{"value":"open","label":"Open"},{"value":"won","label":"Won"}]}},
          {"key":"amount","type":"number","settings":{"scale":2}},
          {"key":"keeper","type":"member"}],
         "validations":[{"check":"!(stage == \"won\" && ISEMPTY(amount))","message":{"zh-CN":"赢单要有金额","en":"A won deal has an amount"},"field":"amount"}]}
        """;

    private const string Reps = """{"key":"reps","form":"deal","members":{"roles":["rep"]},"actions":["view","edit","create","delete","batchEdit"]}""";

    private readonly Hook _hook = new();
    private readonly RecordWorld _world;
    private readonly JobQueue _jobs;
    private readonly Inbox _inbox;
    private readonly BatchRuns _runs;

    public BatchRunTests()
    {
        _world = new RecordWorld(_hook);
        _world.Publish((DefinitionKind.Form, Deal), (DefinitionKind.Group, Reps));
        _jobs = new JobQueue(_world.Workspace);
        _inbox = new Inbox(_world.Workspace);
        _runs = new BatchRuns(_world.Workspace, _world.Reader, _jobs);
    }

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task A_run_over_a_filter_changes_what_matched_when_it_was_asked_for()
    {
        var ids = Deals(100, i => i % 10 == 0 ? null : i);
        var run = await Ask(Won(new ListRequest { Form = "deal", Filter = "stage == \"open\"" }));
        Deals(1, _ => 1);

        await Work();

        var over = Get(run);
        Assert.Equal((BatchRunState.Done, 100, 90, 0, 10), (over.State, over.Total, over.Changed, over.Unchanged, over.Refused));
        Assert.Equal(11, Count("stage == \"open\""));
        var reason = Assert.Single(_runs.Reasons(_world.Admin, run.Id).Value);
        Assert.Equal((10, "amount", "赢单要有金额"), (reason.Count, reason.Refusal.Errors[0].Path, ((Label)reason.Refusal.Errors[0].Values!["message"]!).In("zh-CN")));
        Assert.Equal(ids.Where((_, i) => i % 10 == 0), reason.Subjects);
        Assert.Equal(reason.Subjects, _runs.Refused(_world.Admin, run.Id).Value.Select(item => item.Subject));
    }

    [Fact]
    public async Task A_run_that_is_killed_between_two_records_goes_on_and_does_nothing_twice()
    {
        var ids = Deals(100, i => i);
        var run = await Ask(Won(ids));
        _hook.On(57, () => throw new InvalidOperationException("killed"));

        await Work();
        Assert.InRange(Get(run).Decided, 1, 99);
        _world.Clock.Now += TimeSpan.FromMinutes(1);
        await Work();

        Assert.Equal((BatchRunState.Done, 100), (Get(run).State, Get(run).Changed));
        Assert.All(ids, id => Assert.Equal(["created 1", "updated 2"], History(id)));
    }

    [Fact]
    public async Task When_a_node_that_seemed_dead_lives_on_two_at_work_still_change_each_record_once()
    {
        var ids = Deals(100, i => i);
        var run = await Ask(Won(ids));
        var other = Task.CompletedTask;
        _hook.On(10, () =>
        {
            _world.Clock.Now += TimeSpan.FromMinutes(1);
            other = Task.Run(Work);
        });

        await Work();
        await other;
        await Work();

        Assert.Equal((BatchRunState.Done, 100, 0), (Get(run).State, Get(run).Changed, Get(run).Refused));
        Assert.All(ids, id => Assert.Equal(["created 1", "updated 2"], History(id)));
    }

    [Fact]
    public async Task A_portion_that_was_done_but_not_reported_is_taken_over_by_another_worker()
    {
        var ids = Deals(BatchJob.Portion + 50, i => i);
        var run = await Ask(Won(ids));
        var claimed = Assert.Single(_world.Write(unit => unit.Store<IJobStore>().Claim("dead", _world.Workspace.Now, JobWorker.UsualLease, 10, new JobKinds(["records.batch"], false))));
        await Handler().PrepareAsync(claimed, CancellationToken.None);
        Assert.Equal(BatchJob.Portion, Get(run).Changed);

        await Work();
        Assert.True(Get(run).Runs);
        _world.Clock.Now += JobWorker.UsualLease + TimeSpan.FromSeconds(1);
        await Work();

        Assert.Equal((BatchRunState.Done, ids.Count), (Get(run).State, Get(run).Changed));
        Assert.All(ids, id => Assert.Equal(2, History(id).Count));
    }

    [Fact]
    public async Task What_a_person_may_no_longer_do_is_refused_from_then_on()
    {
        var ids = Deals(100, i => i);
        var run = await Ask(Won(ids), _world.Rep);
        _hook.On(20, () => _world.Workspace.People = new PeopleDirectory(
            [.. _world.Workspace.People.Users.Select(user => user.Id == 2 ? user with { Roles = [] } : user)], _world.Workspace.People.Departments));

        await Work();

        Assert.Equal((BatchRunState.Done, 20, 80), (Get(run).State, Get(run).Changed, Get(run).Refused));
        Assert.Equal("records.batchEdit.forbidden", Assert.Single(_runs.Reasons(_world.Rep, run.Id).Value).Refusal.Errors[0].Code);
    }

    [Fact]
    public async Task Whoever_has_left_changes_nothing_more()
    {
        var run = await Ask(Won(Deals(3, i => i)), _world.Rep);
        _world.Workspace.People = new PeopleDirectory(
            [.. _world.Workspace.People.Users.Select(user => user.Id == 2 ? user with { Active = false } : user)], _world.Workspace.People.Departments);

        await Work();

        Assert.Equal((0, 3), (Get(run).Changed, Get(run).Refused));
        Assert.Equal("records.batch.person", Assert.Single(_runs.Reasons(_world.Admin, run.Id).Value).Refusal.Errors[0].Code);
    }

    [Fact]
    public async Task A_stopped_run_changes_nothing_more_and_can_be_asked_to_do_the_rest()
    {
        var ids = Deals(100, i => i);
        var run = await Ask(Won(ids));
        var stopped = Task.CompletedTask;
        // Another thread: a unit may not ask for a unit. Joined, so that the wish stands in the writers' queue before the next records do.
        _hook.On(30, () =>
        {
            var person = new Thread(() => stopped = _runs.CancelAsync(_world.Admin, run.Id));
            person.Start();
            person.Join();
        });

        await Work();
        await stopped;

        var over = Get(run);
        Assert.Equal(BatchRunState.Cancelled, over.State);
        Assert.InRange(over.Changed, 30, 99);
        Assert.Equal(over.Changed, Count("stage == \"won\""));
        var rest = (await _runs.RetryAsync(_world.Admin, run.Id)).Value;
        await Work();
        Assert.Equal((100 - over.Changed, 100 - over.Changed), (rest.Total, Get(rest).Changed));
        Assert.All(ids, id => Assert.Equal(2, History(id).Count));
    }

    [Fact]
    public async Task Undoing_a_run_gives_every_record_its_old_values_but_those_changed_since()
    {
        var ids = Deals(3, i => i + 1);
        var run = await Ask(new BatchChange { Form = "deal", Ids = ids, Edits = Edits(("stage", Value.FromText("won")), ("amount", Value.FromNumber(9)), ("keeper", Value.FromUser(2))) });
        await Work();
        _world.Save(_world.Admin, "deal", """{"name":"mine"}""", ids[1]);

        var undo = (await _runs.UndoAsync(_world.Admin, run.Id)).Value;
        await Work();

        Assert.Equal((BatchRunState.Done, 2, 1), (Get(undo).State, Get(undo).Changed, Get(undo).Refused));
        Assert.Equal([("open", 1m), ("won", 9m), ("open", 3m)], ids.Select(id => (_world.Get("deal", id, "stage").AsText, _world.Get("deal", id, "amount").AsNumber)));
        Assert.Equal("records.stale", _runs.Refused(_world.Admin, undo.Id).Value[0].Refusal.Errors[0].Code);
    }

    [Fact]
    public async Task Deleted_records_come_back_when_the_run_is_undone()
    {
        var run = await Ask(new BatchChange { Form = "deal", Ids = Deals(3, i => i) });
        await Work();
        Assert.Equal(0, Count(null));

        await _runs.UndoAsync(_world.Admin, run.Id);
        await Work();

        Assert.Equal(3, Count(null));
    }

    [Fact]
    public async Task A_record_that_has_the_values_already_is_not_written()
    {
        var ids = Deals(2, _ => 3);
        var run = await Ask(new BatchChange { Form = "deal", Ids = ids, Edits = Edits(("amount", Value.FromNumber(3))) });

        await Work();

        Assert.Equal((0, 2), (Get(run).Changed, Get(run).Unchanged));
        Assert.All(ids, id => Assert.Single(History(id)));
    }

    [Fact]
    public async Task A_run_is_asked_for_once_with_the_same_key_and_by_those_who_may()
    {
        var ids = Deals(2, i => i);
        var first = (await _runs.AskAsync(_world.Admin, Won(ids), "k")).Value;
        var again = (await _runs.AskAsync(_world.Admin, Won(ids), "k")).Value;
        var different = await _runs.AskAsync(_world.Admin, new BatchChange { Form = "deal", Ids = ids }, "k");

        Assert.Equal(first.Id, again.Id);
        Assert.Equal([" records.idempotencyKey.used"], different.Told());
        Assert.Equal(ErrorKind.Forbidden, (await _runs.AskAsync(_world.Nobody, Won(ids))).Refusal!.Kind);
        Assert.Equal(ErrorKind.NotFound, _runs.Find(_world.Rep, first.Id).Refusal!.Kind);
        Assert.Equal(ErrorKind.NotFound, (await _runs.CancelAsync(_world.Rep, first.Id)).Refusal!.Kind);
    }

    [Fact]
    public async Task Who_was_not_looking_when_it_ended_is_told_once_and_who_was_is_not()
    {
        var away = await Ask(Won(Deals(2, i => i)), OnScreen(_world.Admin));
        var there = await Ask(Won(Deals(2, i => i)), OnScreen(_world.Rep));
        await Work();
        await _runs.MarkAsync(_world.Rep, there.Id, seen: false);

        _world.Clock.Now += TimeSpan.FromMinutes(1);
        await Work();

        Assert.Equal(NotificationKinds.BatchEnded, Assert.Single(_inbox.List(_world.Admin).Value).Kind);
        Assert.Empty(_inbox.List(_world.Rep).Value);
        Assert.Equal([away.Id], _runs.Unseen(_world.Admin).Select(run => run.Id));
        await _runs.MarkAsync(_world.Admin, null, seen: true);
        Assert.Empty(_runs.Unseen(_world.Admin));
    }

    [Fact]
    public async Task A_large_run_lets_a_small_one_by()
    {
        var large = await Ask(Won(Deals(BatchJob.Portion * 2, i => i)));
        var small = await Ask(Won(Deals(1, i => i)));
        var seen = 0;
        _runs.Moved += _ => seen = Get(small).Runs ? seen : seen == 0 ? Get(large).Changed : seen;

        await Work();

        Assert.InRange(seen, 1, BatchJob.Portion * 2 - 1);
        Assert.Equal(BatchJob.Portion * 2, Get(large).Changed);
    }

    private BatchJob Handler() => new(_world.Workspace, [new RecordWork(_world.Workspace, new RecordBatch(_world.Workspace, _world.Saver, _world.Trash), new RecordUndo(_world.Workspace, _world.Saver, _world.Trash))], _jobs);

    // Each call is another node.
    private async Task Work()
    {
        IJobHandler[] handlers = [Handler(), new BatchBell(_world.Workspace, _inbox)];
        await new JobWorker(_world.Workspace, handlers, JobLane.Long).RunDueAsync();
        await new JobWorker(_world.Workspace, handlers).RunDueAsync();
    }

    private static Caller OnScreen(Caller caller) => caller with { Source = Source.Screen };

    private async Task<BatchRun> Ask(BatchChange change, Caller? caller = null) => (await _runs.AskAsync(caller ?? _world.Admin, change)).Value;

    private BatchRun Get(BatchRun run) => _runs.Find(_world.Admin, run.Id).Value;

    private BatchChange Won(ListRequest matching) => new() { Form = "deal", Matching = matching, Edits = Edits(("stage", Value.FromText("won"))) };

    private BatchChange Won(IReadOnlyList<long> ids) => new() { Form = "deal", Ids = ids, Edits = Edits(("stage", Value.FromText("won"))) };

    private RecordEdits Edits(params (string Key, Value Value)[] values)
    {
        var form = _world.Workspace.Catalog.Form("deal");
        return values.Aggregate(new RecordEdits(form), (edits, pair) => edits.Set(form, pair.Key, pair.Value));
    }

    private List<long> Deals(int count, Func<int, decimal?> amount)
    {
        var form = _world.Workspace.Catalog.Form("deal");
        return [.. Task.WhenAll(Enumerable.Range(0, count).Select(i => _world.Saver.SaveAsync(_world.Admin, new SaveRequest
        {
            Form = "deal",
            Edits = Edits(("name", Value.FromText($"D{i}")), ("amount", amount(i) is { } some ? Value.FromNumber(some) : Value.Null)),
        }))).Result.Select(saved => saved.Value.Id)];
    }

    private List<string> History(long id) => _world.Read(unit => unit.Log.History(_world.Workspace.Catalog.Form("deal").Id, id, 20, long.MaxValue).Select(entry => $"{entry.Kind} {entry.Version}").Reverse().ToList());

    private long? Count(string? filter) => _world.Reader.List(_world.Admin, new ListRequest { Form = "deal", Filter = filter, CountLimit = 1000 }).Value.Total;

    /// <summary>Does something once when so many changes have been written.</summary>
    private sealed class Hook : IRecordFollower
    {
        private int _left;
        private Action? _act;

        public void On(int change, Action act) => (_left, _act) = (change, act);

        public void AfterSave(IUnit unit, Caller caller, Form form, Value[]? old, Value[] now)
        {
            if (old is not null && _act is { } act && --_left == 0)
            {
                _act = null;
                act();
            }
        }
    }
}
