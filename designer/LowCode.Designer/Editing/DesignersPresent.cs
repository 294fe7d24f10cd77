using System.Collections.Concurrent;
using LowCode.Catalog;

namespace LowCode.Designer.Editing;

/// <summary>Who has which definition open in a designer right now, in this process; one for all circuits.</summary>
public sealed class DesignersPresent
{
    private readonly ConcurrentDictionary<DesignerSeat, Nothing> _seats = new();

    /// <summary>Raised, from any thread, when somebody has come to a definition or left it.</summary>
    public event Action<DefinitionKind, string>? Moved;

    /// <summary>Raised, from any thread, when a draft was saved or published: by whom, and its revision then.</summary>
    public event Action<DesignerSeat, long>? Saved;

    /// <summary>Somebody opens a definition; disposing of the seat is leaving.</summary>
    public DesignerSeat Take(DefinitionKind kind, string key, long user)
    {
        var seat = new DesignerSeat(this, kind, key, user);
        _seats[seat] = default;
        Moved?.Invoke(kind, key);
        return seat;
    }

    /// <summary>The others at the same definition, each person once; one's own id for a second window of one's own.</summary>
    public IReadOnlyList<long> Beside(DesignerSeat seat) =>
        [.. _seats.Keys.Where(other => other != seat && other.Kind == seat.Kind && other.Key == seat.Key).Select(other => other.User).Distinct().Order()];

    internal void Tell(DesignerSeat seat, long rev) => Saved?.Invoke(seat, rev);

    internal void Leave(DesignerSeat seat)
    {
        if (_seats.TryRemove(seat, out _))
            Moved?.Invoke(seat.Kind, seat.Key);
    }
}

/// <summary>One window in which a definition is open.</summary>
public sealed class DesignerSeat : IDisposable
{
    private readonly DesignersPresent _present;

    internal DesignerSeat(DesignersPresent present, DefinitionKind kind, string key, long user) => (_present, Kind, Key, User) = (present, kind, key, user);

    /// <summary>Kind of the definition.</summary>
    public DefinitionKind Kind { get; }

    /// <summary>Its key.</summary>
    public string Key { get; }

    /// <summary>Who sits there.</summary>
    public long User { get; }

    /// <summary>Tells the others that the draft has another revision now.</summary>
    public void Saved(long rev) => _present.Tell(this, rev);

    /// <inheritdoc/>
    public void Dispose() => _present.Leave(this);
}
