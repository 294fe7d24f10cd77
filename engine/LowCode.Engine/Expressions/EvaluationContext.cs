namespace LowCode.Expressions;

/// <summary>Everything that one evaluation reads. Not shared between threads; may be reused for the next record by replacing <see cref="Record"/>.</summary>
public sealed class EvaluationContext
{
    private static readonly Dictionary<string, Value> NoVariables = [];

    /// <summary>The record's values by field position.</summary>
    public Value[] Record { get; set; } = [];

    /// <summary>The record's id; 0 for a record that has not been saved.</summary>
    public long RecordId { get; set; }

    /// <summary>The values before this save, for <c>$old</c>; null for a new record, whose old values all read as null.</summary>
    public Value[]? Old { get; set; }

    /// <summary>The current subform row's values, when the expression was compiled for a subform's rows; null otherwise.</summary>
    public Value[]? Row { get; set; }

    /// <summary>The current row's values before this save; null for a new row.</summary>
    public Value[]? OldRow { get; set; }

    /// <summary>Other records and people; null where there are none, and whatever is read through it is then null.</summary>
    public IRelatedValues? Related { get; set; }

    /// <summary>The <c>$</c> variables by name without the sign; a missing one reads as null.</summary>
    public IReadOnlyDictionary<string, Value> Variables { get; set; } = NoVariables;

    /// <summary>The moment that <c>$now</c> and <c>$today</c> speak of; fixed for one evaluation.</summary>
    public DateTimeOffset Now { get; set; }

    /// <summary>The zone in which days begin.</summary>
    public TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;

    /// <summary>Today in <see cref="Zone"/>.</summary>
    public DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(Now, Zone).DateTime);
}
