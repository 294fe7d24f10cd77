using LowCode.Expressions;
using LowCode.Forms;
using LowCode.People;
using LowCode.Records;

namespace LowCode.Analytics;

/// <summary>
/// Asks the records a widget's question as the person who looks. The way: which records (<see cref="WidgetScope"/>) -> <see cref="RecordReader.Aggregate"/>,
/// one statement with the person's permissions inside -> put in order (<see cref="Arrangement"/>) -> titles and, for every row, the condition that opens its records.
/// An answer is kept until anything it was made of has changed (<see cref="AnswerCache"/>).
/// </summary>
public sealed class WidgetQuery(Workspace workspace, RecordReader reader)
{
    private static readonly Dictionary<string, string> NothingChosen = [];
    private readonly AnswerCache _answers = new(workspace);

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
        if (!WidgetKinds.Asks(widget.Kind)) return new WidgetData { Measures = [], Rows = [] };
        var form = workspace.Catalog.Form(widget.Form);
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(workspace.Now, caller.Zone));
        try
        {
            var scope = WidgetScope.Of(widget, form, dashboard, chosen ?? NothingChosen, caller, workspace.People, today);
            var answer = _answers.Get(caller, widget, form, scope, today, () => Answer(caller, widget, form, scope, today));
            // The kept answer is shared; the goal is the person's own.
            var goal = widget.TargetFrom is { } target ? Goal(Run(caller, target.Question(widget), dashboard, chosen)) : widget.Target;
            return goal == answer.Target ? answer : answer with { Target = goal };
        }
        catch (RefusedException refused)
        {
            return refused.Refusal;
        }
    }

    // A goal that the person may not know is no goal for them; the number itself still is.
    private static decimal? Goal(Outcome<WidgetData> answer) => answer.Ok && answer.Value.Rows is [var row, ..] ? row.Number(0) : null;

    private WidgetData Answer(Caller caller, WidgetDefinition widget, Form form, WidgetScope scope, DateOnly today)
    {
        if (widget.Kind == WidgetKind.Records) return RecordsAnswer.Of(reader, workspace, caller, widget, form, scope);
        var question = new Question(workspace, reader, caller, widget, form, scope);
        return widget.Kind == WidgetKind.Pivot ? new PivotAnswer(question).Work() : new GroupedAnswer(question, today).Work();
    }
}

/// <summary>What every way of answering a widget starts from.</summary>
internal sealed class Question
{
    public Question(Workspace workspace, RecordReader reader, Caller caller, WidgetDefinition widget, Form form, WidgetScope scope)
    {
        (Reader, Caller, Widget, Form, Scope) = (reader, caller, widget, form, scope);
        Measures = new MeasureSet(widget, form);
        Groups = widget.Series is null ? widget.GroupBy : [.. widget.GroupBy, widget.Series];
        Paths = [.. Groups.Select(group => FieldPath.Find(form, group.Field, workspace.Catalog.Forms.GetValueOrDefault)!)];
    }

    public RecordReader Reader { get; }

    public Caller Caller { get; }

    public WidgetDefinition Widget { get; }

    public Form Form { get; }

    public WidgetScope Scope { get; }

    public MeasureSet Measures { get; }

    /// <summary>All dimensions, the series last.</summary>
    public IReadOnlyList<WidgetGroup> Groups { get; }

    /// <summary>The field of each dimension.</summary>
    public IReadOnlyList<FieldPath> Paths { get; }

    /// <summary>The request for these dimensions over the records of a filter.</summary>
    public AggregateRequest Request(IEnumerable<WidgetGroup> groups, string? filter) => new()
    {
        Form = Form.Key,
        Filter = filter,
        GroupBy = [.. groups.Select(group => new GroupRequest(group.Field, Unit(group.By)) { Bands = group.Bands.Count == 0 ? null : group.Bands })],
        Measures = Measures.Requests,
        Limit = 10_000,
    };

    /// <summary>All measures over the records of a filter.</summary>
    public Value[] Total(string? filter) => Measures.Complete(Reader.Aggregate(Caller, Request([], filter) with { Limit = 1 }).Value.Rows[0]);

    /// <summary>A group as people read it; "" for empty.</summary>
    public string Title(Value value, int group, ValueNames names) =>
        value.IsNull ? ""
        : Groups[group].Bands is { Count: > 0 } bounds ? Arrangement.Band(bounds, (int)value.AsNumber)
        : Groups[group].By is { } by ? Arrangement.Title(Conditions.Day(value, Caller.Zone), by)
        : Paths[group].Field.Type.Display(value, Paths[group].Field, names);

    /// <summary>The condition for records of a group; null when none names it.</summary>
    public string? Condition(Value value, int group) =>
        Groups[group].Bands is { Count: > 0 } bounds && !value.IsNull ? Conditions.InBand(bounds, (int)value.AsNumber, Paths[group].Text)
        : Conditions.Is(value, Paths[group].Text, Paths[group].Field, Groups[group].By, Caller.Zone);

    /// <summary>The condition for records of all these groups; null when one can't be named.</summary>
    public string? Condition(string? filter, IReadOnlyList<Value> values, IReadOnlyList<int> groups)
    {
        var conditions = groups.Select((group, i) => Condition(values[i], group)).ToList();
        return conditions.Contains(null) ? null : Conditions.All(conditions.Prepend(filter)) ?? "true";
    }

    /// <summary>The dimensions as people read them.</summary>
    public IReadOnlyList<WidgetColumn> GroupColumns => [.. Groups.Select((group, i) => new WidgetColumn(group.Label, Paths[i].Field) { By = group.By })];

    /// <summary>The shown measures as people read them.</summary>
    public IReadOnlyList<WidgetColumn> MeasureColumns => [.. Measures.Shown.Select(Measures.Column)];

    private static DateUnit Unit(DateStep? step) => step switch
    {
        DateStep.Day => DateUnit.Day,
        DateStep.Week => DateUnit.Week,
        DateStep.Month => DateUnit.Month,
        DateStep.Quarter => DateUnit.Quarter,
        DateStep.Year => DateUnit.Year,
        _ => DateUnit.None,
    };
}
