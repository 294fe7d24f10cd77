using System.Collections.Concurrent;

namespace LowCode.Storage.Records;

/// <summary>
/// Lists of a form that are much work, though a page of them may lie at the start of an index in the order wanted. A planner that doesn't weigh how soon a page is
/// full collects all that its most selective condition leaves, a third of a million records of "intent = high", and sorts them for the first fifty. Such a list is
/// looked for among the first rows of its order before that. Both ways are judged by the steps that the database made, which don't depend on how busy the machine
/// is; whichever makes fewer is gone from then on, and now and then the other is tried again.
/// </summary>
internal sealed class OrderWalks
{
    /// <summary>Steps of a list that is worth a walk: some 3 ms.</summary>
    internal const long Much = 50_000;

    private const int Few = 500;
    private const int Many = 4000;
    private const int MostLists = 500;
    private const int LongestRest = 1000;
    private const int Renewal = 100;

    private readonly ConcurrentDictionary<string, Known> _lists = [];

    /// <summary>How many rows of the order to walk for a list, known by its statement; 0 to leave it to the planner.</summary>
    internal int Rows(string list)
    {
        if (!_lists.TryGetValue(list, out var known))
            return 0;
        if (known.Rest == 0)
            return known.Rows;
        _lists[list] = known with { Rest = known.Rest - 1 };
        return 0;
    }

    /// <summary>Takes note of a walk: whether the page was <paramref name="found"/>, and its steps.</summary>
    internal void Walked(string list, bool found, long steps)
    {
        if (!_lists.TryGetValue(list, out var known))
            return;
        if (found && steps * 2 <= known.Planned)
            _lists[list] = known with { Walks = known.Walks + 1, Rest = (known.Walks + 1) % Renewal == 0 ? 1 : 0 };
        else if (!found && known.Rows == Few)
            _lists[list] = known with { Rows = Many };
        else
            _lists[list] = known with { Rows = Few, Rest = known.Pause, Pause = Math.Min(known.Pause * 2, LongestRest) };
    }

    /// <summary>Takes note of the steps that a list took as the planner would have it.</summary>
    internal void Planned(string list, long steps)
    {
        if (steps < Much)
        {
            _lists.TryRemove(list, out _);
            return;
        }
        if (_lists.Count >= MostLists)
            _lists.Clear();
        _lists[list] = _lists.TryGetValue(list, out var known) ? known with { Planned = steps } : new Known(steps);
    }

    /// <param name="Planned">Steps without a walk.</param>
    private sealed record Known(long Planned)
    {
        /// <summary>How far to walk.</summary>
        internal int Rows { get; init; } = Few;
        /// <summary>Pages that are left to the planner before the next walk.</summary>
        internal int Rest { get; init; }
        /// <summary>How many after the next disappointment.</summary>
        internal int Pause { get; init; } = 8;
        internal int Walks { get; init; }
    }
}
