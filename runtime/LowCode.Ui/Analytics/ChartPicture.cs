using System.Globalization;
using System.Text.Json.Nodes;
using LowCode.Analytics;
using LowCode.Ui.Localization;

namespace LowCode.Ui.Analytics;

/// <summary>
/// What the browser needs to draw a chart: ECharts' own option as plain JSON (no functions; colours and number formats are added there from the
/// page's tokens and language), and which row of the answer each drawn point is.
/// </summary>
public sealed class ChartPicture
{
    private const int MostSeries = 12;

    private readonly List<IReadOnlyList<WidgetRow?>> _points = [];

    private ChartPicture(MeasureFormat format) => Format = format;

    /// <summary>ECharts' option.</summary>
    public JsonObject Option { get; } = [];

    /// <summary>How its numbers are written.</summary>
    public MeasureFormat Format { get; }

    /// <summary>The row behind a drawn point; null where nothing was counted.</summary>
    public WidgetRow? Row(int series, int index) => series >= 0 && series < _points.Count && index >= 0 && index < _points[series].Count ? _points[series][index] : null;

    /// <summary>The picture of an answer, for every kind that ECharts draws.</summary>
    public static ChartPicture Of(WidgetDefinition widget, WidgetData data, Texts texts)
    {
        var picture = new ChartPicture(MeasureFormat.Of(data.Measures[0]));
        switch (widget.Kind)
        {
            case WidgetKind.Pie or WidgetKind.Ring:
                picture.DrawPie(widget, data, texts);
                break;
            case WidgetKind.Funnel:
                picture.DrawFunnel(data, texts);
                break;
            default:
                picture.DrawAxes(widget, data, texts);
                break;
        }
        return picture;
    }

    /// <summary>A group's title, with words for the empty one and the rest.</summary>
    public static string Title(WidgetRow row, int group, Texts texts) =>
        row.IsRest ? texts["analytics.rest"] : row.Titles[group].Length == 0 ? texts["analytics.empty"] : row.Titles[group];

    private void DrawAxes(WidgetDefinition widget, WidgetData data, Texts texts)
    {
        var marks = data.Rows.Select(row => Title(row, 0, texts)).Distinct().ToList();
        var series = widget.Series is null
            ? data.Measures.Select((measure, at) => (Name: ColumnTitles.Of(measure, texts), Rows: (IEnumerable<WidgetRow>)data.Rows, Measure: at))
            : data.Rows.GroupBy(row => Title(row, 1, texts)).Take(MostSeries).Select(group => (Name: group.Key, Rows: (IEnumerable<WidgetRow>)group, Measure: 0));
        var drawn = new JsonArray();
        foreach (var (name, rows, measure) in series)
        {
            var byMark = rows.GroupBy(row => Title(row, 0, texts)).ToDictionary(group => group.Key, group => group.First());
            var points = marks.Select(mark => byMark.GetValueOrDefault(mark)).ToList();
            _points.Add(points);
            drawn.Add(Series(widget, name, points.Select(point => point?.Number(measure))));
        }
        var several = drawn.Count > 1;
        Option["grid"] = new JsonObject { ["left"] = 4, ["right"] = 12, ["top"] = several ? 36 : 12, ["bottom"] = 4, ["outerBoundsMode"] = "same", ["outerBoundsContain"] = "axisLabel" };
        if (several) Option["legend"] = new JsonObject { ["top"] = 0, ["left"] = 0, ["right"] = 0 };
        Option["tooltip"] = new JsonObject { ["trigger"] = "axis", ["axisPointer"] = new JsonObject { ["type"] = widget.Kind == WidgetKind.Bar ? "shadow" : "line" } };
        var category = new JsonObject { ["type"] = "category", ["data"] = new JsonArray([.. marks.Select(mark => (JsonNode)mark)]) };
        if (widget.Horizontal) category["inverse"] = true;
        if (widget.Kind is WidgetKind.Line or WidgetKind.Area) category["boundaryGap"] = marks.Count == 1;
        var value = new JsonObject { ["type"] = "value" };
        (Option["xAxis"], Option["yAxis"]) = widget is { Horizontal: true, Kind: WidgetKind.Bar } ? (value, category) : (category, (JsonNode)value);
        Option["series"] = drawn;
    }

    private static JsonObject Series(WidgetDefinition widget, string name, IEnumerable<decimal?> values)
    {
        var series = new JsonObject
        {
            ["type"] = widget.Kind == WidgetKind.Bar ? "bar" : "line",
            ["name"] = name,
            ["cursor"] = "pointer",
            ["data"] = new JsonArray([.. values.Select(value => value is { } number ? JsonValue.Create(number) : null)]),
        };
        if (widget.Stacked) series["stack"] = "all";
        if (widget.Kind == WidgetKind.Bar)
        {
            series["barMaxWidth"] = 36;
            if (!widget.Stacked) series["itemStyle"] = new JsonObject { ["borderRadius"] = widget.Horizontal ? new JsonArray(0, 3, 3, 0) : new JsonArray(3, 3, 0, 0) };
        }
        else
        {
            series["symbolSize"] = 6;
            series["connectNulls"] = true;
            series["lineStyle"] = new JsonObject { ["width"] = 2 };
            if (widget.Kind == WidgetKind.Area) series["areaStyle"] = new JsonObject { ["opacity"] = 0.14 };
        }
        return series;
    }

    private void DrawPie(WidgetDefinition widget, WidgetData data, Texts texts)
    {
        var rows = data.Rows.Where(row => row.Number(0) is > 0).ToList();
        _points.Add(rows);
        var whole = rows.Sum(row => row.Number(0)!.Value);
        Option["tooltip"] = new JsonObject { ["trigger"] = "item" };
        // Labels around a small pie cut each other off; a row below it that turns its pages doesn't.
        Option["legend"] = new JsonObject { ["left"] = "center", ["bottom"] = 0 };
        Option["series"] = new JsonArray(new JsonObject
        {
            ["type"] = "pie",
            ["name"] = ColumnTitles.Of(data.Measures[0], texts),
            ["cursor"] = "pointer",
            ["center"] = new JsonArray("50%", "44%"),
            ["radius"] = widget.Kind == WidgetKind.Ring ? new JsonArray("56%", "80%") : new JsonArray("0%", "80%"),
            ["label"] = new JsonObject { ["show"] = false },
            ["data"] = new JsonArray([.. rows.Select(row => (JsonNode)new JsonObject { ["name"] = $"{Title(row, 0, texts)}  {Share(row.Number(0)!.Value, whole)}", ["value"] = row.Number(0) })]),
        });
    }

    private static string Share(decimal part, decimal whole) => (part / whole).ToString("P1", CultureInfo.CurrentCulture);

    private void DrawFunnel(WidgetData data, Texts texts)
    {
        _points.Add(data.Rows.ToList());
        decimal? before = null;
        var stages = new JsonArray();
        foreach (var row in data.Rows)
        {
            var value = row.Number(0) ?? 0;
            // Template signs in a name would be filled in by ECharts.
            var text = $"{Title(row, 0, texts)}  {Format.Short(value)}".Replace('{', '(').Replace('}', ')');
            if (before is > 0) text += $"  {texts["analytics.conversion", (value / before.Value).ToString("P0", CultureInfo.CurrentCulture)]}";
            stages.Add(new JsonObject { ["name"] = Title(row, 0, texts), ["value"] = value, ["label"] = new JsonObject { ["formatter"] = text } });
            before = value;
        }
        Option["tooltip"] = new JsonObject { ["trigger"] = "item" };
        Option["series"] = new JsonArray(new JsonObject
        {
            ["type"] = "funnel",
            ["name"] = ColumnTitles.Of(data.Measures[0], texts),
            ["cursor"] = "pointer",
            ["sort"] = "none",
            ["gap"] = 2,
            ["left"] = 4,
            ["top"] = 8,
            ["bottom"] = 8,
            ["width"] = "46%",
            ["minSize"] = "4%",
            ["label"] = new JsonObject { ["position"] = "right" },
            ["labelLine"] = new JsonObject { ["length"] = 12 },
            ["data"] = stages,
        });
    }
}
