namespace LowCode.Analytics;

/// <summary>How a widget is drawn.</summary>
public enum WidgetKind
{
    /// <summary>One big number, with its change.</summary>
    Number,
    /// <summary>Bars.</summary>
    Bar,
    /// <summary>Lines.</summary>
    Line,
    /// <summary>Filled lines.</summary>
    Area,
    /// <summary>The first measure as bars, the others as lines on an axis of their own.</summary>
    Combo,
    /// <summary>Slices of a whole.</summary>
    Pie,
    /// <summary>A pie with the total in its middle.</summary>
    Ring,
    /// <summary>Stages and the conversion between them.</summary>
    Funnel,
    /// <summary>A web: one spoke per group.</summary>
    Radar,
    /// <summary>A number on the way to its goal.</summary>
    Gauge,
    /// <summary>The provinces of China as tiles, the darker the more.</summary>
    Map,
    /// <summary>Groups from the largest down, each with its bar.</summary>
    Ranking,
    /// <summary>Groups in rows.</summary>
    Table,
    /// <summary>Groups in rows and columns, with subtotals.</summary>
    Pivot,
    /// <summary>The records themselves.</summary>
    Records,
    /// <summary>A text.</summary>
    Text,
    /// <summary>What waits for the person who looks.</summary>
    Tasks,
}

/// <summary>What each kind of widget takes.</summary>
public static class WidgetKinds
{
    /// <summary>True for kinds that ask a form's records for numbers.</summary>
    public static bool Measures(WidgetKind kind) => Asks(kind) && kind != WidgetKind.Records;

    /// <summary>True for kinds that read a form.</summary>
    public static bool Asks(WidgetKind kind) => kind is not (WidgetKind.Text or WidgetKind.Tasks);

    /// <summary>Fewest and most groups.</summary>
    public static (int Least, int Most) Groups(WidgetKind kind) => kind switch
    {
        WidgetKind.Number or WidgetKind.Gauge or WidgetKind.Records or WidgetKind.Text or WidgetKind.Tasks => (0, 0),
        WidgetKind.Table => (0, 4),
        WidgetKind.Pivot => (1, 3),
        _ => (1, 1),
    };

    /// <summary>True for kinds whose groups can be split by a series.</summary>
    public static bool Splits(WidgetKind kind) => kind is WidgetKind.Bar or WidgetKind.Line or WidgetKind.Area or WidgetKind.Radar or WidgetKind.Pivot;

    /// <summary>True for kinds with an axis on which time runs.</summary>
    public static bool HasAxis(WidgetKind kind) => kind is WidgetKind.Bar or WidgetKind.Line or WidgetKind.Area or WidgetKind.Combo;

    /// <summary>True for kinds that can show each group against an earlier time.</summary>
    public static bool Compares(WidgetKind kind) => kind is WidgetKind.Number or WidgetKind.Table or WidgetKind.Ranking || HasAxis(kind);
}
