using System.Collections.Concurrent;
using System.Data.Common;
using LowCode.Catalog;

namespace LowCode.Designer.Editing;

/// <summary>
/// Who has which definition open in a designer right now, on whichever node; one for all circuits of a node. Nodes tell each other as they tell of records; nothing is
/// kept. Each repeats now and then who sits at it, and whoever isn't heard of for a while has left: their node may have died.
/// </summary>
public sealed class DesignersPresent : IDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(65);

    private readonly Workspace _workspace;
    private readonly ITimer _beat;
    private readonly ConcurrentDictionary<string, DesignerSeat> _mine = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, (DesignerSeat Seat, DateTime Heard)> _elsewhere = new(StringComparer.Ordinal);

    public DesignersPresent(Workspace workspace)
    {
        _workspace = workspace;
        workspace.Database.Told += Hear;
        _beat = workspace.Clock.CreateTimer(_ => Repeat(), null, Beat, Beat);
    }

    /// <summary>Raised, from any thread, when somebody has come to a definition or left it.</summary>
    public event Action<DefinitionKind, string>? Moved;

    /// <summary>Raised, from any thread, when a draft was saved or published: by whom, and its revision then.</summary>
    public event Action<DesignerSeat, long>? Saved;

    /// <summary>Somebody opens a definition; disposing of the seat is leaving.</summary>
    public DesignerSeat Take(DefinitionKind kind, string key, long user)
    {
        var seat = new DesignerSeat(this, Guid.NewGuid().ToString("N"), kind, key, user);
        _mine[seat.Id] = seat;
        Moved?.Invoke(kind, key);
        Tell(SeatOf(seat, asks: true));
        return seat;
    }

    /// <summary>The others at the same definition, each person once; one's own id for a second window of one's own.</summary>
    public IReadOnlyList<long> Beside(DesignerSeat seat) =>
        [.. _mine.Values.Concat(_elsewhere.Values.Select(far => far.Seat)).Where(other => other != seat && other.Kind == seat.Kind && other.Key == seat.Key).Select(other => other.User).Distinct().Order()];

    public void Dispose()
    {
        _workspace.Database.Told -= Hear;
        _beat.Dispose();
    }

    internal void Tell(DesignerSeat seat, long rev)
    {
        Saved?.Invoke(seat, rev);
        Tell(new DraftSaved(seat.Id, seat.Kind, seat.Key, seat.User, rev));
    }

    internal void Leave(DesignerSeat seat)
    {
        if (!_mine.TryRemove(seat.Id, out _))
            return;
        Moved?.Invoke(seat.Kind, seat.Key);
        Tell(new DesignerLeft(seat.Id));
    }

    private void Hear(News news)
    {
        if (news is DesignerSat sat && !_mine.ContainsKey(sat.Seat))
        {
            var isNew = !_elsewhere.TryGetValue(sat.Seat, out var known);
            _elsewhere[sat.Seat] = (known.Seat ?? new DesignerSeat(this, sat.Seat, sat.Kind, sat.Key, sat.UserId), _workspace.Now);
            if (sat.Asks)
                Tell([.. _mine.Values.Where(seat => seat.Kind == sat.Kind && seat.Key == sat.Key).Select(seat => SeatOf(seat, asks: false))]);
            if (isNew)
                Moved?.Invoke(sat.Kind, sat.Key);
        }
        else if (news is DesignerLeft left)
        {
            Forget(left.Seat);
        }
        else if (news is DraftSaved saved && !_mine.ContainsKey(saved.Seat))
        {
            Saved?.Invoke(new DesignerSeat(this, saved.Seat, saved.Kind, saved.Key, saved.UserId), saved.Rev);
        }
    }

    private void Repeat()
    {
        foreach (var (id, far) in _elsewhere)
        {
            if (_workspace.Now - far.Heard > Patience)
                Forget(id);
        }
        Tell([.. _mine.Values.Select(seat => SeatOf(seat, asks: false))]);
    }

    private void Forget(string seat)
    {
        if (_elsewhere.TryRemove(seat, out var far))
            Moved?.Invoke(far.Seat.Kind, far.Seat.Key);
    }

    private static DesignerSat SeatOf(DesignerSeat seat, bool asks) => new(seat.Id, seat.Kind, seat.Key, seat.User, asks);

    // A unit that writes nothing: it only tells. While the database is away nobody is told, and the next beat makes up for it.
    private void Tell(params IReadOnlyList<News> news)
    {
        if (news.Count > 0)
            _ = TellAsync(news);
    }

    private async Task TellAsync(IReadOnlyList<News> news)
    {
        try
        {
            await _workspace.Database.WriteAsync(unit =>
            {
                foreach (var each in news)
                    unit.Tell(each);
                return default(Nothing);
            });
        }
        catch (Exception away) when (away is DbException or ObjectDisposedException or OperationCanceledException)
        {
        }
    }
}

/// <summary>One window in which a definition is open.</summary>
public sealed class DesignerSeat : IDisposable
{
    private readonly DesignersPresent _present;

    internal DesignerSeat(DesignersPresent present, string id, DefinitionKind kind, string key, long user) => (_present, Id, Kind, Key, User) = (present, id, kind, key, user);

    /// <summary>Kind of the definition.</summary>
    public DefinitionKind Kind { get; }

    /// <summary>Its key.</summary>
    public string Key { get; }

    /// <summary>Who sits there.</summary>
    public long User { get; }

    internal string Id { get; }

    /// <summary>Tells the others that the draft has another revision now.</summary>
    public void Saved(long rev) => _present.Tell(this, rev);

    /// <inheritdoc/>
    public void Dispose() => _present.Leave(this);
}
