using System.Collections.Concurrent;

namespace LowCode.Runtime.Imports;

/// <summary>What a file calls records, choices and people that nobody knows.</summary>
public sealed class UnknownTexts
{
    private const int Most = 200;
    private readonly ConcurrentDictionary<(string Field, string Text), int> _rows = new();

    /// <summary>The texts, the most frequent first.</summary>
    public IReadOnlyList<UnknownText> All => [.. _rows.Select(pair => new UnknownText(pair.Key.Field, pair.Key.Text, pair.Value)).OrderByDescending(each => each.Rows).ThenBy(each => each.Text, StringComparer.Ordinal)];

    internal void Add(string field, string text)
    {
        if (_rows.Count < Most || _rows.ContainsKey((field, text)))
            _rows.AddOrUpdate((field, text), 1, (_, rows) => rows + 1);
    }
}

/// <summary>A text of the file that names nothing known.</summary>
/// <param name="Field">Key of the field that it should go into.</param>
/// <param name="Text">What the file says.</param>
/// <param name="Rows">How many rows say it.</param>
public sealed record UnknownText(string Field, string Text, int Rows);
