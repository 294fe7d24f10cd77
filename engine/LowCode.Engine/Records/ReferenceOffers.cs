using LowCode.Expressions;
using LowCode.Forms;
using LowCode.Forms.FieldTypes;
using LowCode.Permissions;

namespace LowCode.Records;

/// <summary>Which records a reference offers to the record (and row) at hand: for pickers, which ask through <see cref="RecordReader.List(People.Caller, ListRequest)"/>.</summary>
/// <param name="Field">The reference.</param>
/// <param name="Record">The record that holds it, as it stands; null where there is none, and a condition that reads it then limits nothing.</param>
/// <param name="Row">The row that holds it, of a subform's column.</param>
public sealed record ReferenceOffer(Field Field, Value[]? Record = null, Value[]? Row = null)
{
    private ReferenceSettings? Settings => Field.Settings as ReferenceSettings;

    /// <summary>What the offered records meet; null for all.</summary>
    internal CompiledExpression? Condition =>
        Settings is not { } settings || settings.Reads.Count > 0 && Record is null || Row is null && settings.Reads.Any(read => read.Field.Subform is not null) ? null : settings.OfferedWhen;

    /// <summary>The context with the values at hand as <c>$form.x</c> and <c>$row.x</c>.</summary>
    public EvaluationContext Around(EvaluationContext context) => ReferenceOffers.Around(context, Settings!, Record ?? [], Row);

    /// <summary>
    /// What a new record of the target begins with so that it fits: the fields that the condition asks to be equal to something known.
    /// </summary>
    public IReadOnlyDictionary<string, Value> Presets(EvaluationContext context)
    {
        var presets = new Dictionary<string, Value>();
        if (Condition is { } condition)
            Collect(condition.Root, Around(context), presets);
        return presets;
    }

    private static void Collect(Node node, EvaluationContext context, Dictionary<string, Value> presets)
    {
        switch (node)
        {
            case LogicNode { And: true } all:
                foreach (var each in all.Operands)
                    Collect(each, context, presets);
                break;
            // "Not filled in, or the same": where it is filled in, the same.
            case LogicNode { And: false, Operands: [var empty, BinaryNode same] } when Expressions.Sql.SqlWriter.IsConstant(empty):
                Collect(same, context, presets);
                break;
            case BinaryNode { Operator: "==", Left: FieldNode { Source: FieldSource.Record } field, Right: var right } when Expressions.Sql.SqlWriter.IsConstant(right):
                if (Expressions.Closures.ClosureBuilder.Build(right)(context) is { IsEmpty: false, IsError: false } value)
                    presets.TryAdd(field.Field.Key, value);
                break;
        }
    }
}

/// <summary>A reference that is checked: where it stands, what it points to. <paramref name="Held"/>: not newly chosen, but what its condition reads has changed.</summary>
internal sealed record ChosenRecord(Field Field, long Id, string Path, Value[]? Row, bool Held = false);

/// <summary>Whether chosen records fit the record that chose them.</summary>
internal static class ReferenceOffers
{
    /// <summary>The context with the values at hand as <c>$form.x</c> and <c>$row.x</c>.</summary>
    public static EvaluationContext Around(EvaluationContext context, ReferenceSettings settings, Value[] record, Value[]? row)
    {
        if (settings.Reads.Count == 0)
            return context;
        var variables = new Dictionary<string, Value>(context.Variables);
        foreach (var (name, field) in settings.Reads)
        {
            var value = (field.Subform is null ? record : row) is { } values && field.Position < values.Length ? values[field.Position] : Value.Null;
            variables[name] = field is { IsSystem: true, Position: SystemFields.Id } && !value.IsNull ? Value.FromReference((long)value.AsNumber) : value;
        }
        return new EvaluationContext
        {
            Record = context.Record,
            RecordId = context.RecordId,
            Old = context.Old,
            Related = context.Related,
            Variables = variables,
            Now = context.Now,
            Zone = context.Zone,
        };
    }

    public static bool Fits(ChosenRecord chosen, Value[] target, RecordChange change) =>
        chosen.Field.Settings is not ReferenceSettings { OfferedWhen: { } condition } settings || condition.Test(Around(change.Context.With(target), settings, change.Now, chosen.Row));

    /// <summary>Names what the choice doesn't fit, as far as the caller sees it.</summary>
    public static Error Error(ChosenRecord chosen, Access access)
    {
        var with = ((ReferenceSettings)chosen.Field.Settings!).Reads.Select(read => read.Field).Where(field => field.Subform is { } subform ? access.ShowsColumn(subform.Position, field.Position) : access.MayShow(field.Position, FieldRight.Masked)).ToList();
        return with.Count == 0 ? RecordErrors.NotOffered(chosen.Path) : RecordErrors.Unfit(chosen.Path, new Label(string.Join('、', with.Select(field => NameOf(field, "zh-CN"))), string.Join(", ", with.Select(field => NameOf(field, "en")))));
    }

    /// <summary>References that this save leaves alone while it changes what their conditions read.</summary>
    public static IEnumerable<ChosenRecord> Held(RecordChange change)
    {
        if (change.IsNew)
            yield break;
        foreach (var field in change.Form.Designed)
        {
            if (field.Settings is ReferenceSettings settings && IsSet(change.Now[field.Position]) && !change.Changed(field) && Touches(settings, change, null, null))
                yield return new ChosenRecord(field, change.Now[field.Position].AsId, field.Key, null, true);
            if (!field.Rows.Any(column => column.Settings is ReferenceSettings { Reads.Count: > 0 }))
                continue;
            var before = (change.Old![field.Position].AsRows ?? []).ToDictionary(row => row.Id, row => row.Values);
            foreach (var (index, row) in change.Now[field.Position].AsRows.Index())
            {
                foreach (var column in field.Rows)
                {
                    var cell = row.Values[column.Position];
                    if (column.Settings is ReferenceSettings its && IsSet(cell) && before.GetValueOrDefault(row.Id) is { } old && old[column.Position].Equals(cell) && Touches(its, change, row.Values, old))
                        yield return new ChosenRecord(column, cell.AsId, $"{field.Key}[{index}].{column.Key}", row.Values, true);
                }
            }
        }
    }

    /// <summary>Takes out choices that no longer fit, where the reference says so and nobody has set them in this save.</summary>
    public static void ClearUnfit(RecordChange change, UnitRelated related, IReadOnlySet<int> given)
    {
        foreach (var chosen in Held(change).ToList())
        {
            if (chosen is { Row: null, Field.Settings: ReferenceSettings { Unfit: UnfitChoice.Clear, Form: var form } } && !given.Contains(chosen.Field.Position)
                && related.Get(form, chosen.Id) is { } target && !Fits(chosen, target, change))
            {
                change.Now[chosen.Field.Position] = Value.Null;
            }
        }
    }

    private static string NameOf(Field field, string language) => field.Label.IsEmpty ? field.Key : field.Label.In(language);

    private static bool IsSet(Value value) => value.Kind == ValueKind.Reference;

    private static bool Touches(ReferenceSettings settings, RecordChange change, Value[]? row, Value[]? old) => settings.Reads.Any(read => read.Field.Subform is null
        ? change.Changed(read.Field)
        : row is not null && !row[read.Field.Position].Equals(old![read.Field.Position]));
}
