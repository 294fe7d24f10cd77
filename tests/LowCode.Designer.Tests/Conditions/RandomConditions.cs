using LowCode.Expressions;
using LowCode.Ui.Conditions;

namespace LowCode.Designer.Tests.Conditions;

/// <summary>Conditions as people could put them together in the editor, by chance.</summary>
internal sealed class RandomConditions(int seed)
{
    private readonly Random _random = new(seed);
    private readonly ConditionSubjects _subjects = ConditionForm.Subjects();

    /// <summary>A group whose groups differ from the one around them, as reading gives it.</summary>
    public ConditionGroup Group(int depth = 3, bool? any = null)
    {
        var isAny = any ?? Chance(2);
        var count = depth < 3 ? _random.Next(2, 4) : _random.Next(1, 5);
        var items = new List<Condition>();
        while (items.Count < count)
        {
            Condition item = depth > 0 && Chance(4) && count > 1 ? Group(depth - 1, !isAny) : Line();
            // From and to of the same field, side by side, are one line for people.
            if (item is ConditionLine { Operator: "le" } high && items.LastOrDefault() is ConditionLine { Operator: "ge" } low && low.Subject == high.Subject)
                continue;
            items.Add(item);
        }
        // With one line it makes no difference which word joins it.
        return new ConditionGroup(count > 1 && isAny, items);
    }

    private ConditionLine Line()
    {
        var subject = Pick(_subjects.Offered);
        var op = Pick(subject.Operators);
        return new ConditionLine(subject.Path, op, op switch
        {
            _ when ConditionOperators.IsUnary(op) => null,
            "within" => new FixedOperand(Value.FromText(Pick(ConditionOperators.Periods))),
            "last" or "next" => new FixedOperand(Value.FromNumber(_random.Next(1, 100))),
            // From the first to the last day of a period has a word of its own.
            "between" => new SpanOperand(Single(subject) is var from && from is EdgeOperand ? new DayOperand(0) : from, Single(subject)),
            _ when ConditionOperators.TakesList(op) => subject.Kind == SubjectKind.Department && Chance(3) ? new NamedOperand("$user.departments") : new FixedOperand(Value.FromList([.. Enumerable.Range(0, _random.Next(1, 4)).Select(_ => Fixed(subject))])),
            _ => Single(subject),
        });
    }

    private Operand Single(ConditionSubject subject)
    {
        var item = ConditionOperators.ItemOf(subject.Kind);
        if (item == SubjectKind.User && Chance(3))
            return new NamedOperand("$user");
        if (item == SubjectKind.Department && Chance(3))
            return new NamedOperand("$user.department");
        if (subject.Kind == item && Chance(4) && _subjects.Like(subject) is { Count: > 0 } others)
            return new NamedOperand(Pick(others).Path);
        if (subject.Kind == item && subject.HasOld && Chance(8))
            return new NamedOperand($"$old.{(subject.Path == "stage" ? "name" : subject.Kind == SubjectKind.Choice ? "stage" : "amount")}") is var old && item == SubjectKind.Number && subject.Path != "amount" ? old : new FixedOperand(Fixed(subject));
        if (item is SubjectKind.Date or SubjectKind.Instant)
        {
            return _random.Next(4) switch
            {
                0 => new DayOperand(_random.Next(-30, 30)),
                1 => new EdgeOperand(Chance(2), Pick(["week", "month", "quarter", "year"]), subject.Kind == SubjectKind.Instant),
                2 when item == SubjectKind.Instant => new NowOperand(),
                _ => new FixedOperand(Fixed(subject)),
            };
        }
        return new FixedOperand(Fixed(subject));
    }

    private Value Fixed(ConditionSubject subject) => ConditionOperators.ItemOf(subject.Kind) switch
    {
        SubjectKind.Number => Value.FromNumber(_random.Next(-5000, 5000) / 100m),
        SubjectKind.Date => Value.FromDate(new DateOnly(2026, 1, 1).AddDays(_random.Next(700))),
        SubjectKind.Instant => Value.FromDateTime(new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddMinutes(_random.Next(700_000))),
        SubjectKind.User => Value.FromUser(_random.Next(1, 50)),
        SubjectKind.Department => Value.FromDepartment(_random.Next(1, 50)),
        SubjectKind.Reference => Value.FromReference(_random.Next(1, 50)),
        SubjectKind.Choice => Value.FromText(Pick(subject.Choices).Value),
        _ => Value.FromText(Pick(["华为", "it's \"quoted\"", "a\\b", "line\nbreak", "=1+1", "（全角）；，"])),
    };

    private T Pick<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];

    private bool Chance(int oneIn) => _random.Next(oneIn) == 0;
}
