using LowCode.Records;

namespace LowCode.Storage.Units;

/// <summary>A unit that waits in the writer lane, whatever its result's type.</summary>
internal abstract class LaneUnit
{
    /// <summary>What it threw; null while it succeeds.</summary>
    internal Exception? Failure { get; private protected set; }

    /// <summary>Whether its caller lost interest; asked before the start, since a unit that began is finished.</summary>
    internal abstract bool IsCancelled { get; }

    /// <summary>Does the work; keeps what it throws in <see cref="Failure"/>, as <paramref name="told"/> puts it.</summary>
    internal abstract void Run(Session session, Func<bool> othersWait, Func<Exception, Exception> told);

    /// <summary>What it tells if it commits; nothing when it failed.</summary>
    internal abstract IReadOnlyList<News> News { get; }

    /// <summary>Tells the caller. <paramref name="lost"/>: why the transaction didn't commit; null when it did.</summary>
    internal abstract void Finish(Exception? lost, Listeners listeners);
}

/// <summary>A waiting unit and the promise to its caller.</summary>
internal sealed class LaneUnit<T>(Func<IUnit, T> work, CancellationToken cancel) : LaneUnit
{
    // Asynchronous continuations: a caller that goes on must not do so on the lane's thread.
    private readonly TaskCompletionSource<Outcome<T>> _promise = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Unit? _unit;
    private T? _result;

    internal Task<Outcome<T>> Task => _promise.Task;

    internal override bool IsCancelled => cancel.IsCancellationRequested;

    internal override IReadOnlyList<News> News => Failure is null && _unit is not null ? _unit.News : [];

    internal override void Run(Session session, Func<bool> othersWait, Func<Exception, Exception> told)
    {
        _unit = new Unit(session, writes: true, othersWait);
        try
        {
            _result = _unit.Run(work);
        }
        // It is thrown on to the caller when the transaction is over; the neighbours in the transaction must not suffer from it.
        catch (Exception exception)
        {
            Failure = told(exception);
        }
    }

    internal override void Finish(Exception? lost, Listeners listeners)
    {
        if ((Failure ?? lost) is RefusedException refused)
        {
            _promise.SetResult(refused.Refusal);
        }
        else if ((lost as DatabaseAwayException ?? Failure ?? lost) is { } exception)
        {
            _promise.SetException(exception);
        }
        else if (_unit is null)
        {
            _promise.SetCanceled(cancel);
        }
        else
        {
            foreach (var callback in _unit.Callbacks)
                listeners.Call(callback);
            listeners.Tell(_unit.News);
            _promise.SetResult(_result!);
        }
    }
}
