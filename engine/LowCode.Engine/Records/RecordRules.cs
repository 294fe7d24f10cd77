using LowCode.Expressions;
using LowCode.Forms;
using LowCode.Forms.FieldTypes;

namespace LowCode.Records;

/// <summary>
/// What a form does by itself: defaults, values copied from a chosen record, computed fields, and whether a field is visible, required, read-only.
/// The same code runs in the form while one types and on the server when it saves, so the two can't differ.
/// </summary>
public static class RecordRules
{
    /// <summary>Fills the defaults of a new record's fields that nobody has set. <paramref name="given"/> are the positions that were set.</summary>
    public static void ApplyDefaults(Form form, EvaluationContext context, IReadOnlySet<int> given)
    {
        foreach (var field in form.Designed)
        {
            if (field.Default is { } value && !given.Contains(field.Position) && context.Record[field.Position].IsNull)
                context.Record[field.Position] = Fit(field, value.Evaluate(context));
        }
    }

    /// <summary>Fills the defaults of a new row's columns that nobody has set.</summary>
    public static void ApplyRowDefaults(Field subform, Value[] row, EvaluationContext context, IReadOnlySet<int> given)
    {
        context.Row = row;
        foreach (var column in subform.Rows)
        {
            if (column.Default is { } value && !given.Contains(column.Position) && row[column.Position].IsNull)
                row[column.Position] = Fit(column, value.Evaluate(context));
        }

        context.Row = null;
    }

    /// <summary>Copies what a newly chosen record brings along (<see cref="ReferenceSettings.Copies"/>) into fields that were not set by hand.</summary>
    public static void ApplyCopies(Field reference, Value[] values, IRelatedValues related, IReadOnlySet<int> given)
    {
        if (reference.Settings is not ReferenceSettings { CopyPairs.Count: > 0 } settings || values[reference.Position].IsNull)
            return;
        if (related.Get(settings.Form, values[reference.Position].AsId) is not { } source)
            return;
        foreach (var (mine, theirs) in settings.CopyPairs.Where(pair => !given.Contains(pair.Mine.Position)))
            values[mine.Position] = Fit(mine, source[theirs.Position]);
    }

    /// <summary>Works out all computed fields and columns, in the order of their dependencies.</summary>
    public static void Compute(Form form, EvaluationContext context)
    {
        foreach (var field in form.Computed)
        {
            if (field.Subform is not { } subform)
            {
                context.Record[field.Position] = Fit(field, field.Computed!.Evaluate(context));
                continue;
            }
            foreach (var row in context.Record[subform.Position].AsRows)
            {
                context.Row = row.Values;
                row.Values[field.Position] = Fit(field, field.Computed!.Evaluate(context));
            }
            context.Row = null;
        }
    }

    /// <summary>True when the field is shown: by its own rule and by its section's.</summary>
    public static bool IsVisible(Field field, EvaluationContext context) => field.VisibleWhen?.Test(context) != false && field.SectionVisibleWhen?.Test(context) != false;

    /// <summary>True when the field must have a value; hidden fields never must.</summary>
    public static bool IsRequired(Field field, EvaluationContext context) =>
        (field.Definition.Required || field.RequiredWhen is { } when && when.Test(context)) && IsVisible(field, context);

    /// <summary>
    /// True when a person can't change it: computed, automatic, or by its rule. The rule is judged on the record as it was opened
    /// (a new one: as it stands), so that the edit that closes a record can still fill it in.
    /// </summary>
    public static bool IsReadOnly(Field field, EvaluationContext opened) => field.IsAutomatic || field.ReadOnlyWhen?.Test(opened) == true;

    /// <summary>Replaces a failed calculation by empty.</summary>
    public static void DropError(Value[] values, int position)
    {
        if (values[position].IsError)
            values[position] = Value.Null;
    }

    /// <summary>The value as the field keeps it: numbers rounded half away from zero to its scale, an empty text or list as null.</summary>
    public static Value Fit(Field field, Value value) => value.Kind switch
    {
        ValueKind.Error => value,
        ValueKind.Number when field.Storage == StorageKind.Number && NumberValues.TooLarge(value.AsNumber, field.Scale) => Value.FromError(ErrorValue.BadNumber),
        ValueKind.Number when field.Storage == StorageKind.Number => Value.FromNumber(Math.Round(value.AsNumber, field.Scale, MidpointRounding.AwayFromZero)),
        ValueKind.Number when field.Storage == StorageKind.Text => Value.FromText(value.ToString()),
        ValueKind.Date when field.Storage == StorageKind.Instant => Value.FromDateTime(value.AsDate.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc)),
        ValueKind.DateTime when field.Storage == StorageKind.Instant => Value.FromDateTime(Millisecond(value.AsDateTime)),
        _ when value.IsEmpty => Value.Null,
        _ when field.Storage == StorageKind.Json && value.Kind != ValueKind.List => Value.FromList([value]),
        _ => value,
    };

    private static DateTime Millisecond(DateTime instant) => new(instant.Ticks - instant.Ticks % TimeSpan.TicksPerMillisecond, DateTimeKind.Utc);
}
