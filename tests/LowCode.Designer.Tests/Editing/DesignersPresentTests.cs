using System.Collections.Concurrent;
using LowCode.Catalog;
using LowCode.Designer.Editing;

namespace LowCode.Designer.Tests.Editing;

/// <summary>Two nodes that hear each other: who sits where, who has left, whose node has died.</summary>
public sealed class DesignersPresentTests : IDisposable
{
    private readonly Clock _clock = new();
    private readonly TestWorkspace _workspace;
    private readonly DesignersPresent _one, _other;

    public DesignersPresentTests()
    {
        _workspace = new TestWorkspace(clock: _clock);
        (_one, _other) = (new DesignersPresent(_workspace.Workspace), new DesignersPresent(_workspace.Workspace));
    }

    public void Dispose()
    {
        _one.Dispose();
        _other.Dispose();
        _workspace.Dispose();
    }

    [Fact]
    public async Task Those_at_the_same_definition_see_each_other_whoever_came_first_and_nobody_sees_who_has_left()
    {
        using var first = _one.Take(DefinitionKind.Form, "lead", 7);
        using var second = _other.Take(DefinitionKind.Form, "lead", 8);
        using var elsewhere = _other.Take(DefinitionKind.Flow, "lead", 9);

        await Until(() => _other.Beside(second) is [7] && _one.Beside(first) is [8]);
        Assert.Empty(_other.Beside(elsewhere));
        var moved = new ConcurrentQueue<string>();
        _one.Moved += (kind, key) => moved.Enqueue($"{kind} {key}");
        second.Dispose();

        await Until(() => _one.Beside(first).Count == 0 && moved.Contains("Form lead"));
    }

    [Fact]
    public async Task A_saved_draft_is_told_with_its_revision_to_the_other_node_and_once_to_ones_own()
    {
        var (here, there) = (new ConcurrentQueue<long>(), new ConcurrentQueue<(long, string, long)>());
        _one.Saved += (_, rev) => here.Enqueue(rev);
        _other.Saved += (seat, rev) => there.Enqueue((seat.User, seat.Key, rev));
        using var seat = _one.Take(DefinitionKind.Form, "lead", 7);

        seat.Saved(12);

        await Until(() => !there.IsEmpty);
        Assert.Equal([(7, "lead", 12)], there);
        Assert.Equal([12], here);
    }

    [Fact]
    public async Task Whoever_is_not_heard_of_for_a_minute_has_left_and_whoever_sits_on_stays()
    {
        using var stays = _one.Take(DefinitionKind.Form, "lead", 7);
        using var looks = _other.Take(DefinitionKind.Form, "lead", 8);
        // As a node that has died since would have told it.
        _ = (await _workspace.Workspace.Database.WriteAsync(unit =>
        {
            unit.Tell(new DesignerSat("dead", DefinitionKind.Form, "lead", 9, Asks: false));
            return default(Nothing);
        })).Value;
        await Until(() => _other.Beside(looks) is [7, 9]);

        for (var beat = 0; beat < 4; beat++)
        {
            _clock.Now += TimeSpan.FromSeconds(20);
            _clock.Beat();
            // A beat is heard before the next one: both nodes know when the one that sits was heard of last.
            _ = (await _workspace.Workspace.Database.WriteAsync(_ => default(Nothing))).Value;
            await Until(() => _other.Beside(looks).Contains(7) && _one.Beside(stays).Contains(8));
        }

        await Until(() => _other.Beside(looks) is [7] && _one.Beside(stays) is [8]);
    }

    private static async Task Until(Func<bool> met)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!met())
            await Task.Delay(5, patience.Token);
    }

    /// <summary>Time and its timers go on when they are told to.</summary>
    private sealed class Clock : TimeProvider
    {
        private readonly List<Timer> _timers = [];

        public DateTimeOffset Now { get; set; } = new(2026, 11, 22, 2, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;

        public void Beat() => _timers.ForEach(timer => timer.Due());

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = new Timer(() => callback(state));
            _timers.Add(timer);
            return timer;
        }

        private sealed class Timer(Action due) : ITimer
        {
            public void Due() => due();

            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => default;
        }
    }
}
