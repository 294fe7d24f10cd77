using LowCode.Expressions;
using LowCode.Forms;
using LowCode.People;
using LowCode.Permissions;
using LowCode.Records;

namespace LowCode.Catalog;

/// <summary>Compares what is published with what would be, and counts the records that a change touches.</summary>
internal static class Planning
{
    private const int CountLimit = 10_000;

    public static PublishPlan Steps(MetadataCatalog old, MetadataCatalog now, IReadOnlyList<StoredDefinition> stored, IReadOnlyList<DefinitionChange> changes, IUnit unit)
    {
        var steps = new List<PlanStep>();
        foreach (var change in changes)
        {
            var before = stored.FirstOrDefault(each => each.Kind == change.Kind && each.Key == change.Key)?.Published;
            if (before is null && change.Json is null || before == change.Json)
                continue;
            if (change.Kind == DefinitionKind.Form)
                Form(old.Forms.GetValueOrDefault(change.Key), now.Forms.GetValueOrDefault(change.Key), unit, steps);
            else
                steps.Add(Step($"plan.definition.{(before is null ? "added" : change.Json is null ? "removed" : "changed")}", PlanSeverity.Safe, change.Kind, change.Key, LabelOf(change, old, now)));
        }
        return new PublishPlan([.. steps.OrderBy(step => step.Severity)]);
    }

    private static void Form(Form? old, Form? now, IUnit unit, List<PlanStep> steps)
    {
        if (old is null && now is not null)
        {
            steps.Add(Step("plan.form.added", PlanSeverity.Safe, now, now.Definition.Label, ("fields", now.Designed.Count())));
        }
        else if (now is null && old is not null)
        {
            var records = Count(unit, old, null);
            steps.Add(Step("plan.form.removed", Hides(records), old, old.Definition.Label, ("records", records)));
        }
        else if (now is not null && old is not null)
        {
            var before = steps.Count;
            Fields(old, now, old.Designed, now.Designed, unit, steps);
            if (steps.Count == before)
                steps.Add(Step("plan.form.changed", PlanSeverity.Safe, now, now.Definition.Label));
        }
    }

    private static void Fields(Form old, Form now, IEnumerable<Field> oldFields, IEnumerable<Field> newFields, IUnit unit, List<PlanStep> steps)
    {
        var left = oldFields.ToDictionary(field => field.Key);
        foreach (var field in newFields)
        {
            if (!left.Remove(field.Key, out var was))
                steps.Add(Step("plan.field.added", PlanSeverity.Safe, now, field.Label, ("field", Name(field))));
            else if (was.Column != field.Column)
                Retyped(old, now, was, field, unit, steps);
            else if (field.Storage == StorageKind.Rows)
                Fields(old, now, was.Rows, field.Rows, unit, steps);
        }
        foreach (var field in left.Values)
        {
            long? records = field.Subform is null ? Count(unit, old, field) : null;
            steps.Add(Step("plan.field.removed", Hides(records), now, field.Label, ("field", Name(field)), ("records", records)));
        }
    }

    /// <summary>What holds nothing goes without a warning: those that warn must stay rare to be read.</summary>
    private static PlanSeverity Hides(long? records) => records == 0 ? PlanSeverity.Safe : PlanSeverity.Care;

    private static void Retyped(Form old, Form now, Field was, Field field, IUnit unit, List<PlanStep> steps)
    {
        if (was.Storage == StorageKind.Rows || field.Storage == StorageKind.Rows)
            throw new RefusedException(new Refusal(ErrorKind.Invalid, FormErrors.TypeChanged($"forms.{now.Key}.fields", Name(field))));
        var (records, failing) = was.Subform is null ? Conversion(unit, old, was, field) : (0, 0);
        steps.Add(Step("plan.field.retyped", failing > 0 ? PlanSeverity.Care : PlanSeverity.Data, now, field.Label, ("field", Name(field)),
            ("from", was.Type.Label), ("to", field.Type.Label), ("records", records), ("failing", failing)));
    }

    /// <summary>How many values there are and how many the new type would not take, among the first 10,000 records.</summary>
    private static (int Records, int Failing) Conversion(IUnit unit, Form form, Field was, Field field)
    {
        var (records, failing) = (0, 0);
        for (string? after = null; records < CountLimit;)
        {
            var page = unit.Records.Query(Everything(form) with { Fields = [was.Position], Limit = 500, After = after });
            foreach (var value in page.Rows.Select(row => row[was.Position]).Where(value => !value.IsEmpty))
            {
                records++;
                if (Retype.Convert(value, field).IsNull)
                    failing++;
            }
            if ((after = page.Next) is null)
                break;
        }
        return (records, failing);
    }

    private static long Count(IUnit unit, Form form, Field? field)
    {
        if (field is { Storage: StorageKind.Rows or StorageKind.None })
            return unit.Records.Query(Everything(form) with { Fields = [0], Limit = 1, CountLimit = CountLimit }).Total ?? 0;
        var filter = field is null ? null : ExpressionCompiler.Compile($"!ISEMPTY({field.Key})", form, ExpressionType.Bool).Expression;
        return unit.Records.Query(Everything(form) with { Fields = [0], Filter = filter, Limit = 1, CountLimit = CountLimit }).Total ?? 0;
    }

    private static RecordSelect Everything(Form form) => new()
    {
        Form = form,
        Access = Access.For(Caller.System(Source.Screen), form, []),
        Context = new EvaluationContext(),
    };

    private static Label LabelOf(DefinitionChange change, MetadataCatalog old, MetadataCatalog now) => change.Kind switch
    {
        DefinitionKind.App => (now.Apps.GetValueOrDefault(change.Key) ?? old.Apps.GetValueOrDefault(change.Key))?.Label ?? change.Key,
        DefinitionKind.Choices => (now.ChoiceLists.GetValueOrDefault(change.Key) ?? old.ChoiceLists.GetValueOrDefault(change.Key))?.Label ?? change.Key,
        DefinitionKind.Role => (now.Roles.GetValueOrDefault(change.Key) ?? old.Roles.GetValueOrDefault(change.Key))?.Label ?? change.Key,
        DefinitionKind.Group => now.Groups.Concat(old.Groups).SelectMany(group => group).FirstOrDefault(group => group.Definition.Key == change.Key)?.Definition.Label ?? change.Key,
        _ => DefinitionHead.Of(change.Json)?.Label ?? change.Key,
    };

    private static string Name(Field field) => field.Subform is { } subform ? $"{subform.Key}.{field.Key}" : field.Key;

    private static PlanStep Step(string code, PlanSeverity severity, Form form, Label label, params (string, object?)[] values) =>
        Step(code, severity, DefinitionKind.Form, form.Key, label, [("form", form.Definition.Label), .. values]);

    private static PlanStep Step(string code, PlanSeverity severity, DefinitionKind kind, string key, Label label, params (string, object?)[] values) =>
        new(code, severity, kind, key, label, FormErrors.Values(values));
}
