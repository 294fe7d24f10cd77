using LowCode.Expressions;

namespace LowCode.Ui.Conditions;

/// <summary>Reads one comparison as a line; null when no line says the same.</summary>
internal static class LineReader
{
    private static readonly HashSet<string> Units = ["week", "month", "quarter", "year"];

    public static ConditionLine? Read(Node node, ConditionSubjects subjects)
    {
        var line = Bare(node) switch
        {
            UnaryNode { Operator: "!" } not => Negated(not.Operand),
            BinaryNode binary => Compared(binary),
            CallNode call => Called(call),
            { Type.Kind: TypeKind.Bool } field when PathOf(field) is { } path => new ConditionLine(path, "yes"),
            _ => null,
        };
        return line is not null && subjects.Find(line.Subject) is { } subject && subject.Operators.Contains(line.Operator) && Fits(line, subject) ? line : null;
    }

    private static ConditionLine? Negated(Node node) => Bare(node) switch
    {
        CallNode { Function.Key: "ISEMPTY" or "ISBLANK", Arguments: [var field] } when PathOf(field) is { } path => new(path, "notEmpty"),
        CallNode { Function.Key: "CONTAINS" } call => Called(call) is { } line ? line with { Operator = "notContains" } : null,
        CallNode { Function.Key: "INROLE" } call => Called(call) is { } line ? line with { Operator = "notHas" } : null,
        BinaryNode { Operator: "in" } binary => Compared(binary) is { } line ? line with { Operator = line.Operator == "in" ? "notIn" : "notHas" } : null,
        { Type.Kind: TypeKind.Bool } field when PathOf(field) is { } path => new(path, "no"),
        _ => null,
    };

    private static ConditionLine? Compared(BinaryNode binary)
    {
        if (binary.Operator == "in")
        {
            if (binary.Right is FieldNode or PathNode or VariableNode { Name: "user.roles" } && PathOf(binary.Right) is { } list)
                return ValueOf(binary.Left) is { } item ? new(list, "has", item) : null;
            return PathOf(binary.Left) is { } one && ValueOf(binary.Right) is { } values ? new(one, "in", values) : null;
        }
        if (Name(binary.Operator) is not { } op || PathOf(binary.Left) is not { } path)
            return null;
        if (Bare(binary.Right) is ConstantNode { Value.IsNull: true })
            return op switch { "eq" => new(path, "empty"), "ne" => new(path, "notEmpty"), _ => null };
        if (op == "ne" && PathOf(binary.Right) == $"$old.{path}")
            return new(path, "changed");
        if (Bare(binary.Right) is ConstantNode { Value: { Kind: ValueKind.Bool, AsBool: var yes } } && op is "eq" or "ne")
            return new(path, yes == (op == "eq") ? "yes" : "no");
        return ValueOf(binary.Right) is { } value ? new(path, op, value) : null;
    }

    private static ConditionLine? Called(CallNode call)
    {
        if (call is { Function.Key: "INROLE", Arguments: [var role] })
            return ValueOf(role) is FixedOperand wanted ? new("$user.roles", "has", wanted) : null;
        if (call.Arguments.Count == 0 || PathOf(call.Arguments[0]) is not { } path)
            return null;
        var value = call.Arguments.Count == 2 ? ValueOf(call.Arguments[1]) : null;
        return (call.Function.Key, value) switch
        {
            ("ISEMPTY" or "ISBLANK", null) => new(path, "empty"),
            ("ISOVERDUE", null) => new(path, "overdue"),
            ("CONTAINS", not null) => new(path, "contains", value),
            ("STARTSWITH", not null) => new(path, "startsWith", value),
            ("CONTAINSANY", not null) => new(path, "hasAny", value),
            ("CONTAINSALL", not null) => new(path, "hasAll", value),
            ("INPERIOD", FixedOperand { Value: { Kind: ValueKind.Text, AsText: var period } }) when ConditionOperators.Periods.Contains(period) => new(path, "within", value),
            ("INLAST", FixedOperand { Value.Kind: ValueKind.Number }) => new(path, "last", value),
            ("INNEXT", FixedOperand { Value.Kind: ValueKind.Number }) => new(path, "next", value),
            _ => null,
        };
    }

    private static Operand? ValueOf(Node node) => Bare(node) switch
    {
        ConstantNode { Value: { IsEmpty: false, IsError: false } value } => new FixedOperand(value),
        UnaryNode { Operator: "-", Operand: ConstantNode { Value: { Kind: ValueKind.Number, AsNumber: var number } } } => new FixedOperand(Value.FromNumber(-number)),
        ListNode { Items.Count: > 0 } list when list.Items.All(item => item is ConstantNode { Value.IsEmpty: false }) => new FixedOperand(Value.FromList([.. list.Items.Select(item => ((ConstantNode)item).Value)])),
        VariableNode { Name: "user" or "user.department" or "user.departments" } variable => new NamedOperand($"${variable.Name}"),
        var today when IsToday(today) => new DayOperand(0),
        BinaryNode { Operator: "+" or "-", Right: ConstantNode { Value: { Kind: ValueKind.Number, AsNumber: >= 0 and <= 100_000 and var days } } } shift when IsToday(shift.Left) && decimal.IsInteger(days) => new DayOperand(shift.Operator == "+" ? (int)days : -(int)days),
        CallNode { Function.Key: "STARTOF" or "ENDOF", Arguments: [var of, ConstantNode { Value: { Kind: ValueKind.Text, AsText: var unit } }] } call when (IsToday(of) || IsNow(of)) && Units.Contains(unit) => new EdgeOperand(call.Function.Key == "ENDOF", unit, IsNow(of)),
        var now when IsNow(now) => new NowOperand(),
        var other => PathOf(other) is { } path && (path[0] != '$' || path.StartsWith("$old.", StringComparison.Ordinal) || ConditionSubjects.IsAtHand(path)) ? new NamedOperand(path) : null,
    };

    /// <summary>The path that a node reads; null when it reads none.</summary>
    public static string? PathOf(Node node) => Bare(node) switch
    {
        FieldNode field => $"{(field.Source is FieldSource.OldRecord or FieldSource.OldRow ? "$old." : "")}{field.Field.Key}",
        PathNode { Base: FieldNode or PathNode or VariableNode } path => PathOf(path.Base) is { } before ? $"{before}.{path.Field.Key}" : null,
        VariableNode { Name: "user.roles" } => "$user.roles",
        VariableNode { Name: var name } when ConditionSubjects.IsAtHand($"${name}") => $"${name}",
        _ => null,
    };

    // The lines that people can make for the subject: an operand of the right kind, several values where the operator takes several.
    private static bool Fits(ConditionLine line, ConditionSubject subject)
    {
        if (ConditionOperators.IsUnary(line.Operator))
            return line.Operand is null;
        var isDay = subject.Kind is SubjectKind.Date or SubjectKind.Instant;
        return line.Operand switch
        {
            FixedOperand { Value.Kind: ValueKind.List } => ConditionOperators.TakesList(line.Operator),
            FixedOperand => !ConditionOperators.TakesList(line.Operator),
            DayOperand or EdgeOperand or NowOperand => isDay,
            NamedOperand { Path: "$user.departments" } => line.Operator is "in" or "notIn",
            NamedOperand => !ConditionOperators.TakesList(line.Operator),
            _ => false,
        };
    }

    private static string? Name(string sign) => sign switch { "==" => "eq", "!=" => "ne", ">" => "gt", ">=" => "ge", "<" => "lt", "<=" => "le", _ => null };

    private static Node Bare(Node node) => node is ConvertNode convert ? Bare(convert.Operand) : node;

    private static bool IsToday(Node node) => Bare(node) is CallNode { Function.Key: "TODAY" } or VariableNode { Name: "today" };

    private static bool IsNow(Node node) => Bare(node) is CallNode { Function.Key: "NOW" } or VariableNode { Name: "now" };
}
