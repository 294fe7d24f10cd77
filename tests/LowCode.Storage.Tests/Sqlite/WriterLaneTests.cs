using LowCode.Catalog;
using LowCode.Records;

namespace LowCode.Storage.Units;

/// <summary>What the lane promises, on each kind of database.</summary>
public abstract class WriterLaneTests : IAsyncLifetime
{
    private readonly TestStore _store;
    private WorkspaceDatabase _database = null!;

    protected WriterLaneTests(StoreKind kind) => _store = new TestStore(kind);

    public sealed class InMemory() : WriterLaneTests(StoreKind.Memory);

    public sealed class OnFile() : WriterLaneTests(StoreKind.File);

    public sealed class Postgres() : WriterLaneTests(StoreKind.Postgres);

    public Task InitializeAsync()
    {
        _database = _store.Open();
        return Task.CompletedTask;
    }

    public Task DisposeAsync()
    {
        _database.Dispose();
        _store.Dispose();
        return Task.CompletedTask;
    }

    [StoreFact]
    public async Task A_unit_is_there_for_readers_when_its_task_completes()
    {
        var id = (await _database.WriteAsync(unit => unit.Metadata.Ensure(DefinitionKind.Form, "lead", "crm"))).Value;

        Assert.Equal(id, Find("lead")?.Id);
    }

    [StoreFact]
    public async Task A_refused_unit_leaves_nothing_and_says_why()
    {
        var outcome = await _database.WriteAsync<long>(unit =>
        {
            unit.Metadata.Ensure(DefinitionKind.Form, "lead", "crm");
            throw new RefusedException(ErrorKind.Conflict, "test.no", "No.");
        });

        Assert.Equal("test.no", outcome.Refusal?.Errors[0].Code);
        Assert.Null(Find("lead"));
    }

    [StoreFact]
    public async Task One_failing_unit_of_a_batch_leaves_its_neighbours_alone()
    {
        using var gate = new ManualResetEventSlim();
        var first = _database.WriteAsync(_ => { gate.Wait(); return 0; });
        var units = Enumerable.Range(0, 50).Select(i => _database.WriteAsync(unit =>
        {
            unit.Metadata.Ensure(DefinitionKind.Form, $"form{i}", null);
            return i % 5 == 3 ? throw new InvalidDataException($"Bug {i}") : i;
        })).ToList();
        gate.Set();
        await first;

        for (var i = 0; i < units.Count; i++)
        {
            if (i % 5 == 3)
                Assert.Equal($"Bug {i}", (await Assert.ThrowsAsync<InvalidDataException>(() => units[i])).Message);
            else
                Assert.Equal(i, (await units[i]).Value);
        }
        Assert.Equal(40, _database.Read(unit => unit.Metadata.All().Count).Value);
    }

    [StoreFact]
    public async Task Units_run_in_the_order_of_their_coming_and_call_back_in_order_after_the_commit()
    {
        var ran = new List<int>();
        var called = new List<int>();

        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => _database.WriteAsync(unit =>
        {
            Assert.DoesNotContain(i, called);
            ran.Add(i);
            unit.AfterCommit(() => called.Add(i));
            return i;
        })));

        Assert.Equal(Enumerable.Range(0, 50), ran);
        Assert.Equal(ran, called);
    }

    [StoreFact]
    public async Task A_failed_unit_does_not_call_back()
    {
        var called = false;

        await _database.WriteAsync<int>(unit =>
        {
            unit.AfterCommit(() => called = true);
            throw new RefusedException(ErrorKind.Conflict, "test.no", "No.");
        });

        Assert.False(called);
    }

    [StoreFact]
    public async Task A_callback_may_read_and_start_another_unit()
    {
        Task<Outcome<long>>? second = null;

        await _database.WriteAsync(unit =>
        {
            unit.AfterCommit(() =>
            {
                Assert.Null(Find("second"));
                second = _database.WriteAsync(other => other.Metadata.Ensure(DefinitionKind.Form, "second", null));
            });
            return 0;
        });
        await second!;

        Assert.NotNull(Find("second"));
    }

    [StoreFact]
    public async Task A_unit_inside_a_unit_is_refused_at_once_instead_of_hanging()
    {
        var writeInWrite = () => _database.WriteAsync(_ => _database.WriteAsync(_ => 0).GetAwaiter().GetResult());
        var readInWrite = () => _database.WriteAsync(_ => _database.Read(_ => 0));

        await Assert.ThrowsAsync<InvalidOperationException>(writeInWrite);
        await Assert.ThrowsAsync<InvalidOperationException>(readInWrite);
        Assert.Throws<InvalidOperationException>(() => { _database.Read(_ => _database.Read(_ => 0)); });
    }

    [StoreFact]
    public async Task A_unit_is_of_no_use_after_its_end()
    {
        IUnit? kept = null;
        await _database.WriteAsync(unit => { kept = unit; return 0; });

        Assert.Throws<InvalidOperationException>(() => kept!.Metadata);
    }

    [StoreFact]
    public async Task A_unit_cancelled_while_it_waits_never_starts()
    {
        using var gate = new ManualResetEventSlim();
        using var cancel = new CancellationTokenSource();
        var first = _database.WriteAsync(_ => { gate.Wait(); return 0; });
        var started = false;
        var second = _database.WriteAsync(_ => started = true, cancel.Token);
        await cancel.CancelAsync();
        gate.Set();
        await first;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        Assert.False(started);
    }

    [StoreFact]
    public async Task A_unit_hears_whether_others_wait_for_it()
    {
        using var gate = new ManualResetEventSlim();
        var alone = (await _database.WriteAsync(unit => unit.OthersWait)).Value;
        var first = _database.WriteAsync(unit => { gate.Wait(); return unit.OthersWait; });
        var second = _database.WriteAsync(unit => unit.OthersWait);
        var third = _database.WriteAsync(unit => unit.OthersWait);
        gate.Set();

        Assert.Equal((false, true, true, false), (alone, (await first).Value, (await second).Value, (await third).Value));
        Assert.False(_database.Read(unit => unit.OthersWait).Value);
    }

    [StoreFact]
    public void Writing_inside_a_read_is_an_error() =>
        Assert.ThrowsAny<Exception>(() => { _database.Read(unit => unit.Metadata.Ensure(DefinitionKind.Form, "lead", null)); });

    [StoreFact]
    public async Task Disposing_finishes_what_waits_and_then_takes_nothing_more()
    {
        var units = Enumerable.Range(0, 500).Select(i => _database.WriteAsync(unit => unit.Metadata.Ensure(DefinitionKind.Form, $"form{i}", null))).ToList();

        _database.Dispose();

        Assert.All(await Task.WhenAll(units), outcome => Assert.True(outcome.Ok));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => _database.WriteAsync(_ => 0));
        Assert.Throws<ObjectDisposedException>(() => { _database.Read(_ => 0); });
    }

    [StoreFact]
    public async Task Fifty_writers_and_readers_at_once_all_end()
    {
        var work = Enumerable.Range(0, 50).Select(i => Task.Run(async () =>
        {
            for (var n = 0; n < 20; n++)
            {
                await _database.WriteAsync(unit => unit.Metadata.RaiseVersion());
                _database.Read(unit => unit.Metadata.Version());
            }
        }));

        await Task.WhenAll(work).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(1000, _database.Read(unit => unit.Metadata.Version()).Value);
    }

    private StoredDefinition? Find(string key) => _database.Read(unit => unit.Metadata.Find(DefinitionKind.Form, key)).Value;
}
