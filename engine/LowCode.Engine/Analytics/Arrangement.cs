using System.Globalization;
using LowCode.Expressions;
using LowCode.Forms;

namespace LowCode.Analytics;

/// <summary>
/// Puts the groups of a widget into the order in which they are drawn, and adds what the database can't know: steps of time and stages
/// without any record, and those gone beyond a stage.
/// </summary>
internal static class Arrangement
{
    /// <summary>Most steps of a time axis.</summary>
    public const int MostSteps = 400;

    /// <summary>Rows of groups and measures, arranged. <paramref name="within"/> is the time that was asked for; null leaves it to the rows.</summary>
    public static List<(Value[] Groups, Value[] Measures)> Of(
        WidgetDefinition widget, Form form, IReadOnlyList<FieldPath> groups, List<(Value[] Groups, Value[] Measures)> rows, MeasureSet measures, Period? within, TimeZoneInfo zone)
    {
        if (groups.Count == 0) return rows;
        var (field, step) = (groups[0].Field, widget.GroupBy[0].By);
        if (widget.Kind == WidgetKind.Funnel && field.Choices.Count > 0) rows = Stages(widget, groups[0], form, rows, measures);
        else if (step is { } by && WidgetKinds.HasAxis(widget.Kind)) rows = WithEmptySteps(rows, measures, by, within, zone);
        var ordered = InOrder(widget, field, step, rows, measures.SortedBy);
        if (widget is { Kind: WidgetKind.Funnel, Cumulative: true }) Cumulate(ordered);
        return ordered;
    }

    /// <summary>True when the order is that of the first measure, so that the database can sort and cut.</summary>
    public static bool IsByValue(WidgetDefinition widget, Field field, DateStep? step) => widget.Sort is { } sort
        ? sort.By == SortBasis.Value
        : widget.Kind == WidgetKind.Ranking || step is null && !IsTemporal(field) && field.Choices.Count == 0 && widget.GroupBy[0].Bands.Count == 0;

    /// <summary>A date as its step reads: <c>2026-03-05</c>, <c>2026-W10</c>, <c>2026-03</c>, <c>2026 Q1</c>, <c>2026</c>.</summary>
    public static string Title(DateOnly day, DateStep step) => step switch
    {
        DateStep.Day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateStep.Week => string.Create(CultureInfo.InvariantCulture, $"{ISOWeek.GetYear(day.ToDateTime(default))}-W{ISOWeek.GetWeekOfYear(day.ToDateTime(default)):00}"),
        DateStep.Month => day.ToString("yyyy-MM", CultureInfo.InvariantCulture),
        DateStep.Quarter => string.Create(CultureInfo.InvariantCulture, $"{day.Year} Q{(day.Month + 2) / 3}"),
        _ => day.Year.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>True for dates and instants.</summary>
    public static bool IsTemporal(Field field) => field.Storage is StorageKind.Date or StorageKind.Instant;

    private static List<(Value[] Groups, Value[] Measures)> InOrder(WidgetDefinition widget, Field field, DateStep? step, List<(Value[] Groups, Value[] Measures)> rows, int measure)
    {
        var byValue = IsByValue(widget, field, step);
        var descending = widget.Sort?.Descending ?? byValue;
        var groups = rows.GroupBy(row => row.Groups[0]);
        var keyed = byValue
            ? groups.Select(group => (Rows: group, Key: (IComparable)group.Sum(row => row.Measures[measure].Kind == ValueKind.Number ? row.Measures[measure].AsNumber : 0)))
            : groups.Select(group => (Rows: group, Key: Rank(group.Key, field)));
        // Empty groups stand last, whichever way the others run.
        var ordered = keyed.OrderBy(group => group.Rows.Key.IsNull && !byValue);
        return [.. (descending ? ordered.ThenByDescending(group => group.Key) : ordered.ThenBy(group => group.Key)).SelectMany(group => group.Rows)];
    }

    /// <summary>A band as it reads: <c>&lt; 0</c>, <c>0 – 1,000</c>, <c>≥ 1,000</c>; the upper bound is not in it.</summary>
    public static string Band(IReadOnlyList<decimal> bounds, int band) =>
        band == 0 ? $"< {Bound(bounds[0])}" : band >= bounds.Count ? $"≥ {Bound(bounds[^1])}" : $"{Bound(bounds[band - 1])} – {Bound(bounds[band])}";

    private static string Bound(decimal bound) => bound.ToString("#,0.########", CultureInfo.CurrentCulture);

    /// <summary>Something to sort a group by: its place among the choices, its number, its text. Empty ones sort last among choices and numbers.</summary>
    public static IComparable Order(Value value, Field field) => Rank(value, field);

    private static IComparable Rank(Value value, Field field) => value.Kind switch
    {
        ValueKind.Text when field.Choices.Count > 0 => Position(field, value.AsText),
        ValueKind.Number => value.AsNumber,
        ValueKind.Null => field.Choices.Count > 0 ? int.MaxValue : field.Storage == StorageKind.Number ? decimal.MaxValue : "",
        _ => value.ToString(),
    };

    private static int Position(Field field, string value)
    {
        for (var i = 0; i < field.Choices.Count; i++)
        {
            if (field.Choices[i].Value == value) return i;
        }
        return field.Choices.Count;
    }

    // A funnel shows every stage that its filter lets through, also those where nothing is now; a retired one only when something is.
    private static List<(Value[] Groups, Value[] Measures)> Stages(WidgetDefinition widget, FieldPath group, Form form, List<(Value[] Groups, Value[] Measures)> rows, MeasureSet measures)
    {
        var present = rows.Select(row => row.Groups[0]).ToHashSet();
        var filter = group.Through is null && widget.Filter is { } source ? ExpressionCompiler.Compile(source, form, ExpressionType.Bool).Expression : null;
        var decides = filter is not null && filter.Dependencies.All(dependency => dependency.Key == group.Text);
        var missing = group.Field.Choices.Where(choice => !choice.Retired).Select(choice => Value.FromText(choice.Value)).Where(stage => !present.Contains(stage) && (!decides || LetsThrough(stage)));
        return [.. rows.Where(row => !row.Groups[0].IsNull), .. missing.Select(stage => (new[] { stage }, measures.Nothing()))];

        bool LetsThrough(Value stage)
        {
            var record = form.NewValues();
            record[group.Field.Position] = stage;
            return filter!.Test(new EvaluationContext { Record = record });
        }
    }

    private static void Cumulate(List<(Value[] Groups, Value[] Measures)> rows)
    {
        for (var i = rows.Count - 2; i >= 0; i--)
        {
            for (var measure = 0; measure < rows[i].Measures.Length; measure++)
            {
                if (rows[i + 1].Measures[measure].Kind == ValueKind.Number)
                    rows[i].Measures[measure] = Value.FromNumber((rows[i].Measures[measure].Kind == ValueKind.Number ? rows[i].Measures[measure].AsNumber : 0) + rows[i + 1].Measures[measure].AsNumber);
            }
        }
    }

    // A month without a record is a month with nothing, not a month that never was.
    private static List<(Value[] Groups, Value[] Measures)> WithEmptySteps(
        List<(Value[] Groups, Value[] Measures)> rows, MeasureSet measures, DateStep step, Period? within, TimeZoneInfo zone)
    {
        var dated = rows.Where(row => !row.Groups[0].IsNull).ToList();
        if (dated.Count == 0) return rows;
        var days = dated.Select(row => Conditions.Day(row.Groups[0], zone)).ToHashSet();
        var (from, last) = within is { } period ? (Conditions.Of(step, period.From).From, period.To.AddDays(-1)) : (days.Min(), days.Max());
        var sample = dated[0];
        var filled = new List<(Value[] Groups, Value[] Measures)>(rows);
        var count = 0;
        for (var at = from; at <= last && count++ < MostSteps; at = Conditions.Of(step, at).To)
        {
            if (days.Contains(at)) continue;
            Value[] groups = [.. sample.Groups];
            groups[0] = Value.FromDate(at);
            filled.Add((groups, measures.Nothing()));
        }
        return filled;
    }
}
