using LowCode.Forms;
using LowCode.Ui.Components;

namespace LowCode.Ui.Conditions;

/// <summary>Something that a condition can look at: a field of the record, one behind a reference, a value before the save, or the person's roles.</summary>
/// <param name="Path">Its name in expressions.</param>
/// <param name="Label">What people read, with the fields it is reached through.</param>
/// <param name="Kind">Decides operators and values.</param>
public sealed record ConditionSubject(string Path, string Label, SubjectKind Kind)
{
    /// <summary>The field; null for what is no field.</summary>
    public Field? Field { get; init; }

    /// <summary>The choices that it offers; empty for others.</summary>
    public IReadOnlyList<Option> Choices { get; init; } = [];

    /// <summary>Of a reference: the form that it points to.</summary>
    public string? Target { get; init; }

    /// <summary>True when its value before the save can be asked for.</summary>
    public bool HasOld { get; init; }

    /// <summary>What it can be asked.</summary>
    public IReadOnlyList<string> Operators => HasOld ? ConditionOperators.Of(Kind) : [.. ConditionOperators.Of(Kind).Where(op => op != "changed")];
}
