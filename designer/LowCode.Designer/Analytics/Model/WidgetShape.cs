using LowCode.Analytics;
using LowCode.Catalog;
using LowCode.Forms;

namespace LowCode.Designer.Analytics;

/// <summary>Keeps a widget sound while its kind or its form changes: as much of the question as the new one can take, the rest filled in.</summary>
public static class WidgetShape
{
    /// <summary>The widget as another kind.</summary>
    public static WidgetDefinition To(WidgetDefinition widget, WidgetKind kind, Form? form)
    {
        if (widget.Kind == kind) return widget;
        var next = widget with { Kind = kind, Horizontal = false, Stacked = false, Cumulative = kind == WidgetKind.Funnel };
        return form is null ? next : Fit(next, form);
    }

    /// <summary>The widget with as many groups as its kind takes, and no more.</summary>
    public static WidgetDefinition Fit(WidgetDefinition widget, Form form)
    {
        var (least, most) = WidgetKinds.Groups(widget.Kind);
        // What is cut off from the groups can still be the series.
        var series = !WidgetKinds.Splits(widget.Kind) ? null : widget.Series ?? (widget.GroupBy.Count > most ? widget.GroupBy[most] : null);
        var groups = widget.GroupBy.Take(most).ToList();
        if (groups.Count < least && Usual(widget.Kind, form) is { } usual) groups.Add(usual);
        if (groups.Count == 0 && widget.Kind == WidgetKind.Table && Usual(widget.Kind, form) is { } first) groups.Add(first);
        var columns = widget.Kind == WidgetKind.Records && widget.Columns.Count == 0 ? [.. new[] { form.TitleField?.Key, FieldChoice.Category(form)?.Key }.OfType<string>().Distinct()] : widget.Columns;
        return widget with { GroupBy = groups, Series = series, Columns = columns };
    }

    /// <summary>The widget about another form: nothing of the old question fits, but its kind, place and name stay.</summary>
    public static WidgetDefinition About(WidgetDefinition widget, Form form) => Fit(
        new WidgetDefinition { Key = widget.Key, Kind = widget.Kind, Label = widget.Label, At = widget.At, Form = form.Key, Look = widget.Look, Cumulative = widget.Cumulative, Horizontal = widget.Horizontal }, form);

    /// <summary>Kinds that suit what is asked, the best first; the others still can be chosen.</summary>
    public static IReadOnlyList<WidgetKind> Suited(WidgetDefinition widget, Form? form, MetadataCatalog catalog)
    {
        if (!WidgetKinds.Measures(widget.Kind) || form is null) return [];
        var field = widget.GroupBy.Count > 0 ? FieldChoice.Find(form, widget.GroupBy[0].Field, catalog) : null;
        if (field is null) return widget.Target is null ? [WidgetKind.Number, WidgetKind.Gauge] : [WidgetKind.Gauge, WidgetKind.Number];
        if (widget.GroupBy.Count > 1) return [WidgetKind.Pivot, WidgetKind.Table];
        if (FieldChoice.IsDate(field)) return widget.Measures.Count > 1 ? [WidgetKind.Combo, WidgetKind.Line] : [WidgetKind.Line, WidgetKind.Bar, WidgetKind.Area];
        if (widget.Series is not null) return [WidgetKind.Bar, WidgetKind.Pivot];
        if (field == FieldChoice.Region(form)) return [WidgetKind.Map, WidgetKind.Ranking];
        if (field.Choices.Count > 0 && field == FieldChoice.Stages(form)) return [WidgetKind.Funnel, WidgetKind.Bar, WidgetKind.Ring];
        return field.Choices.Count is > 0 and <= 8 ? [WidgetKind.Ring, WidgetKind.Bar] : [WidgetKind.Ranking, WidgetKind.Bar];
    }

    private static WidgetGroup? Usual(WidgetKind kind, Form form)
    {
        var field = kind switch
        {
            WidgetKind.Line or WidgetKind.Area or WidgetKind.Combo => FieldChoice.Date(form),
            WidgetKind.Funnel => FieldChoice.Stages(form) ?? FieldChoice.Category(form),
            WidgetKind.Map => FieldChoice.Region(form) ?? FieldChoice.Category(form),
            _ => FieldChoice.Category(form),
        };
        return field is null ? null : new(field.Key, FieldChoice.IsDate(field) ? DateStep.Month : null);
    }
}
