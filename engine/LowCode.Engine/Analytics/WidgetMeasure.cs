namespace LowCode.Analytics;

/// <summary>
/// A measure. <paramref name="Field"/> is a field's key; null with <see cref="MeasureFn.Count"/>, <see cref="Expression"/> or <see cref="Formula"/>.
/// <paramref name="Label"/> null for a name made of function and field.
/// </summary>
public sealed record WidgetMeasure(MeasureFn Fn, string? Field = null, Label? Label = null)
{
    /// <summary>Most measures of one widget; their names in formulas are <c>a</c> to <c>h</c>.</summary>
    public const int Most = 8;

    /// <summary>A number worked out for each record instead of a field, e.g. <c>price * quantity</c>; null for none.</summary>
    public string? Expression { get; init; }

    /// <summary>Counts only records of which this bool expression holds: won deals beside all deals. Null for all of the widget.</summary>
    public string? Filter { get; init; }

    /// <summary>
    /// With <see cref="MeasureFn.Formula"/>: a number worked out of the other measures, which are called <c>a</c>, <c>b</c>, ... by their place: <c>a / b</c>.
    /// Formulas can't use formulas. Division by zero gives nothing.
    /// </summary>
    public string? Formula { get; init; }

    /// <summary>Shows something made of the numbers of all groups; null shows each number itself.</summary>
    public MeasureShow? Show { get; init; }

    /// <summary>True for a measure that only formulas use.</summary>
    public bool Hidden { get; init; }

    /// <summary>Decimal places, 0 to 8; null as the field has them.</summary>
    public int? Decimals { get; init; }

    /// <summary>Written as a percentage: 0.12 is 12 %.</summary>
    public bool Percent { get; init; }

    /// <summary>Written behind the number; null for the field's unit.</summary>
    public string? Unit { get; init; }
}

/// <summary>What is worked out of a group's records.</summary>
public enum MeasureFn
{
    /// <summary>Number of records.</summary>
    Count,
    /// <summary>Number of different values.</summary>
    Distinct,
    /// <summary>Sum.</summary>
    Sum,
    /// <summary>Mean.</summary>
    Avg,
    /// <summary>Smallest.</summary>
    Min,
    /// <summary>Largest.</summary>
    Max,
    /// <summary>Worked out of the other measures.</summary>
    Formula,
}

/// <summary>What is shown of a measure.</summary>
public enum MeasureShow
{
    /// <summary>Its share of the sum over all groups; with a series, over those of the same mark. Counts and sums only.</summary>
    Share,
    /// <summary>The sum of all groups up to this one, in the order shown; of each series by itself. Counts and sums only.</summary>
    Running,
}
