using System.Globalization;
using LowCode.Expressions;
using LowCode.Ui.Components;

namespace LowCode.Ui.Conditions;

/// <summary>Values that are picked from a list, as options and back.</summary>
internal static class OperandOptions
{
    /// <summary>What a subject offers for what was typed.</summary>
    public static async Task<IReadOnlyList<Option>> FindAsync(string text, ConditionSubject subject, ConditionScope scope) => ConditionOperators.ItemOf(subject.Kind) switch
    {
        SubjectKind.User => await scope.World.FindPeople(text),
        SubjectKind.Department => await scope.World.FindDepartments(text),
        SubjectKind.Reference when subject.Field is { } field => await scope.World.FindRecords(field, text),
        _ => [.. subject.Choices.Where(choice => choice.Label.Contains(text, StringComparison.CurrentCultureIgnoreCase))],
    };

    /// <summary>A value as an option.</summary>
    public static Option Of(Value value, ConditionSubject subject, ConditionScope scope) =>
        subject.Choices.FirstOrDefault(choice => value.Kind == ValueKind.Text && choice.Value == value.AsText)
        ?? new Option(value.ToString(), value.Kind == ValueKind.Text ? value.AsText : scope.Words.Say(new FixedOperand(value), subject));

    /// <summary>The value of an option.</summary>
    public static Value ValueOf(string option, SubjectKind kind) => kind switch
    {
        SubjectKind.User => Value.FromUser(Id(option)),
        SubjectKind.Department => Value.FromDepartment(Id(option)),
        SubjectKind.Reference => Value.FromReference(Id(option)),
        _ => Value.FromText(option),
    };

    private static long Id(string option) => long.Parse(option, CultureInfo.InvariantCulture);
}
