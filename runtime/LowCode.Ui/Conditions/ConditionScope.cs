using LowCode.Ui.Fields;

namespace LowCode.Ui.Conditions;

/// <summary>What the parts of a condition editor share.</summary>
/// <param name="Subjects">What can be looked at.</param>
/// <param name="World">Finds people and records.</param>
/// <param name="Words">Says operands in words.</param>
public sealed record ConditionScope(ConditionSubjects Subjects, FieldWorld World, ConditionWords Words);
