using LowCode.Expressions.Closures;
using static LowCode.Expressions.FunctionCategory;
using static LowCode.Expressions.Functions.Answers;
using Closure = System.Func<LowCode.Expressions.EvaluationContext, LowCode.Expressions.Value>;

namespace LowCode.Expressions.Functions;

/// <summary>Decisions and conditions.</summary>
internal static class LogicFunctions
{
    public static readonly IReadOnlyList<Function> All =
    [
        new(Logic, "IF", "(test: bool, then: T, else?: T): T", "条件成立时取第一个值，否则取第二个值。", "One value when the test is true, another when it is not.",
            "IF(3 > 2, \"big\", \"small\")", "\"big\"") { Lazy = If, Sql = Sql.LogicForms.If },
        new(Logic, "IFS", "(test: bool, value: T, ...2): T", "依次判断，取第一个成立条件对应的值；都不成立时为 #N/A。", "The value of the first test that is true; #N/A when none is.",
            "IFS(85 >= 90, \"A\", 85 >= 80, \"B\", true, \"C\")", "\"B\"") { Lazy = Ifs, Sql = Sql.LogicForms.Ifs },
        new(Logic, "SWITCH", "(value: V, case: V, result: T, ...2, default?: T): T", "把值与各情形比较，取相等情形的结果；都不相等时取默认值。", "The result of the case that equals the value, else the default.",
            "SWITCH(2, 1, \"one\", 2, \"two\", \"many\")", "\"two\"") { Lazy = Switch, Sql = Sql.LogicForms.Switch },
        new(Logic, "AND", "(tests...: bool|list<bool>): bool", "所有条件都成立时为真。", "True when all tests are true.",
            "AND(1 < 2, 2 < 3)", "true", static (a, _) => Truths(a, static (yes, all) => yes == all)) { Sql = Sql.LogicForms.And },
        new(Logic, "OR", "(tests...: bool|list<bool>): bool", "任一条件成立时为真。", "True when any test is true.",
            "OR(1 > 2, 2 < 3)", "true", static (a, _) => Truths(a, static (yes, _) => yes > 0)) { Sql = Sql.LogicForms.Or },
        new(Logic, "XOR", "(tests...: bool|list<bool>): bool", "成立的条件为奇数个时为真。", "True when an odd number of tests is true.",
            "XOR(true, true, true)", "true", static (a, _) => Truths(a, static (yes, _) => yes % 2 == 1)),
        new(Logic, "NOT", "(test: bool): bool", "条件不成立时为真。", "True when the test is false.",
            "NOT(1 > 2)", "true", static (a, _) => Yes(!a[0].AsBool)) { Sql = Sql.LogicForms.Not },
        new(Logic, "IFERROR", "(value: T, otherwise: T): T", "计算出错时取后备值。", "A fallback for a calculation that fails.",
            "IFERROR(1 / 0, 0)", "0") { Lazy = arguments => Rescue(arguments, static _ => true), Sql = Sql.LogicForms.IfError },
        new(Logic, "IFNA", "(value: T, otherwise: T): T", "结果为 #N/A 时取后备值。", "A fallback for a result that is #N/A.",
            "IFNA(NA(), 1)", "1") { Lazy = arguments => Rescue(arguments, static error => error == ErrorValue.NotAvailable) },
        new(Logic, "ISERROR", "(value: any): bool", "计算是否出错。", "Whether a calculation fails.",
            "ISERROR(1 / 0)", "true") { Lazy = arguments => Test(arguments[0], static value => value.IsError), Sql = Sql.LogicForms.IsError },
        new(Logic, "ISNA", "(value: any): bool", "结果是否为 #N/A。", "Whether the result is #N/A.",
            "ISNA(NA())", "true") { Lazy = arguments => Test(arguments[0], static value => value.IsError && value.AsError == ErrorValue.NotAvailable) },
        new(Logic, "NA", "(): any", "返回 #N/A，表示没有可用的值。", "The error #N/A: no value is available.",
            "NA()", "#N/A", static (_, _) => NotAvailable),
        new(Logic, "ISEMPTY", "(value: any): bool", "字段为空、空文本或空列表时为真。", "True for nothing, an empty text, and a list or subform without entries.",
            "ISEMPTY(\"\")", "true", static (a, _) => Yes(a[0].IsEmpty)) { Sql = Sql.LogicForms.IsEmpty },
        new(Logic, "ISBLANK", "(value: any): bool", "字段没有值时为真；写出的空文本不算。", "True when there is no value at all; a written empty text is a value.",
            "ISBLANK(null)", "true", static (a, _) => Yes(a[0].IsNull)) { Sql = Sql.LogicForms.IsBlank },
        new(Logic, "ISNUMBER", "(value: any): bool", "值是否为数字。", "Whether the value is a number.",
            "ISNUMBER(12.5)", "true", static (a, _) => Yes(a[0].Kind == ValueKind.Number)),
        new(Logic, "ISTEXT", "(value: any): bool", "值是否为文本。", "Whether the value is a text.",
            "ISTEXT(\"a\")", "true", static (a, _) => Yes(a[0].Kind == ValueKind.Text)),
        new(Logic, "COALESCE", "(values...: T): T", "取第一个不为空的值。", "The first value that is not empty.",
            "COALESCE(null, \"\", \"x\")", "\"x\"") { Lazy = Coalesce, Sql = Sql.LogicForms.Coalesce },
        new(Logic, "CHOOSE", "(index: number, values...: T): T", "按序号从后面的值中取一个，从 1 开始。", "The value with this number in the list, from 1.",
            "CHOOSE(2, \"a\", \"b\", \"c\")", "\"b\"") { Lazy = Choose },
    ];

    private static Closure If(IReadOnlyList<Closure> a)
    {
        var (test, then, otherwise) = (a[0], a[1], a.Count > 2 ? a[2] : null);
        return c => Decide(test(c), out var error) is { } yes ? yes ? then(c) : otherwise?.Invoke(c) ?? Value.Null : error;
    }

    private static Closure Ifs(IReadOnlyList<Closure> a) => c =>
    {
        for (var i = 0; i < a.Count; i += 2)
        {
            if (Decide(a[i](c), out var error) is not { } yes)
                return error;
            if (yes)
                return a[i + 1](c);
        }
        return NotAvailable;
    };

    private static Closure Switch(IReadOnlyList<Closure> a) => c =>
    {
        var value = a[0](c);
        if (value.IsError)
            return value;
        for (var i = 1; i + 1 < a.Count; i += 2)
        {
            var candidate = a[i](c);
            if (candidate.IsError)
                return candidate;
            if (Comparison.Same(value, candidate))
                return a[i + 1](c);
        }
        return a.Count % 2 == 0 ? a[^1](c) : NotAvailable;
    };

    private static Closure Coalesce(IReadOnlyList<Closure> a) => c =>
    {
        foreach (var closure in a)
        {
            var value = closure(c);
            if (!value.IsEmpty)
                return value;
        }
        return Value.Null;
    };

    private static Closure Choose(IReadOnlyList<Closure> a) => c =>
    {
        var index = a[0](c);
        if (index.Kind is not (ValueKind.Number or ValueKind.Null))
            return index.IsError ? index : WrongValue;
        var at = Whole(index);
        return at >= 1 && at < a.Count ? a[at](c) : WrongValue;
    };

    private static Closure Rescue(IReadOnlyList<Closure> a, Func<ErrorValue, bool> rescued)
    {
        var (value, otherwise) = (a[0], a[1]);
        return c =>
        {
            var result = value(c);
            return result.IsError && rescued(result.AsError) ? otherwise(c) : result;
        };
    }

    private static Closure Test(Closure operand, Func<Value, bool> test) => c => Yes(test(operand(c)));

    private static bool? Decide(in Value test, out Value error)
    {
        error = test.IsError ? test : WrongValue;
        return test.Kind is ValueKind.Bool or ValueKind.Null ? test.AsBool : null;
    }

    /// <summary>Counts tests and those that are true; an error inside a list, or no test at all, is the answer itself.</summary>
    private static Value Truths(ReadOnlySpan<Value> a, Func<int, int, bool> answer)
    {
        var (yes, all) = (0, 0);
        foreach (ref readonly var argument in a)
        {
            if (argument.Kind != ValueKind.List)
            {
                all++;
                yes += argument.AsBool ? 1 : 0;
                continue;
            }
            foreach (ref readonly var item in argument.AsList.AsSpan())
            {
                if (item.IsError)
                    return item;
                if (item.Kind != ValueKind.Bool)
                    continue;
                all++;
                yes += item.AsBool ? 1 : 0;
            }
        }
        return all == 0 ? WrongValue : Yes(answer(yes, all));
    }
}
