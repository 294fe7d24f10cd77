namespace LowCode.Ui.Shell;

/// <summary>Passes on that something has happened: the first time at once, and whatever follows within a breath as one. Knows no screen.</summary>
public sealed class Breather : IDisposable
{
    private readonly Lock _lock = new();
    private readonly TimeSpan _breath;
    private readonly Action _tell;
    private readonly ITimer _timer;
    private bool _rests, _more;

    /// <param name="clock">Whose time it is.</param>
    /// <param name="breath">The least time between two tellings.</param>
    /// <param name="tell">Told from any thread; must be quick and must not throw.</param>
    public Breather(TimeProvider clock, TimeSpan breath, Action tell)
    {
        (_breath, _tell) = (breath, tell);
        _timer = clock.CreateTimer(_ => Rested(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Something has happened.</summary>
    public void Hear()
    {
        lock (_lock)
        {
            _more = _rests;
            if (_rests)
                return;
            _rests = true;
        }
        Tell();
    }

    public void Dispose() => _timer.Dispose();

    private void Rested()
    {
        lock (_lock)
        {
            (_rests, var waits) = (_more, _more);
            _more = false;
            if (!waits)
                return;
        }
        Tell();
    }

    private void Tell()
    {
        _tell();
        _timer.Change(_breath, Timeout.InfiniteTimeSpan);
    }
}
