using System.Collections.Concurrent;

namespace LowCode.Storage.Records;

/// <summary>
/// Lists of a form that took long, though a page of them may lie at the start of an index in the order wanted. A planner that doesn't weigh how soon a page is full
/// collects all that its most selective condition leaves, a third of a million records of "intent = high", and sorts them for the first fifty. Such a list is
/// looked for among the first rows of its order before that, and left to the planner for a while when it wasn't there.
/// </summary>
internal sealed class OrderWalks
{
    /// <summary>How many rows are walked: some 5 ms.</summary>
    internal const int Rows = 4000;

    private const int Pause = 15;
    private const int Most = 500;
    private static readonly TimeSpan Long = TimeSpan.FromMilliseconds(20);

    private readonly ConcurrentDictionary<string, int> _lists = [];

    /// <summary>Whether to walk first for a list, known by its statement.</summary>
    internal bool Promise(string list)
    {
        if (!_lists.TryGetValue(list, out var pause))
            return false;
        if (pause > 0)
            _lists[list] = pause - 1;
        return pause == 0;
    }

    /// <summary>The page was not within the first rows.</summary>
    internal void Disappointed(string list) => _lists[list] = Pause;

    /// <summary>Takes note of how long a list took without a walk.</summary>
    internal void Took(string list, TimeSpan time)
    {
        if (time < Long || _lists.ContainsKey(list))
            return;
        if (_lists.Count >= Most)
            _lists.Clear();
        _lists[list] = 0;
    }
}
