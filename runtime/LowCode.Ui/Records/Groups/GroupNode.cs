using LowCode.Expressions;
using LowCode.Ui.Records.Boards;

namespace LowCode.Ui.Records.Groups;

/// <summary>A group of records: its value, how many there are, their totals, and what was fetched of it.</summary>
/// <param name="key">The values of all levels down to it; names it among all groups.</param>
/// <param name="level">0 for the outer groups.</param>
/// <param name="title">Its value as people read it; "" for none.</param>
/// <param name="condition">Condition for its records; null when no condition can name them.</param>
public sealed class GroupNode(string key, int level, string title, string? condition)
{
    public string Key => key;
    public int Level => level;
    public string Title => title;
    public string? Condition => condition;
    /// <summary>The group's value.</summary>
    public required Value Value { get; init; }
    /// <summary>How many records there are, fetched or not.</summary>
    public required long Count { get; init; }
    /// <summary>Totals, in the order of <see cref="GroupTree.Totals"/>.</summary>
    public required IReadOnlyList<Value> Totals { get; init; }
    public bool IsOpen { get; set; }
    /// <summary>The groups inside; empty at the last level.</summary>
    public IReadOnlyList<GroupNode> Groups { get; set; } = [];
    /// <summary>The fetched records, at the last level.</summary>
    public IReadOnlyList<BoardCard> Rows { get; set; } = [];
    /// <summary>Cursor of the next records; null when all are there.</summary>
    public string? Next { get; set; }
}
