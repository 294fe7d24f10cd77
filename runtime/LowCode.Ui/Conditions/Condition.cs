using LowCode.Expressions;

namespace LowCode.Ui.Conditions;

/// <summary>A condition as people put it together. It is written as an expression of the one language and read back from one; nothing else is stored.</summary>
public abstract record Condition;

/// <summary>Conditions of which all, or at least one, must hold.</summary>
public sealed record ConditionGroup(bool Any, IReadOnlyList<Condition> Items) : Condition
{
    /// <summary>Nothing asked.</summary>
    public static readonly ConditionGroup Empty = new(false, []);

    /// <inheritdoc/>
    public bool Equals(ConditionGroup? other) => other is not null && Any == other.Any && Items.SequenceEqual(other.Items);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Any, Items.Count);
}

/// <summary>One line: what is looked at, how, and beside what.</summary>
/// <param name="Subject">Path of the field: <c>stage</c>, <c>customer.level</c>, <c>$old.stage</c>, <c>$user.roles</c>.</param>
/// <param name="Operator">One of <see cref="ConditionOperators"/>.</param>
/// <param name="Operand">What it is compared with; null where nothing is, and while it is not chosen yet.</param>
public sealed record ConditionLine(string Subject, string Operator, Operand? Operand = null) : Condition;

/// <summary>A part that no line can say, kept as it is written.</summary>
public sealed record ConditionFormula(string Source) : Condition;

/// <summary>What a field is compared with. The whole set is in this file.</summary>
public abstract record Operand;

/// <summary>A value (or a list of them) chosen once and for all.</summary>
public sealed record FixedOperand(Value Value) : Operand;

/// <summary>Something that is looked up by name when the condition is asked: <c>amount</c>, <c>$user</c>, <c>$user.department</c>, <c>$old.amount</c>, <c>$form.customer</c>.</summary>
/// <param name="Path">The name.</param>
/// <param name="IfFilled">While it is not filled in, the line asks nothing.</param>
public sealed record NamedOperand(string Path, bool IfFilled = false) : Operand;

/// <summary>Some days from today; 0 is today, negative before it.</summary>
public sealed record DayOperand(int Days) : Operand;

/// <summary>The first or last day (with <paramref name="Exact"/>, the first or last moment) of the week, month, quarter or year that today is in.</summary>
public sealed record EdgeOperand(bool End, string Unit, bool Exact = false) : Operand;

/// <summary>This moment.</summary>
public sealed record NowOperand : Operand;

/// <summary>From one to another, both included.</summary>
public sealed record SpanOperand(Operand From, Operand To) : Operand;
