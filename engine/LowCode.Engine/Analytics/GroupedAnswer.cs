using LowCode.Expressions;
using LowCode.Forms;

namespace LowCode.Analytics;

/// <summary>Answers numbers, charts, rankings and tables: groups with measures, arranged, cut, compared with an earlier time.</summary>
internal sealed class GroupedAnswer(Question question, DateOnly today)
{
    private const int UsualLimit = 20, MostTrend = 60;

    private readonly WidgetDefinition _widget = question.Widget;
    private readonly MeasureSet _measures = question.Measures;

    // A group while it is worked on: its measures as counted, and as shown.
    private sealed record Mark(Value[] Groups, Value[] Raw, Value[] Shown)
    {
        public bool IsRest { get; init; }
    }

    public WidgetData Work()
    {
        var (now, before) = Times();
        var filter = During(now);
        var count = question.Groups.Count;
        var isTime = count > 0 && Arrangement.IsTemporal(question.Paths[0].Field);
        var limit = _widget.Limit ?? (isTime ? Arrangement.MostSteps : UsualLimit);
        var sort = _measures.SortedBy;
        var cutsInDatabase = count == 1 && Arrangement.IsByValue(_widget, question.Paths[0].Field, question.Groups[0].By) && _measures.SortsInDatabase(sort);

        var request = question.Request(question.Groups, filter);
        var result = question.Reader.Aggregate(question.Caller, count == 0 ? request with { Limit = 1 } : !cutsInDatabase ? request : request with
        {
            Limit = limit + 1,
            SortColumn = count + _measures.StoredIndex(sort),
            Descending = _widget.Sort?.Descending ?? true,
        }).Value;
        var rows = Arrangement.Of(_widget, question.Form, question.Paths, [.. result.Rows.Select(row => (row[..count], _measures.Complete(row[count..])))], _measures, now, question.Caller.Zone);
        var marks = Show(rows);
        var shown = Cut(marks, limit, latest: isTime);
        var cut = shown.Count < marks.Count;
        if (cut && (_widget.Others || _widget.Kind is WidgetKind.Pie or WidgetKind.Ring) && count == 1 && _measures.AddsUp(_measures.Shown[0]))
        {
            shown.Add(Rest(shown, question.Total(filter)));
            cut = false;
        }

        var earlier = before is { } span && count > 0 ? Earlier(span) : null;
        return new WidgetData
        {
            Groups = question.GroupColumns,
            Measures = question.MeasureColumns,
            Rows = [.. shown.Select(mark => Row(mark, marks, filter, result.Names) with { Before = mark.IsRest ? null : earlier?.Invoke(mark.Groups) })],
            Before = before is { } earlierSpan && count == 0 ? [.. _measures.Shown.Select(i => question.Total(During(earlierSpan))[i])] : null,
            Trend = count == 0 && _widget.Look is { Trend: true } && now is { } time && question.Scope.TimeField is { } field ? Trend(field, time, filter) : [],
            Cut = cut,
            Filter = filter,
        };
    }

    private string? During(Period? time) => question.Scope.During(time, question.Form, question.Caller.Zone);

    // A chart over time stands against the whole earlier span, step by step; all others against as much of it as has passed of this one.
    private (Period? Now, Period? Before) Times()
    {
        if (question.Scope.Time is not { } time || _widget.Period is not { Compare: var compare and not Comparison.None } || !WidgetKinds.Compares(_widget.Kind)) return (question.Scope.Time, null);
        if (StepsOfTime) return (time, time.Earlier(compare));
        var (now, before) = time.Against(compare, today);
        return (now, before);
    }

    // The axis is the time that is looked at, so that each step has a counterpart.
    private bool StepsOfTime => question.Groups.Count > 0 && question.Groups[0].By is not null && question.Paths[0].Text == question.Scope.TimeField;

    private Func<Value[], IReadOnlyList<Value>?> Earlier(Period span)
    {
        var count = question.Groups.Count;
        var rows = question.Reader.Aggregate(question.Caller, question.Request(question.Groups, During(span))).Value.Rows
            .ToDictionary(row => new GroupKey(row[..count]), row => _measures.Complete(row[count..]));
        var steps = StepsOfTime && question.Scope.Time is { } time ? (Time: time, By: question.Groups[0].By!.Value) : default((Period Time, DateStep By)?);
        return groups =>
        {
            Value[] key = [.. groups];
            if (steps is { } at && !key[0].IsNull)
            {
                if (at.Time.Counterpart(Conditions.Day(key[0], question.Caller.Zone), at.By, _widget.Period!.Compare) is not { } day) return null;
                key[0] = Value.FromDate(day);
            }
            var found = rows.GetValueOrDefault(new GroupKey(key)) ?? _measures.Nothing();
            return [.. _measures.Shown.Select(i => _measures.Show(i) is null ? found[i] : Value.Null)];
        };
    }

    private List<decimal?> Trend(string field, Period time, string? filter)
    {
        var until = today >= time.From && today < time.To ? time with { To = today.AddDays(1) } : time;
        var days = until.To.DayNumber - until.From.DayNumber;
        var step = days <= MostTrend ? DateStep.Day : days <= MostTrend * 7 ? DateStep.Week : DateStep.Month;
        var group = new WidgetGroup(field, step);
        var rows = question.Reader.Aggregate(question.Caller, question.Request([group], filter)).Value.Rows
            .Where(row => !row[0].IsNull).ToDictionary(row => Conditions.Day(row[0], question.Caller.Zone), row => _measures.Complete(row[1..])[_measures.Shown[0]]);
        var course = new List<decimal?>();
        for (var at = Conditions.Of(step, until.From).From; at < until.To && course.Count < Arrangement.MostSteps; at = Conditions.Of(step, at).To)
            course.Add((rows.TryGetValue(at, out var value) ? value : _measures.Nothing()[_measures.Shown[0]]) is { Kind: ValueKind.Number } number ? number.AsNumber : null);
        return course;
    }

    // Shares and running sums know all groups, also those that are left out afterwards.
    private List<Mark> Show(List<(Value[] Groups, Value[] Measures)> rows)
    {
        var marks = rows.Select(row => new Mark(row.Groups, row.Measures, [.. row.Measures])).ToList();
        for (var i = 0; i < (marks.Count == 0 ? 0 : marks[0].Raw.Length); i++)
        {
            var measure = i;
            if (_measures.Show(i) == MeasureShow.Share)
            {
                foreach (var whole in marks.GroupBy(mark => _widget.Series is null ? Value.Null : mark.Groups[0]))
                {
                    var sum = whole.Sum(mark => MeasureSet.Number(mark.Raw[measure]));
                    foreach (var mark in whole) mark.Shown[i] = sum == 0 ? Value.Null : Value.FromNumber(MeasureSet.Number(mark.Raw[i]) / sum);
                }
            }
            else if (_measures.Show(i) == MeasureShow.Running)
            {
                foreach (var line in marks.GroupBy(mark => _widget.Series is null ? Value.Null : mark.Groups[^1]))
                {
                    var sum = 0m;
                    foreach (var mark in line) mark.Shown[i] = Value.FromNumber(sum += MeasureSet.Number(mark.Raw[i]));
                }
            }
        }
        return marks;
    }

    // Whole groups only: all series of a mark, or none. Of a time axis the latest are kept, of all others the first.
    private static List<Mark> Cut(List<Mark> marks, int limit, bool latest)
    {
        var groups = marks.Select(mark => mark.Groups.Length == 0 ? Value.Null : mark.Groups[0]).Distinct().ToList();
        if (groups.Count <= limit) return [.. marks];
        var kept = (latest ? groups.TakeLast(limit) : groups.Take(limit)).ToHashSet();
        return [.. marks.Where(mark => kept.Contains(mark.Groups[0]))];
    }

    private Mark Rest(List<Mark> shown, Value[] whole)
    {
        var raw = _measures.Rest(whole, [.. shown.Select(mark => mark.Raw)]);
        Value[] asShown = [.. raw.Select((value, i) => _measures.Show(i) switch
        {
            MeasureShow.Share => MeasureSet.Number(whole[i]) is var sum && sum != 0 ? Value.FromNumber(MeasureSet.Number(value) / sum) : Value.Null,
            MeasureShow.Running => whole[i],
            _ => value,
        })];
        return new([Value.Null], raw, asShown) { IsRest = true };
    }

    private WidgetRow Row(Mark mark, List<Mark> marks, string? filter, ValueNames names)
    {
        Value[] measures = [.. _measures.Shown.Select(i => mark.Shown[i])];
        if (mark.IsRest) return new(mark.Groups, [""], measures, null, IsRest: true);
        return new(mark.Groups, [.. mark.Groups.Select((value, i) => question.Title(value, i, names))], measures,
            _widget is { Kind: WidgetKind.Funnel, Cumulative: true } ? Reached(mark, marks, filter) : question.Condition(filter, mark.Groups, [.. Enumerable.Range(0, mark.Groups.Length)]));
    }

    // The records of a stage that also counts what has gone beyond it.
    private string? Reached(Mark mark, List<Mark> marks, string? filter)
    {
        var stages = marks.SkipWhile(other => other != mark).Select(other => question.Condition(null, other.Groups, [.. Enumerable.Range(0, other.Groups.Length)])).ToList();
        return stages.Contains(null) ? null : Conditions.All(filter, string.Join(" || ", stages.Select(stage => $"({stage})")));
    }
}

/// <summary>Values of several dimensions as a key.</summary>
internal readonly struct GroupKey(IReadOnlyList<Value> values) : IEquatable<GroupKey>
{
    private readonly IReadOnlyList<Value> _values = values;

    public bool Equals(GroupKey other) => _values.SequenceEqual(other._values);

    public override bool Equals(object? obj) => obj is GroupKey other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var value in _values) hash.Add(value);
        return hash.ToHashCode();
    }
}
