using LowCode.Catalog;
using LowCode.Records;

namespace LowCode.Storage.Units;

/// <summary>A unit of work over one session; ends with its transaction and refuses to be used after that.</summary>
internal sealed class Unit(Session session, bool writes, Func<bool>? othersWait = null) : IUnit
{
    [ThreadStatic] private static Unit? _current;

    private List<Action>? _afterCommit;
    private List<News>? _news;
    private bool _ended;

    internal Session Session => session;

    public IMetadataStore Metadata => Store<IMetadataStore>();

    public IRecordStore Records => Store<IRecordStore>();

    public IRecordLog Log => Store<IRecordLog>();

    /// <summary>What to run after the commit, in order.</summary>
    internal IReadOnlyList<Action> Callbacks => _afterCommit ?? [];

    /// <summary>What to tell after the commit, in order.</summary>
    internal IReadOnlyList<News> News => _news ?? [];

    public T Store<T>() where T : class => _ended
        ? throw new InvalidOperationException("This unit of work has ended: use it only inside the function that was given it.")
        : (T)session.Store(typeof(T));

    public bool OthersWait => othersWait?.Invoke() == true;

    public void AfterCommit(Action action)
    {
        if (!writes)
            throw new InvalidOperationException("A read commits nothing: AfterCommit belongs into a write.");
        (_afterCommit ??= []).Add(action);
    }

    public void Tell(News news)
    {
        if (!writes)
            throw new InvalidOperationException("A read has no news: Tell belongs into a write.");
        (_news ??= []).Add(news);
    }

    public Outcome<T> Part<T>(Func<T> work)
    {
        if (!writes)
            throw new InvalidOperationException("A read has nothing to undo: Part belongs into a write.");
        var (callbacks, news) = (_afterCommit?.Count ?? 0, _news?.Count ?? 0);
        session.Execute("SAVEPOINT part");
        try
        {
            var result = work();
            session.Execute("RELEASE part");
            return result;
        }
        catch (RefusedException refused)
        {
            session.Execute("ROLLBACK TO part");
            session.Execute("RELEASE part");
            _afterCommit?.RemoveRange(callbacks, _afterCommit.Count - callbacks);
            _news?.RemoveRange(news, _news.Count - news);
            return refused.Refusal;
        }
    }

    /// <summary>Runs the work with this unit; afterwards the unit is of no use.</summary>
    internal T Run<T>(Func<IUnit, T> work)
    {
        _current = this;
        try
        {
            return work(this);
        }
        finally
        {
            _current = null;
            _ended = true;
            session.EndUnit();
        }
    }

    /// <summary>A unit inside a unit would wait for itself for ever: refuse it at once.</summary>
    internal static void RefuseNested()
    {
        if (_current is not null)
            throw new InvalidOperationException("A unit of work asked for another one. Pass the IUnit along instead; two units can't commit together.");
    }
}
