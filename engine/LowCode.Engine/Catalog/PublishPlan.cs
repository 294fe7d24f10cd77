namespace LowCode.Catalog;

/// <summary>What a publish would do, in steps that screens put into plain words by <see cref="PlanStep.Code"/>.</summary>
/// <param name="Steps">In order: new things, changes, removals.</param>
public sealed record PublishPlan(IReadOnlyList<PlanStep> Steps)
{
    /// <summary>True when nothing would happen.</summary>
    public bool IsEmpty => Steps.Count == 0;

    /// <summary>True when values of records could be lost from sight: a removed field, or values that a new type can't take.</summary>
    public bool NeedsCare => Steps.Any(step => step.Severity == PlanSeverity.Care);
}

/// <summary>How much a step deserves attention.</summary>
public enum PlanSeverity
{
    /// <summary>Adds or changes how things look; no record is touched.</summary>
    Safe,
    /// <summary>Touches records without losing anything.</summary>
    Data,
    /// <summary>Hides values or can't convert some.</summary>
    Care,
}

/// <summary>One step.</summary>
/// <param name="Code"><c>plan.form.added</c>, <c>plan.field.added</c>, <c>plan.field.removed</c> (records), <c>plan.field.retyped</c> (from, to, records, failing) ...</param>
/// <param name="Severity">How much attention it deserves.</param>
/// <param name="Kind">Which kind of definition.</param>
/// <param name="Key">The definition.</param>
/// <param name="Label">What people call the thing that changes.</param>
/// <param name="Values">Further values of the sentence.</param>
public sealed record PlanStep(string Code, PlanSeverity Severity, DefinitionKind Kind, string Key, Label Label, IReadOnlyDictionary<string, object?> Values);
