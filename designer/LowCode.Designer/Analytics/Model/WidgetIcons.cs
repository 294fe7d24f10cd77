using LowCode.Analytics;

namespace LowCode.Designer.Analytics;

/// <summary>The icon of each kind of widget.</summary>
public static class WidgetIcons
{
    public static string Of(WidgetKind kind) => kind switch
    {
        WidgetKind.Number => "hash",
        WidgetKind.Bar => "chart-column",
        WidgetKind.Line => "chart-line",
        WidgetKind.Area => "chart-area",
        WidgetKind.Combo => "chart-column-increasing",
        WidgetKind.Pie => "chart-pie",
        WidgetKind.Ring => "circle-dot",
        WidgetKind.Funnel => "funnel",
        WidgetKind.Radar => "radar",
        WidgetKind.Gauge => "gauge",
        WidgetKind.Map => "map",
        WidgetKind.Ranking => "trophy",
        WidgetKind.Table => "rows-3",
        WidgetKind.Pivot => "table-2",
        WidgetKind.Records => "list",
        WidgetKind.Text => "type",
        _ => "list-checks",
    };
}
