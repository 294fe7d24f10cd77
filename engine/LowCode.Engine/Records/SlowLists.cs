using System.Collections.Concurrent;
using LowCode.Expressions;
using LowCode.Forms;
using LowCode.Forms.FieldTypes;

namespace LowCode.Records;

/// <summary>
/// Lists that took long because they filter or sort by fields without an index. The form designer offers the index; nobody has to look at a query plan.
/// Kept in memory: what is slow shows again soon after a restart, and what is no longer asked for should not be offered for ever.
/// </summary>
public sealed class SlowLists
{
    /// <summary>A list that takes as long is worth an index.</summary>
    public static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentDictionary<(long Form, long Field), Seen> _seen = [];

    /// <summary>Fields of the form that made lists slow and have no index yet, most asked for first.</summary>
    public IReadOnlyList<SlowField> Of(Form form) =>
    [
        .. form.Designed.Where(CanHelp).Select(field => (field.Key, Seen: _seen.GetValueOrDefault((form.Id, field.Id)))).Where(pair => pair.Seen is not null)
            .Select(pair => new SlowField(pair.Key, pair.Seen!.Times, pair.Seen.Longest)).OrderByDescending(field => field.Times),
    ];

    /// <summary>Takes note of a list that has taken so long; quick ones are left alone, as are searches, which no index of a field helps.</summary>
    internal void Note(RecordSelect select, TimeSpan took)
    {
        if (took < Slow || select.Search is not null)
            return;
        foreach (var field in Blamed(select).Where(CanHelp).Distinct())
            _seen.AddOrUpdate((select.Form.Id, field.Id), _ => new Seen(1, took), (_, seen) => new Seen(seen.Times + 1, took > seen.Longest ? took : seen.Longest));
    }

    private static IEnumerable<Field> Blamed(RecordSelect select)
    {
        // An order by several fields uses the first one's index.
        if (select.Sort.Count > 0)
            yield return select.Form.Fields[select.Sort[0].Position];
        foreach (var dependency in select.Filter?.Dependencies ?? [])
        {
            if (dependency.Kind == DependencyKind.Field && select.Form[dependency.Key] is { } field)
                yield return field;
        }
    }

    // Long texts are searched, not compared, and don't fit an index of every database.
    private static bool CanHelp(Field field) =>
        !field.IsSystem && field.Type is not TextAreaField && !field.Definition.Indexed && !field.Definition.Unique && field.Target is null
        && field.Storage is StorageKind.Text or StorageKind.Number or StorageKind.Id or StorageKind.Date or StorageKind.Instant;

    private sealed record Seen(int Times, TimeSpan Longest);
}

/// <summary>A field that made lists slow: how often, and the longest that one took.</summary>
public sealed record SlowField(string Field, int Times, TimeSpan Longest);
