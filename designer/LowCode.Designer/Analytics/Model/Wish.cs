using LowCode.Analytics;
using LowCode.Catalog;
using LowCode.Forms;

namespace LowCode.Designer.Analytics;

/// <summary>What a person wants to know; each becomes a widget that already shows something.</summary>
public enum Wish
{
    HowMuch,
    Compare,
    Course,
    Shares,
    Conversion,
    Ranking,
    Goal,
    Regions,
    Strengths,
    PlanActual,
    Cross,
    List,
    Text,
    Tasks,
}

/// <summary>Makes the widget of a wish for a form, with the fields that suit it best; everything can be changed afterwards.</summary>
public static class Wishes
{
    /// <summary>The icon of a wish.</summary>
    public static string Icon(Wish wish) => wish switch
    {
        Wish.HowMuch => "hash",
        Wish.Compare => "chart-column",
        Wish.Course => "chart-line",
        Wish.Shares => "chart-pie",
        Wish.Conversion => "funnel",
        Wish.Ranking => "trophy",
        Wish.Goal => "gauge",
        Wish.Regions => "map",
        Wish.Strengths => "radar",
        Wish.PlanActual => "chart-column-increasing",
        Wish.Cross => "table-2",
        Wish.List => "list",
        Wish.Text => "type",
        _ => "list-checks",
    };

    /// <summary>The widget; its place has only a size, its key is a stem.</summary>
    public static WidgetDefinition Make(Wish wish, Form? form, MetadataCatalog catalog)
    {
        var widget = new WidgetDefinition { Key = "widget", Kind = Kind(wish), At = Size(wish) };
        if (form is null || !WidgetKinds.Asks(widget.Kind)) return widget;
        widget = widget with { Form = form.Key };
        var category = FieldChoice.Category(form);
        var date = FieldChoice.Date(form);
        var number = FieldChoice.Numbers(form).FirstOrDefault();
        IReadOnlyList<WidgetMeasure> amount = number is null ? [] : [new(MeasureFn.Sum, number.Key)];
        return wish switch
        {
            Wish.HowMuch => widget with { Measures = amount, Period = new(date.Key, "thisMonth", Comparison.Previous), Look = new(Trend: true) },
            Wish.Course => widget with { GroupBy = [new(date.Key, DateStep.Month)], Measures = amount, Period = new(date.Key, "last12Months") },
            Wish.Conversion => Grouped(FieldChoice.Stages(form)) with { Cumulative = true },
            Wish.Ranking => Grouped(form["owner"] ?? category) with { Measures = amount, Limit = 10 },
            Wish.Goal => widget with { Measures = amount, Period = new(date.Key, "thisMonth"), Target = number is null ? 100 : 1_000_000 },
            Wish.Regions => (FieldChoice.RegionPath(form, catalog) is { } region ? WidgetShape.Fit(widget with { GroupBy = [new(region)] }, form) : Grouped(category)) with { Limit = 50 },
            Wish.Strengths => Grouped(category) with { Measures = amount },
            Wish.PlanActual => widget with { GroupBy = [new(date.Key, DateStep.Month)], Measures = [.. amount, new(MeasureFn.Count)], Period = new(date.Key, "last12Months") },
            Wish.Cross => Grouped(category) with { Series = new(date.Key, DateStep.Quarter), Measures = amount },
            Wish.List => widget with { Columns = [.. Columns(form)], Limit = 10 },
            _ => Grouped(category),
        };

        WidgetDefinition Grouped(Field? field) => WidgetShape.Fit(widget with { GroupBy = field is null ? [] : [new(field.Key, FieldChoice.IsDate(field) ? DateStep.Month : null)] }, form);
    }

    private static IEnumerable<string> Columns(Form form) =>
        form.Designed.Where(field => field.Storage is not (StorageKind.None or StorageKind.Rows or StorageKind.Json) && field.Type.Key != "textarea" && field != form.TitleField)
            .Take(4).Select(field => field.Key).Prepend(form.TitleField?.Key).OfType<string>();

    private static WidgetKind Kind(Wish wish) => wish switch
    {
        Wish.HowMuch => WidgetKind.Number,
        Wish.Compare => WidgetKind.Bar,
        Wish.Course => WidgetKind.Line,
        Wish.Shares => WidgetKind.Ring,
        Wish.Conversion => WidgetKind.Funnel,
        Wish.Ranking => WidgetKind.Ranking,
        Wish.Goal => WidgetKind.Gauge,
        Wish.Regions => WidgetKind.Map,
        Wish.Strengths => WidgetKind.Radar,
        Wish.PlanActual => WidgetKind.Combo,
        Wish.Cross => WidgetKind.Pivot,
        Wish.List => WidgetKind.Records,
        Wish.Text => WidgetKind.Text,
        _ => WidgetKind.Tasks,
    };

    private static WidgetPlace Size(Wish wish) => wish switch
    {
        Wish.HowMuch => new(0, 0, 6, 3),
        Wish.Goal => new(0, 0, 6, 5),
        Wish.Text => new(0, 0, 6, 3),
        Wish.Cross or Wish.List => new(0, 0, 12, 6),
        Wish.Course or Wish.PlanActual => new(0, 0, 12, 6),
        Wish.Regions => new(0, 0, 10, 9),
        _ => new(0, 0, 8, 6),
    };
}
