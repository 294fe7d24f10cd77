using System.Globalization;
using LowCode.Expressions;
using LowCode.Forms;
using LowCode.Ui.Localization;

namespace LowCode.Ui.Conditions;

/// <summary>Says a condition as a sentence in the person's language: 阶段 为 赢单，且 金额 大于 10,000.</summary>
public sealed class ConditionWords(ConditionSubjects subjects, Texts texts, ValueNames names, TimeZoneInfo zone)
{
    /// <summary>The expression as a sentence; its own text where people's words end, or when something is wrong with it.</summary>
    public string Say(string expression) =>
        ExpressionCompiler.Compile(expression, subjects.Scope, ExpressionType.Bool, subjects.Rows is null ? null : new CompileOptions(subjects.Rows)) is { Ok: true } compiled
            ? Say(ConditionReader.Read(compiled.Expression, subjects)) : expression;

    /// <summary>The condition as a sentence; "" when nothing is asked.</summary>
    public string Say(Condition condition) => condition switch
    {
        ConditionGroup group => string.Join(texts[group.Any ? "condition.or" : "condition.and"], group.Items.Select(item => item is ConditionGroup { Items.Count: > 1 } ? texts["condition.inner", Say(item)] : Say(item)).Where(said => said.Length > 0)),
        ConditionLine line => Say(line),
        ConditionFormula formula => formula.Source,
        _ => "",
    };

    private string Say(ConditionLine line)
    {
        var subject = subjects.Find(line.Subject);
        var label = subject?.Label ?? line.Subject;
        if (ConditionOperators.IsUnary(line.Operator))
            return texts[$"condition.said.{line.Operator}", label];
        return line.Operand is SpanOperand span
            ? texts["condition.said.between", label, Say(span.From, subject), Say(span.To, subject)]
            : texts[$"condition.said.{WordOf(line, subject)}", label, Say(line.Operand, subject)];
    }

    private static string WordOf(ConditionLine line, ConditionSubject? subject) => line switch
    {
        { Operand: NamedOperand { Path: "$user" or "$user.department" }, Operator: "eq" } => "isMe",
        { Operand: NamedOperand { Path: "$user" or "$user.department" }, Operator: "ne" } => "isNotMe",
        { Operand: NamedOperand { Path: "$user.departments" }, Operator: "in" } => "under",
        { Operand: NamedOperand { Path: "$user.departments" }, Operator: "notIn" } => "notUnder",
        _ => ConditionOperators.WordOf(line.Operator, subject?.Kind ?? SubjectKind.Text),
    };

    /// <summary>What a subject is compared with, in words; "…" while it is not chosen.</summary>
    public string Say(Operand? operand, ConditionSubject? subject) => operand switch
    {
        FixedOperand { Value: { Kind: ValueKind.Text, AsText: var period } } when subject?.Kind is SubjectKind.Date or SubjectKind.Instant => texts[$"condition.period.{period}"],
        FixedOperand { Value: { Kind: ValueKind.List } list } => string.Join(texts["condition.comma"], list.AsList.Select(item => Said(item, subject))),
        FixedOperand { Value: var value } => Said(value, subject),
        NamedOperand { Path: var path } when path is "$user" or "$user.department" or "$user.departments" => texts[$"condition.named.{path[1..].Replace('.', '-')}"],
        NamedOperand { IfFilled: true } named => texts["condition.if-filled", Say(named with { IfFilled = false }, subject)],
        NamedOperand { Path: var path } => subjects.Find(path)?.Label ?? path,
        DayOperand day => SayDay(texts, day),
        EdgeOperand edge => texts[$"condition.edge.{(edge.End ? "end" : "start")}.{edge.Unit}"],
        NowOperand => texts["condition.now"],
        _ => "…",
    };

    /// <summary>Today, 3 days ago, in 3 days.</summary>
    public static string SayDay(Texts texts, DayOperand day) => day.Days switch
    {
        0 => texts["condition.today"],
        > 0 => texts["condition.days.ahead", day.Days],
        _ => texts["condition.days.ago", -(long)day.Days],
    };

    private string Said(Value value, ConditionSubject? subject) => value.Kind switch
    {
        ValueKind.Text when subject is { Choices.Count: > 0 } => subject.Choices.FirstOrDefault(choice => choice.Value == value.AsText)?.Label ?? value.AsText,
        ValueKind.Text => texts["condition.quoted", value.AsText],
        ValueKind.Number => Formats.Number(value.AsNumber),
        ValueKind.Bool => texts[value.AsBool ? "condition.yes" : "condition.no"],
        ValueKind.Date => Formats.Day(value.AsDate),
        ValueKind.DateTime when TimeZoneInfo.ConvertTimeFromUtc(value.AsDateTime, zone) is var local => $"{Formats.Day(DateOnly.FromDateTime(local))} {local.ToString("HH:mm", CultureInfo.InvariantCulture)}",
        ValueKind.User => Or(names.User(value.AsId), value),
        ValueKind.Department => Or(names.Department(value.AsId), value),
        ValueKind.Reference => Or(subject?.Target is { } target ? names.Record(target, value.AsId) : "", value),
        _ => value.ToString(),
    };

    private static string Or(string name, Value value) => name.Length > 0 ? name : $"#{value.AsId}";
}
