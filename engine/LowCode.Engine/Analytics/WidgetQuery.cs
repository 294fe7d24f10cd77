using LowCode.Expressions;
using LowCode.Forms;
using LowCode.Forms.FieldTypes;
using LowCode.People;
using LowCode.Records;

namespace LowCode.Analytics;

/// <summary>
/// Asks the records a widget's question as the person who looks. The way: which records (<see cref="WidgetScope"/>) -> <see cref="RecordReader.Aggregate"/>,
/// one statement with the person's permissions inside -> put in order (<see cref="Arrangement"/>) -> titles and, for every row, the condition that opens its records.
/// </summary>
public sealed class WidgetQuery(Workspace workspace, RecordReader reader)
{
    private const int MostRows = 10_000, UsualLimit = 20;
    private static readonly Dictionary<string, string> NothingChosen = [];

    /// <summary>The answer of a published dashboard's widget. 404 for unknown keys.</summary>
    public Outcome<WidgetData> Run(Caller caller, string dashboardKey, string widgetKey, IReadOnlyDictionary<string, string>? chosen = null)
    {
        var found = workspace.Catalog.Dashboard(caller, dashboardKey);
        if (found.Refusal is { } refusal) return refusal;
        return found.Value.Widgets.FirstOrDefault(widget => widget.Key == widgetKey) is { } widget
            ? Run(caller, widget, found.Value, chosen)
            : new Refusal(ErrorKind.NotFound, "analytics.widget.unknown", $"The dashboard '{dashboardKey}' has no widget '{widgetKey}'.");
    }

    /// <summary>The answer of a widget that may be a draft; <paramref name="dashboard"/> gives the filter row that <paramref name="chosen"/> (filter key to value) belongs to.</summary>
    public Outcome<WidgetData> Run(Caller caller, WidgetDefinition widget, DashboardDefinition? dashboard = null, IReadOnlyDictionary<string, string>? chosen = null)
    {
        var problems = DashboardChecker.Check(widget, $"widgets.{widget.Key}", workspace.Catalog);
        if (problems.Count > 0) return new Refusal(ErrorKind.Invalid, problems);
        var form = workspace.Catalog.Form(widget.Form);
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(workspace.Now, caller.Zone));
        try
        {
            return Answer(caller, widget, form, WidgetScope.Of(widget, form, dashboard, chosen ?? NothingChosen, caller, today), today);
        }
        catch (RefusedException refused)
        {
            return refused.Refusal;
        }
    }

    private WidgetData Answer(Caller caller, WidgetDefinition widget, Form form, WidgetScope scope, DateOnly today)
    {
        var (now, before) = Times(widget, scope, today);
        var filter = scope.During(now, form, caller.Zone);
        IReadOnlyList<WidgetGroup> grouped = widget.Series is null ? widget.GroupBy : [.. widget.GroupBy, widget.Series];
        var paths = grouped.Select(group => FieldPath.Find(form, group.Field, workspace.Catalog.Forms.GetValueOrDefault)!).ToList();
        var limit = widget.Limit ?? (paths.Count > 0 && Arrangement.IsTemporal(paths[0].Field) ? Arrangement.MostSteps : UsualLimit);
        var cutsInDatabase = grouped.Count == 1 && Arrangement.IsByValue(widget, paths[0].Field, grouped[0].By);

        var result = reader.Aggregate(caller, Request(widget, grouped, filter) with
        {
            Limit = grouped.Count == 0 ? 1 : cutsInDatabase ? limit + 1 : MostRows,
            SortColumn = cutsInDatabase ? grouped.Count : null,
            Descending = cutsInDatabase && (widget.Sort?.Descending ?? true),
        }).Value;
        var count = grouped.Count;
        var rows = Arrangement.Of(widget, form, paths, [.. result.Rows.Select(row => (row[..count], row[count..]))], now, caller.Zone);
        var shown = Shown(rows, limit, latest: count > 0 && Arrangement.IsTemporal(paths[0].Field));

        var answer = shown.Select(row => Row(row.Groups, row.Measures, grouped, paths, filter, result.Names, caller.Zone)).ToList();
        var cut = shown.Count < rows.Count;
        if (cut && widget.Kind is WidgetKind.Pie or WidgetKind.Ring && Rest(caller, widget, filter, shown) is { } rest)
        {
            answer.Add(rest);
            cut = false;
        }
        return new WidgetData
        {
            Groups = [.. grouped.Select((group, i) => new WidgetColumn(group.Label, paths[i].Field))],
            Measures = [.. Measures(widget).Select(measure => Column(measure, form))],
            Rows = answer,
            Before = before is { } earlier ? reader.Aggregate(caller, Request(widget, [], scope.During(earlier, form, caller.Zone))).Value.Rows[0] : null,
            Cut = cut,
            Filter = filter,
        };
    }

    private static (Period? Now, Period? Before) Times(WidgetDefinition widget, WidgetScope scope, DateOnly today)
    {
        if (scope.Time is not { } time || widget is not { Kind: WidgetKind.Number, Period.Compare: var compare and not Comparison.None }) return (scope.Time, null);
        var (now, before) = time.Against(compare, today);
        return (now, before);
    }

    private static AggregateRequest Request(WidgetDefinition widget, IReadOnlyList<WidgetGroup> groups, string? filter) => new()
    {
        Form = widget.Form,
        Filter = filter,
        GroupBy = [.. groups.Select(group => new GroupRequest(group.Field, Unit(group.By)))],
        Measures = [.. Measures(widget).Select(measure => new MeasureRequest(Function(measure.Fn), measure.Field))],
    };

    private static WidgetRow Row(Value[] groups, Value[] measures, IReadOnlyList<WidgetGroup> grouped, List<FieldPath> paths, string? filter, ValueNames names, TimeZoneInfo zone)
    {
        var conditions = new List<string?> { filter };
        var titles = new string[groups.Length];
        var canOpen = true;
        for (var i = 0; i < groups.Length; i++)
        {
            var (value, field, step) = (groups[i], paths[i].Field, grouped[i].By);
            titles[i] = value.IsNull ? "" : step is { } by ? Arrangement.Title(Conditions.Day(value, zone), by) : field.Type.Display(value, field, names);
            var condition = Conditions.Is(value, paths[i].Text, field, step, zone);
            canOpen &= condition is not null;
            conditions.Add(condition);
        }
        return new(groups, titles, measures, canOpen ? Conditions.All(conditions) ?? "true" : null);
    }

    // Whole groups only: all series of a mark, or none. Of a time axis the latest are kept, of all others the first.
    private static List<(Value[] Groups, Value[] Measures)> Shown(List<(Value[] Groups, Value[] Measures)> rows, int limit, bool latest)
    {
        var groups = rows.Select(row => row.Groups.Length == 0 ? Value.Null : row.Groups[0]).Distinct().ToList();
        if (groups.Count <= limit) return rows;
        var kept = (latest ? groups.TakeLast(limit) : groups.Take(limit)).ToHashSet();
        return [.. rows.Where(row => kept.Contains(row.Groups[0]))];
    }

    // The whole less what is shown; only where parts add up to the whole.
    private WidgetRow? Rest(Caller caller, WidgetDefinition widget, string? filter, List<(Value[] Groups, Value[] Measures)> shown)
    {
        if (Measures(widget)[0].Fn is not (MeasureFn.Count or MeasureFn.Sum)) return null;
        var whole = reader.Aggregate(caller, Request(widget, [], filter)).Value.Rows[0][0].AsNumber;
        return new([Value.Null], [""], [Value.FromNumber(whole - shown.Sum(row => row.Measures[0].AsNumber))], null, IsRest: true);
    }

    private static IReadOnlyList<WidgetMeasure> Measures(WidgetDefinition widget) => widget.Measures.Count == 0 ? [new WidgetMeasure(MeasureFn.Count)] : widget.Measures;

    private static WidgetColumn Column(WidgetMeasure measure, Form form)
    {
        var field = measure.Field is { } key ? form[key] : null;
        var scale = measure.Fn switch { MeasureFn.Count or MeasureFn.Distinct => 0, MeasureFn.Avg when !IsMoney(field) => Math.Min((field?.Scale ?? 0) + 2, 8), _ => field?.Scale ?? 0 };
        return new(measure.Label, field, measure.Fn, scale);
    }

    // An average of money is money: no finer than the field.
    private static bool IsMoney(Field? field) => field?.Settings is NumberSettings { Display: NumberDisplay.Money } or FormulaSettings { Display: NumberDisplay.Money };

    private static DateUnit Unit(DateStep? step) => step switch
    {
        DateStep.Day => DateUnit.Day,
        DateStep.Week => DateUnit.Week,
        DateStep.Month => DateUnit.Month,
        DateStep.Quarter => DateUnit.Quarter,
        DateStep.Year => DateUnit.Year,
        _ => DateUnit.None,
    };

    private static MeasureFunction Function(MeasureFn fn) => fn switch
    {
        MeasureFn.Distinct => MeasureFunction.Distinct,
        MeasureFn.Sum => MeasureFunction.Sum,
        MeasureFn.Avg => MeasureFunction.Avg,
        MeasureFn.Min => MeasureFunction.Min,
        MeasureFn.Max => MeasureFunction.Max,
        _ => MeasureFunction.Count,
    };
}
