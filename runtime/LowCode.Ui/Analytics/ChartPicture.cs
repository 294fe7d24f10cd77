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

    private ChartPicture(MeasureFormat format, IReadOnlyList<string> colours) => (Format, Colours) = (format, colours);

    /// <summary>ECharts' option; a series or axis with numbers of its own kind has their format as <c>number</c>.</summary>
    public JsonObject Option { get; } = [];

    /// <summary>How its numbers are written.</summary>
    public MeasureFormat Format { get; }

    /// <summary>Names of colours to begin with; the usual sequence follows.</summary>
    public IReadOnlyList<string> Colours { get; }

    /// <summary>The row behind a drawn point; null where nothing was counted.</summary>
    public WidgetRow? Row(int series, int index) => series >= 0 && series < _points.Count && index >= 0 && index < _points[series].Count ? _points[series][index] : null;

    /// <summary>True for kinds that ECharts draws.</summary>
    public static bool Draws(WidgetKind kind) => WidgetKinds.HasAxis(kind) || kind is WidgetKind.Pie or WidgetKind.Ring or WidgetKind.Funnel or WidgetKind.Radar;

    /// <summary>The picture of an answer, for every kind that ECharts draws.</summary>
    public static ChartPicture Of(WidgetDefinition widget, WidgetData data, Texts texts)
    {
        var picture = new ChartPicture(MeasureFormat.Of(data.Measures[0]), widget.Look?.Colours ?? []);
        switch (widget.Kind)
        {
            case WidgetKind.Pie or WidgetKind.Ring:
                picture.DrawPie(widget, data, texts);
                break;
            case WidgetKind.Funnel:
                picture.DrawFunnel(data, texts);
                break;
            case WidgetKind.Radar when Marks(data, texts).Count > 2:
                picture.DrawRadar(widget, data, texts);
                break;
            // one or two spokes are no web
            case WidgetKind.Radar:
                picture.DrawAxes(widget with { Kind = WidgetKind.Bar }, data, texts);
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
        var marks = Marks(data, texts);
        var drawn = new JsonArray();
        // In a step of time without records a line of sums is at nothing, not away.
        decimal? missing = widget.Series is not null && data.Groups is [{ By: not null }, ..] && data.Measures[0].Fn is MeasureFn.Count or MeasureFn.Distinct or MeasureFn.Sum ? 0 : null;
        // Lines with numbers of the same kind as the bars stand on the same axis.
        var ownAxis = widget.Kind == WidgetKind.Combo && data.Measures.Skip(1).Any(measure => !IsAlike(MeasureFormat.Of(measure), Format));
        foreach (var (name, rows, measure) in Lines(widget, data, texts))
        {
            var points = marks.Select(mark => rows.GetValueOrDefault(mark)).ToList();
            _points.Add(points);
            var series = Series(widget, name, points.Select(point => point is null ? missing : point.Number(measure)), asLine: widget.Kind != WidgetKind.Bar && (widget.Kind != WidgetKind.Combo || measure > 0));
            if (measure > 0) series["number"] = Number(data.Measures[measure]);
            if (ownAxis && measure > 0) series["yAxisIndex"] = 1;
            drawn.Add(series);
        }
        if (widget.Series is null && data.Rows.Any(row => row.Before is not null)) drawn.Add(Earlier(widget, data, texts));
        if ((data.Target ?? widget.Target) is { } target && drawn.Count > 0) drawn[0]!["markLine"] = TargetLine(widget, target, texts);
        var several = drawn.Count > 1 && widget.Look?.NoLegend != true;
        Option["grid"] = new JsonObject { ["left"] = 4, ["right"] = 12, ["top"] = several ? 36 : 16, ["bottom"] = 4, ["outerBoundsMode"] = "same", ["outerBoundsContain"] = "axisLabel" };
        if (several) Option["legend"] = new JsonObject { ["top"] = 0, ["left"] = 0, ["right"] = 0 };
        Option["tooltip"] = new JsonObject { ["trigger"] = "axis", ["axisPointer"] = new JsonObject { ["type"] = widget.Kind is WidgetKind.Bar or WidgetKind.Combo ? "shadow" : "line" } };
        var category = new JsonObject { ["type"] = "category", ["data"] = new JsonArray([.. marks.Select(mark => (JsonNode)mark)]) };
        if (widget.Horizontal) category["inverse"] = true;
        if (widget.Kind is WidgetKind.Line or WidgetKind.Area) category["boundaryGap"] = marks.Count == 1;
        JsonNode value = new JsonObject { ["type"] = "value" };
        if (ownAxis)
            value = new JsonArray(value, new JsonObject { ["type"] = "value", ["number"] = Number(data.Measures[1]), ["splitLine"] = new JsonObject { ["show"] = false } });
        (Option["xAxis"], Option["yAxis"]) = widget is { Horizontal: true, Kind: WidgetKind.Bar } ? (value, (JsonNode)category) : ((JsonNode)category, value);
        Option["series"] = drawn;
    }

    private static bool IsAlike(MeasureFormat one, MeasureFormat other) => (one.Unit, one.Currency, one.Percent) == (other.Unit, other.Currency, other.Percent);

    private static List<string> Marks(WidgetData data, Texts texts) => [.. data.Rows.Select(row => Title(row, 0, texts)).Distinct()];

    // What is drawn as one series: a measure, or of the only measure one value of the series field. Its rows by their mark.
    private static IEnumerable<(string Name, Dictionary<string, WidgetRow> Rows, int Measure)> Lines(WidgetDefinition widget, WidgetData data, Texts texts) => widget.Series is null
        ? data.Measures.Select((measure, at) => (ColumnTitles.Of(measure, texts), ByMark(data.Rows, texts), at))
        : data.Rows.Where(row => row.Groups.Count > 1).GroupBy(row => Title(row, 1, texts)).Take(MostSeries).Select(group => (group.Key, ByMark(group, texts), 0));

    private static Dictionary<string, WidgetRow> ByMark(IEnumerable<WidgetRow> rows, Texts texts) =>
        rows.GroupBy(row => Title(row, 0, texts)).ToDictionary(group => group.Key, group => group.First());

    private static JsonObject Number(WidgetColumn column) => (JsonObject)System.Text.Json.JsonSerializer.SerializeToNode(MeasureFormat.Of(column), System.Text.Json.JsonSerializerOptions.Web)!;

    // The earlier time stands behind, grey and dashed; it opens no records, since the marks are of this time.
    private JsonObject Earlier(WidgetDefinition widget, WidgetData data, Texts texts)
    {
        var before = data.Rows.GroupBy(row => Title(row, 0, texts)).Select(group => group.First().Before is [{ Kind: LowCode.Expressions.ValueKind.Number } value, ..] ? value.AsNumber : (decimal?)null);
        var series = Series(widget with { Stacked = false }, texts[widget.Period?.Compare == Comparison.LastYear ? "analytics.before.series.year" : "analytics.before.series.span"], before, asLine: widget.Kind != WidgetKind.Bar);
        series["cursor"] = "default";
        series["quiet"] = true;
        _points.Add([]);
        return series;
    }

    private static JsonObject TargetLine(WidgetDefinition widget, decimal target, Texts texts) => new()
    {
        ["silent"] = true,
        ["symbol"] = "none",
        ["lineStyle"] = new JsonObject { ["type"] = "dashed" },
        ["label"] = new JsonObject { ["formatter"] = texts["analytics.target.line"], ["position"] = "insideEndTop" },
        ["data"] = new JsonArray(new JsonObject { [widget is { Horizontal: true, Kind: WidgetKind.Bar } ? "xAxis" : "yAxis"] = target }),
    };

    private static JsonObject Series(WidgetDefinition widget, string name, IEnumerable<decimal?> values, bool asLine)
    {
        var series = new JsonObject
        {
            ["type"] = asLine ? "line" : "bar",
            ["name"] = name,
            ["cursor"] = "pointer",
            ["data"] = new JsonArray([.. values.Select(value => value is { } number ? JsonValue.Create(number) : null)]),
        };
        if (widget.Stacked) series["stack"] = "all";
        if (widget.Look?.Labels == true) series["label"] = new JsonObject { ["show"] = true, ["value"] = "short", ["position"] = widget.Stacked ? "inside" : widget.Horizontal ? "right" : "top" };
        if (!asLine)
        {
            series["barMaxWidth"] = 36;
            if (!widget.Stacked) series["itemStyle"] = new JsonObject { ["borderRadius"] = widget.Horizontal ? new JsonArray(0, 3, 3, 0) : new JsonArray(3, 3, 0, 0) };
        }
        else
        {
            series["symbolSize"] = 6;
            series["connectNulls"] = true;
            if (widget.Look?.Smooth == true) series["smooth"] = 0.3;
            series["lineStyle"] = new JsonObject { ["width"] = 2 };
            if (widget.Kind == WidgetKind.Area) series["areaStyle"] = new JsonObject { ["opacity"] = 0.14 };
        }
        return series;
    }

    private void DrawRadar(WidgetDefinition widget, WidgetData data, Texts texts)
    {
        var marks = Marks(data, texts);
        var shapes = Lines(widget, data, texts).Select(line => (line.Name, Values: marks.Select(mark => line.Rows.GetValueOrDefault(mark)?.Number(line.Measure) ?? 0).ToList())).ToList();
        // One scale for all spokes: else a small one would look as strong as a large one.
        var most = shapes.SelectMany(shape => shape.Values).DefaultIfEmpty(0).Max();
        _points.Add([]);
        var legend = shapes.Count > 1 && widget.Look?.NoLegend != true;
        if (legend) Option["legend"] = new JsonObject { ["bottom"] = 0, ["left"] = "center" };
        Option["tooltip"] = new JsonObject { ["trigger"] = "item" };
        Option["radar"] = new JsonObject
        {
            ["radius"] = "46%",
            ["center"] = new JsonArray("50%", legend ? "46%" : "52%"),
            ["indicator"] = new JsonArray([.. marks.Select(mark => (JsonNode)new JsonObject { ["name"] = mark, ["max"] = most <= 0 ? 1 : most })]),
        };
        Option["series"] = new JsonArray(new JsonObject
        {
            ["type"] = "radar",
            ["symbolSize"] = 5,
            ["areaStyle"] = new JsonObject { ["opacity"] = 0.14 },
            ["data"] = new JsonArray([.. shapes.Select(shape => (JsonNode)new JsonObject { ["name"] = shape.Name, ["value"] = new JsonArray([.. shape.Values.Select(value => JsonValue.Create(value))]) })]),
        });
    }

    private void DrawPie(WidgetDefinition widget, WidgetData data, Texts texts)
    {
        var rows = data.Rows.Where(row => row.Number(0) is > 0).ToList();
        _points.Add(rows);
        var whole = rows.Sum(row => row.Number(0)!.Value);
        Option["tooltip"] = new JsonObject { ["trigger"] = "item" };
        // Labels around a small pie cut each other off; a row below it that turns its pages doesn't.
        if (widget.Look?.NoLegend != true) Option["legend"] = new JsonObject { ["left"] = "center", ["bottom"] = 0 };
        Option["series"] = new JsonArray(new JsonObject
        {
            ["type"] = "pie",
            ["name"] = ColumnTitles.Of(data.Measures[0], texts),
            ["cursor"] = "pointer",
            ["center"] = new JsonArray("50%", "44%"),
            ["radius"] = widget.Kind == WidgetKind.Ring ? new JsonArray("56%", "80%") : new JsonArray("0%", "80%"),
            ["label"] = widget.Look?.Labels == true ? new JsonObject { ["show"] = true, ["value"] = "short", ["position"] = "outside" } : new JsonObject { ["show"] = false },
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
            // On a line of its own where there is the height for it: beside the name it is cut off in a narrow card.
            if (before is > 0) text += $"{(data.Rows.Count <= 7 ? "\n" : "  ")}{texts["analytics.conversion", (value / before.Value).ToString("P0", CultureInfo.CurrentCulture)]}";
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
            ["left"] = "12%",
            ["top"] = 8,
            ["bottom"] = 8,
            ["width"] = "46%",
            ["minSize"] = "4%",
            ["label"] = new JsonObject { ["position"] = "right", ["lineHeight"] = 15 },
            ["labelLine"] = new JsonObject { ["length"] = 12 },
            ["data"] = stages,
        });
    }
}
