using LowCode.Expressions;
using LowCode.Forms;
using LowCode.Records;

namespace LowCode.Flows;

/// <summary>What must be done before a node can be left; all that is missing is told at once.</summary>
internal static class Leaving
{
    /// <summary>Refuses while something is missing.</summary>
    /// <param name="step">The step.</param>
    /// <param name="node">The node to be left.</param>
    /// <param name="typed">What the handler fills in with this step; null where nobody could, so that nothing is asked anew.</param>
    public static void Check(FlowStep step, HumanNode node, RecordEdits? typed)
    {
        var errors = Missing(step, node, typed).ToList();
        if (step.Log is { } log)
            log.Missing(node.Id, errors);
        else if (errors.Count > 0)
            throw FlowRefusals.Incomplete(errors);
    }

    /// <summary>The required comment of a decision.</summary>
    public static void CheckComment(HumanNode node, string? comment, bool refusing)
    {
        var needed = node.Comment == CommentRule.Required || (refusing && node.Comment == CommentRule.OnReject);
        if (needed && string.IsNullOrWhiteSpace(comment))
            throw FlowRefusals.Incomplete([FlowRefusals.CommentMissing]);
    }

    /// <summary>Required fields that are empty, records that are missing, conditions that don't hold.</summary>
    public static IEnumerable<Error> Missing(FlowStep step, HumanNode node, RecordEdits? typed)
    {
        foreach (var field in step.Flow.Form.Fields)
        {
            if (node.RightFor(field.Key) is var right and >= FieldRight.Required && (step.Record[field.Position].IsEmpty || right == FieldRight.Anew && typed?.Fields.ContainsKey(field.Position) == false) && CanBeFilled(field, step.Context(node.Id)))
                yield return FlowRefusals.FieldMissing(field.Key);
            foreach (var (column, row, index) in RequiredCells(step, node, field))
            {
                if (row.Values[column.Position].IsEmpty)
                    yield return FlowRefusals.FieldMissing($"{field.Key}[{index}].{column.Key}");
            }
        }
        foreach (var rule in node.RequiredRecords)
        {
            var found = Count(step, rule);
            if (found < rule.Min)
                yield return FlowRefusals.RecordsMissing(rule, found);
        }
        foreach (var check in node.Checks)
        {
            if (!step.Test(check.Expression, node.Id))
                yield return FlowRefusals.CheckFailed(check);
        }
    }

    private static IEnumerable<(Field Column, RowValue Row, int Index)> RequiredCells(FlowStep step, HumanNode node, Field field) =>
        field.Rows.Where(column => node.Fields.TryGetValue($"{field.Key}.{column.Key}", out var right) && right >= FieldRight.Required)
            .SelectMany(column => step.Record[field.Position].AsRows.Select((row, index) => (column, row, index)));

    // What the form hides or closes for this record nobody can fill in, so it isn't asked for.
    private static bool CanBeFilled(Field field, EvaluationContext context) => RecordRules.IsVisible(field, context) && field.ReadOnlyWhen?.Test(context) != true;

    private static long Count(FlowStep step, RequiredRecords rule)
    {
        var form = step.Workspace.Catalog.Form(rule.Form);
        var via = form[rule.Via] ?? throw FlowRefusals.Condition(step.Flow.Start.Id, rule.Via, $"the form '{rule.Form}' has no such field");
        var request = new RollupRequest(rule.Form, RollupKind.Count, null, via.Symbol, null);
        return (long)step.Unit.Records.Rollup(request, form, step.Instance.RecordId, step.Context(step.Flow.Start.Id)).AsNumber;
    }
}
