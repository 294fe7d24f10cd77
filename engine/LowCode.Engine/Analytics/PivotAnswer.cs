using LowCode.Expressions;
using LowCode.Records;

namespace LowCode.Analytics;

/// <summary>
/// Answers a pivot table. One statement counts the finest cells; subtotals are put together from them: sums add up, means are kept as sum and count,
/// extremes are compared. Only numbers of different values can't be put together: those are asked for at every level.
/// </summary>
internal sealed class PivotAnswer(Question question)
{
    private const int MostColumns = 60, UsualRows = 100;

    private readonly MeasureSet _measures = question.Measures;
    private readonly int _depth = question.Widget.GroupBy.Count;
    private readonly bool _split = question.Widget.Series is not null;

    // A cell while it is put together: one or two numbers for each measure that the database works out.
    private sealed class Tally(int count)
    {
        public Value[] First { get; } = new Value[count];

        public decimal[] Counts { get; } = new decimal[count];
    }

    public WidgetData Work()
    {
        var filter = question.Scope.During(question.Scope.Time, question.Form, question.Caller.Zone);
        var result = question.Reader.Aggregate(question.Caller, Request(question.Groups, filter)).Value;
        var cells = result.Rows.Select(row => (Key: row[..question.Groups.Count], Tally: Read(row[question.Groups.Count..]))).ToList();
        var levels = new Dictionary<GroupKey, Tally>();
        foreach (var (key, tally) in cells)
        {
            for (var depth = 0; depth <= _depth; depth++)
            {
                Add(levels, KeyOf(key[..depth], null), tally);
                if (_split) Add(levels, KeyOf(key[..depth], key[^1]), tally);
            }
        }
        if (cells.Count > 0) CountDifferent(levels, filter);

        var columns = _split ? cells.Select(cell => cell.Key[^1]).Distinct().OrderBy(value => Arrangement.Order(value, question.Paths[^1].Field)).ToList() : [];
        var shownColumns = columns.Take(MostColumns).ToList();
        var limit = question.Widget.Limit ?? UsualRows;
        var rows = new List<PivotRow>();
        var cut = columns.Count > MostColumns;
        Branch([], cells.Select(cell => cell.Key).ToList());
        if (cells.Count > 0) rows.Add(Row([], isTotal: true));

        return new WidgetData
        {
            Groups = question.GroupColumns,
            Measures = question.MeasureColumns,
            Rows = [.. cells.Select(cell => new WidgetRow(cell.Key, Titles(cell.Key), Shown(cell.Tally), question.Condition(filter, cell.Key, [.. Enumerable.Range(0, cell.Key.Length)])))],
            Pivot = new([.. shownColumns.Select(value => new PivotColumn(question.Title(value, _depth, result.Names), false)), new("", true)], rows),
            Cut = cut,
            Filter = filter,
        };

        void Branch(Value[] prefix, List<Value[]> keys)
        {
            var depth = prefix.Length;
            var groups = Ordered(keys.GroupBy(key => key[depth]), prefix);
            cut |= depth == 0 && groups.Count > limit;
            foreach (var group in depth == 0 ? groups.Take(limit) : groups)
            {
                Value[] path = [.. prefix, group.Key];
                if (depth + 1 < _depth) Branch(path, [.. group]);
                rows.Add(Row(path, isTotal: depth + 1 < _depth));
            }
        }

        List<IGrouping<Value, Value[]>> Ordered(IEnumerable<IGrouping<Value, Value[]>> groups, Value[] prefix)
        {
            var sort = question.Widget.Sort;
            if (sort is { By: SortBasis.Value })
            {
                var byValue = groups.OrderBy(group => MeasureSet.Number(Complete(levels[KeyOf([.. prefix, group.Key], null)])[_measures.SortedBy]));
                return [.. sort.Descending ? byValue.Reverse() : byValue];
            }
            var field = question.Paths[prefix.Length].Field;
            var natural = groups.OrderBy(group => group.Key.IsNull).ThenBy(group => Arrangement.Order(group.Key, field)).ToList();
            if (sort is { Descending: true }) natural.Reverse();
            return natural;
        }

        PivotRow Row(Value[] path, bool isTotal) => new(Titles(path), isTotal, [.. shownColumns.Select(column => Cell(path, column, true)), Cell(path, Value.Null, false)]);

        PivotCell? Cell(Value[] path, Value column, bool named)
        {
            if (!levels.TryGetValue(KeyOf(path, named ? column : null), out var tally)) return null;
            List<int> groups = [.. Enumerable.Range(0, path.Length)];
            if (named) groups.Add(_depth);
            return new(Shown(tally), question.Condition(filter, named ? [.. path, column] : path, groups));
        }

        string[] Titles(Value[] path) => [.. path.Select((value, i) => question.Title(value, i, result.Names))];
    }

    // The length tells levels apart; a list around the column tells the total from the empty column.
    private static GroupKey KeyOf(Value[] path, Value? column) =>
        new([Value.FromNumber(path.Length), .. path, column is { } named ? Value.FromList([named]) : Value.Null]);

    private AggregateRequest Request(IEnumerable<WidgetGroup> groups, string? filter)
    {
        var request = question.Request(groups, filter);
        return request with { Measures = [.. request.Measures.SelectMany(Parts)] };
    }

    private static IEnumerable<MeasureRequest> Parts(MeasureRequest measure) => measure.Function == MeasureFunction.Avg
        ? [measure with { Function = MeasureFunction.Sum }, measure with { Function = MeasureFunction.Count }]
        : [measure];

    private Tally Read(Value[] stored)
    {
        var tally = new Tally(_measures.Stored.Count);
        for (var (i, at) = (0, 0); i < tally.First.Length; i++)
        {
            tally.First[i] = stored[at++];
            if (_measures.Fn(_measures.Stored[i]) == MeasureFn.Avg) tally.Counts[i] = MeasureSet.Number(stored[at++]);
        }
        return tally;
    }

    private void Add(Dictionary<GroupKey, Tally> levels, GroupKey key, Tally part)
    {
        if (!levels.TryGetValue(key, out var whole)) levels[key] = whole = new Tally(part.First.Length);
        for (var i = 0; i < part.First.Length; i++)
        {
            var (mine, theirs) = (whole.First[i], part.First[i]);
            whole.Counts[i] += part.Counts[i];
            whole.First[i] = theirs.IsNull ? mine : mine.IsNull ? theirs : _measures.Fn(_measures.Stored[i]) switch
            {
                MeasureFn.Min => Compare(theirs, mine) < 0 ? theirs : mine,
                MeasureFn.Max => Compare(theirs, mine) > 0 ? theirs : mine,
                _ => Value.FromNumber(MeasureSet.Number(mine) + MeasureSet.Number(theirs)),
            };
        }
    }

    private static int Compare(Value one, Value other) => one.Kind switch
    {
        ValueKind.Date => one.AsDate.CompareTo(other.AsDate),
        ValueKind.DateTime => one.AsDateTime.CompareTo(other.AsDateTime),
        _ => MeasureSet.Number(one).CompareTo(MeasureSet.Number(other)),
    };

    private void CountDifferent(Dictionary<GroupKey, Tally> levels, string? filter)
    {
        var different = Enumerable.Range(0, _measures.Stored.Count).Where(i => _measures.Fn(_measures.Stored[i]) == MeasureFn.Distinct).ToList();
        if (different.Count == 0) return;
        for (var depth = 0; depth <= _depth; depth++)
        {
            Ask(depth, split: false);
            if (_split && depth < _depth) Ask(depth, split: true);
        }

        void Ask(int depth, bool split)
        {
            var groups = question.Widget.GroupBy.Take(depth).ToList();
            if (split) groups.Add(question.Widget.Series!);
            foreach (var row in question.Reader.Aggregate(question.Caller, Request(groups, filter)).Value.Rows)
            {
                if (!levels.TryGetValue(KeyOf(row[..depth], split ? row[depth] : null), out var tally)) continue;
                var counted = Read(row[groups.Count..]);
                foreach (var i in different) tally.First[i] = counted.First[i];
            }
        }
    }

    private Value[] Complete(Tally tally) => _measures.Complete([.. tally.First.Select((value, i) =>
        _measures.Fn(_measures.Stored[i]) != MeasureFn.Avg ? value : tally.Counts[i] == 0 ? Value.Null : Value.FromNumber(MeasureSet.Number(value) / tally.Counts[i]))]);

    private IReadOnlyList<Value> Shown(Tally tally) => Complete(tally) is var all ? [.. _measures.Shown.Select(i => all[i])] : [];
}
