using LowCode.Expressions.Closures;
using static LowCode.Expressions.FunctionCategory;
using static LowCode.Expressions.Functions.Answers;

namespace LowCode.Expressions.Functions;

/// <summary>Lists: multiple choice, members, subform columns.</summary>
internal static class ListFunctions
{
    public static readonly IReadOnlyList<Function> All =
    [
        new(List, "FIRST", "(list: list<T>): T", "第一项。", "The first item.",
            "FIRST([3, 1, 2])", "3", static (a, _) => At(a[0].AsList, 0)),
        new(List, "LAST", "(list: list<T>): T", "最后一项。", "The last item.",
            "LAST([3, 1, 2])", "2", static (a, _) => At(a[0].AsList, a[0].AsList.Length - 1)),
        new(List, "INDEX", "(list: list<T>, position: number): T", "第几项，从 1 开始；没有时为 #N/A。", "The item at a position, from 1; #N/A when there is none.",
            "INDEX([\"a\", \"b\"], 2)", "\"b\"", static (a, _) => Whole(a[1]) is var at && at >= 1 && at <= a[0].AsList.Length ? a[0].AsList[at - 1] : NotAvailable),
        new(List, "MATCH", "(value: T, list: list<T>): number", "值在列表中的位置，从 1 开始；没有时为 #N/A。", "Where a value stands in a list, from 1; #N/A when it does not.",
            "MATCH(\"b\", [\"a\", \"b\"])", "2", static (a, _) => Position(a[0], a[1].AsList) is > 0 and var at ? Num(at) : NotAvailable),
        new(List, "UNIQUE", "(list: list<T>): list<T>", "去掉重复的项。", "Each item once.",
            "UNIQUE([2, 1, 2])", "[2, 1]", static (a, _) => Value.FromList([.. a[0].AsList.Distinct()])),
        new(List, "SORT", "(list: list<T>, descending?: bool): list<T>", "排序，默认从小到大。", "In order, smallest first by default.",
            "SORT([2, 3, 1])", "[1, 2, 3]", static (a, _) => Sort(a[0].AsList, a.Or(1, false))),
        new(List, "REVERSE", "(list: list<T>): list<T>", "颠倒次序。", "In reverse order.",
            "REVERSE([1, 2, 3])", "[3, 2, 1]", static (a, _) => Value.FromList([.. a[0].AsList.Reverse()])),
        new(List, "JOIN", "(list: list<any>, separator?: text): text", "用分隔符把列表连成文本，默认用逗号。", "The items as one text with a separator between them, a comma by default.",
            "JOIN([\"a\", \"b\"], \"/\")", "\"a/b\"", static (a, _) => Join(a[0].AsList, a.Or(1, ","))),
        new(List, "CONTAINSANY", "(list: list<T>, wanted: list<T>): bool", "是否含有其中任意一项。", "Whether a list has any of the wanted items.",
            "CONTAINSANY([\"a\", \"b\"], [\"b\", \"c\"])", "true", static (a, _) => Yes(Any(a[0].AsList, a[1].AsList))) { Sql = Sql.ListForms.ContainsAny },
        new(List, "CONTAINSALL", "(list: list<T>, wanted: list<T>): bool", "是否含有其中的每一项。", "Whether a list has all of the wanted items.",
            "CONTAINSALL([\"a\", \"b\"], [\"b\", \"c\"])", "false", static (a, _) => Yes(Every(a[0].AsList, a[1].AsList))) { Sql = Sql.ListForms.ContainsAll },
    ];

    private static Value At(Value[] items, int index) => index >= 0 && index < items.Length ? items[index] : Value.Null;

    private static int Position(Value value, Value[] items)
    {
        for (var i = 0; i < items.Length; i++)
        {
            if (Comparison.Same(items[i], value))
                return i + 1;
        }
        return 0;
    }

    private static Value Sort(Value[] items, bool descending)
    {
        var order = Comparer<Value>.Create((x, y) => Comparison.Compare(x, y) ?? x.IsNull.CompareTo(y.IsNull));
        return Value.FromList([.. descending ? items.OrderDescending(order) : items.Order(order)]);
    }

    private static Value Join(Value[] items, string separator)
    {
        foreach (ref readonly var item in items.AsSpan())
        {
            if (item.IsError)
                return item;
        }
        return Txt(string.Join(separator, items.Where(item => !item.IsEmpty).Select(item => item.ToString())));
    }

    private static bool Any(Value[] items, Value[] wanted)
    {
        foreach (ref readonly var item in wanted.AsSpan())
        {
            if (Comparison.Contains(items, item))
                return true;
        }
        return false;
    }

    private static bool Every(Value[] items, Value[] wanted)
    {
        foreach (ref readonly var item in wanted.AsSpan())
        {
            if (!Comparison.Contains(items, item))
                return false;
        }
        return true;
    }
}
