using LowCode.Ui.Shell;

namespace LowCode.Designer.Tests.Shell;

public class BreatherTests
{
    private readonly HandClock _clock = new();

    [Fact]
    public void The_first_is_told_at_once_and_a_thousand_that_follow_as_one()
    {
        var told = 0;
        using var breather = new Breather(_clock, TimeSpan.FromSeconds(1), () => told++);

        breather.Hear();
        Assert.Equal(1, told);
        for (var i = 0; i < 1000; i++)
            breather.Hear();
        Assert.Equal(1, told);

        _clock.Ring();
        Assert.Equal(2, told);
    }

    [Fact]
    public void What_comes_after_a_quiet_breath_is_told_at_once_again()
    {
        var told = 0;
        using var breather = new Breather(_clock, TimeSpan.FromSeconds(1), () => told++);
        breather.Hear();
        _clock.Ring();
        Assert.Equal(1, told);

        breather.Hear();

        Assert.Equal(2, told);
    }

    [Fact]
    public void As_long_as_things_keep_coming_each_breath_tells_once()
    {
        var told = 0;
        using var breather = new Breather(_clock, TimeSpan.FromSeconds(1), () => told++);

        for (var breath = 0; breath < 5; breath++)
        {
            for (var i = 0; i < 10; i++)
                breather.Hear();
            _clock.Ring();
        }

        Assert.Equal(6, told);
    }

    /// <summary>Its one timer rings when it is told to.</summary>
    private sealed class HandClock : TimeProvider
    {
        private Action _due = () => { };

        public void Ring() => _due();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _due = () => callback(state);
            return new Timer();
        }

        private sealed class Timer : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => default;
        }
    }
}
