using static LowCode.Expressions.FunctionCategory;
using static LowCode.Expressions.Functions.Answers;

namespace LowCode.Expressions.Functions;

/// <summary>Numbers over several values, lists and subform columns: <c>SUM(items.amount)</c>.</summary>
internal static class StatisticsFunctions
{
    public static readonly IReadOnlyList<Function> All =
    [
        new(Number, "SUM", "(numbers...: number|list<number>): number", "求和。", "The sum.",
            "SUM(1, 2, [3, 4])", "10", static (a, _) => Sum(a)) { Sql = Sql.AggregateForms.Sum },
        new(Number, "AVERAGE", "(numbers...: number|list<number>): number", "平均值；没有数字时为 #DIV/0!。", "The mean; #DIV/0! of nothing.",
            "AVERAGE([1, 2, 6])", "3", static (a, _) => Of(a, static list => list.Count == 0 ? DivisionByZero : Num(Total(list) / list.Count))) { Aliases = ["AVG"], Sql = Sql.AggregateForms.Average },
        new(Number, "MIN", "(values...: M|list<M>): M", "最小值，数字、日期和文本都可以。", "The smallest of numbers, dates or texts; 0 of no numbers.",
            "MIN(3, 1, 2)", "1", static (a, _) => Extreme(a, -1)) { Sql = Sql.AggregateForms.Min },
        new(Number, "MAX", "(values...: M|list<M>): M", "最大值，数字、日期和文本都可以。", "The largest of numbers, dates or texts; 0 of no numbers.",
            "MAX([\"2024-01-31\", \"2023-05-01\"])", "\"2024-01-31\"", static (a, _) => Extreme(a, 1)) { Sql = Sql.AggregateForms.Max },
        new(Number, "COUNT", "(values...: any): number", "有数字或日期的个数；对子表则是行数。", "How many numbers and dates there are; of a subform, how many rows.",
            "COUNT(1, [2, null], \"a\")", "2", static (a, _) => Count(a, static item => item.Kind is ValueKind.Number or ValueKind.Date or ValueKind.DateTime or ValueKind.Time)) { Sql = Sql.AggregateForms.Count },
        new(Number, "COUNTA", "(values...: any): number", "不为空的个数。", "How many values are not empty.",
            "COUNTA([\"a\", \"\", \"b\"])", "2", static (a, _) => Count(a, static item => !item.IsEmpty)) { Sql = Sql.AggregateForms.CountA },
        new(Number, "PRODUCT", "(numbers...: number|list<number>): number", "各数的乘积。", "The product.",
            "PRODUCT(2, 3, 4)", "24", static (a, _) => Of(a, static list => Num(list.Count == 0 ? 0 : list.Aggregate(1m, static (x, y) => x * y)))),
        new(Number, "SUMPRODUCT", "(lists...: list<number>): number", "各列表对应项相乘后求和。", "Multiplies lists item by item and sums the products.",
            "SUMPRODUCT([2, 3], [10, 100])", "320", static (a, _) => SumProduct(a)),
        new(Number, "SUMIF", "(list: list<any>, criterion: any, sum?: list<number>): number", "对符合条件的项求和，条件如 \">5\"。", "The sum where a criterion such as \">5\" holds.",
            "SUMIF([1, 5, 9], \">4\")", "14", static (a, _) => Criterion.Select(a, a.Length > 2 ? a[2] : a[0], out var error) is { } list ? Num(Total(list)) : error),
        new(Number, "COUNTIF", "(list: list<any>, criterion: any): number", "符合条件的个数，条件如 \"a*\"。", "How many items meet a criterion such as \"a*\".",
            "COUNTIF([\"ab\", \"b\", \"AC\"], \"a*\")", "2", static (a, _) => Criterion.Count(a[0].AsList, a[1])),
        new(Number, "AVERAGEIF", "(list: list<any>, criterion: any, average?: list<number>): number", "对符合条件的项求平均值。", "The mean where a criterion holds.",
            "AVERAGEIF([1, 5, 9], \">4\")", "7", static (a, _) => Criterion.Select(a, a.Length > 2 ? a[2] : a[0], out var error) is { } list ? list.Count == 0 ? DivisionByZero : Num(Total(list) / list.Count) : error),
        new(Number, "LARGE", "(numbers: list<number>, rank: number): number", "第几大的数。", "The nth largest number.",
            "LARGE([3, 9, 5], 2)", "5", static (a, _) => Ranked(a, true)),
        new(Number, "SMALL", "(numbers: list<number>, rank: number): number", "第几小的数。", "The nth smallest number.",
            "SMALL([3, 9, 5], 2)", "5", static (a, _) => Ranked(a, false)),
        new(Number, "MEDIAN", "(numbers...: number|list<number>): number", "中位数。", "The middle value.",
            "MEDIAN(1, 9, 2, 4)", "3", static (a, _) => Of(a, Median)),
        new(Number, "MODE", "(numbers...: number|list<number>): number", "出现最多的数；没有重复时为 #N/A。", "The most frequent number; #N/A when none repeats.",
            "MODE([1, 2, 2, 3])", "2", static (a, _) => Of(a, static list => list.GroupBy(n => n).MaxBy(g => g.Count()) is { } most && most.Count() > 1 ? Num(most.Key) : NotAvailable)),
        new(Number, "RANK", "(number: number, numbers: list<number>, ascending?: bool): number", "在一组数中排第几，默认从大到小。", "The place of a number in a list, largest first by default.",
            "RANK(5, [9, 5, 1])", "2", static (a, _) => Rank(a)),
        new(Number, "STDEV", "(numbers...: number|list<number>): number", "样本标准差。", "The standard deviation of a sample.",
            "STDEV(2, 4)", "SQRT(2)", static (a, _) => Of(a, static list => Variance(list, 1) is { IsError: false } v ? Powers.Root(v.AsNumber) : DivisionByZero)),
        new(Number, "STDEVP", "(numbers...: number|list<number>): number", "总体标准差。", "The standard deviation of a whole population.",
            "STDEVP(2, 4)", "1", static (a, _) => Of(a, static list => Variance(list, 0) is { IsError: false } v ? Powers.Root(v.AsNumber) : DivisionByZero)),
        new(Number, "VAR", "(numbers...: number|list<number>): number", "样本方差。", "The variance of a sample.",
            "VAR(2, 4)", "2", static (a, _) => Of(a, static list => Variance(list, 1))),
        new(Number, "VARP", "(numbers...: number|list<number>): number", "总体方差。", "The variance of a whole population.",
            "VARP(2, 4)", "1", static (a, _) => Of(a, static list => Variance(list, 0))),
    ];

    private static decimal Total(List<decimal> list)
    {
        var total = 0m;
        foreach (var number in list)
            total += number;
        return total;
    }

    // Without a list in between, so that a plain sum allocates nothing.
    private static Value Sum(ReadOnlySpan<Value> a)
    {
        var total = 0m;
        foreach (ref readonly var argument in a)
        {
            if (argument.Kind == ValueKind.Number)
                total += argument.AsNumber;
            if (argument.Kind != ValueKind.List)
                continue;
            foreach (ref readonly var item in argument.AsList.AsSpan())
            {
                if (item.Kind == ValueKind.Number)
                    total += item.AsNumber;
                else if (item.IsError)
                    return item;
            }
        }
        return Num(total);
    }

    private static Value Of(ReadOnlySpan<Value> a, Func<List<decimal>, Value> calculate) => Numbers(a, out var error) is { } list ? calculate(list) : error;

    private static Value Extreme(ReadOnlySpan<Value> a, int sign)
    {
        var best = Value.Null;
        foreach (ref readonly var argument in a)
        {
            foreach (var item in argument.Kind == ValueKind.List ? argument.AsList : [argument])
            {
                if (item.IsError)
                    return item;
                if (!item.IsNull && (best.IsNull || Closures.Comparison.Compare(item, best) * sign > 0))
                    best = item;
            }
        }
        return best;
    }

    private static Value Count(ReadOnlySpan<Value> a, Func<Value, bool> counted)
    {
        var count = 0;
        foreach (ref readonly var argument in a)
        {
            count += argument.Kind switch
            {
                ValueKind.List => argument.AsList.Count(counted),
                ValueKind.Rows => argument.AsRows.Count,
                _ => counted(argument) ? 1 : 0,
            };
        }
        return Num(count);
    }

    private static Value SumProduct(ReadOnlySpan<Value> a)
    {
        var total = 0m;
        for (var i = 0; i < a[0].AsList.Length; i++)
        {
            var product = 1m;
            foreach (ref readonly var list in a)
            {
                if (list.AsList.Length != a[0].AsList.Length)
                    return WrongValue;
                var item = list.AsList[i];
                if (item.IsError)
                    return item;
                product *= item.Kind == ValueKind.Number ? item.AsNumber : 0;
            }
            total += product;
        }
        return Num(total);
    }

    private static Value Ranked(ReadOnlySpan<Value> a, bool descending)
    {
        if (Numbers(a[..1], out var error) is not { } list)
            return error;
        list.Sort();
        var rank = (int)Math.Clamp(decimal.Ceiling(a[1].AsNumber), 0, int.MaxValue);
        return rank < 1 || rank > list.Count ? BadNumber : Num(descending ? list[^rank] : list[rank - 1]);
    }

    private static Value Rank(ReadOnlySpan<Value> a)
    {
        if (Numbers(a[1..2], out var error) is not { } list)
            return error;
        var (number, ascending) = (a[0].AsNumber, a.Or(2, false));
        return list.Contains(number) ? Num(1 + list.Count(other => ascending ? other < number : other > number)) : NotAvailable;
    }

    private static Value Median(List<decimal> list)
    {
        if (list.Count == 0)
            return BadNumber;
        list.Sort();
        return Num(list.Count % 2 == 1 ? list[list.Count / 2] : (list[list.Count / 2 - 1] + list[list.Count / 2]) / 2);
    }

    private static Value Variance(List<decimal> list, int less)
    {
        if (list.Count - less <= 0)
            return DivisionByZero;
        var mean = Total(list) / list.Count;
        var squares = 0m;
        foreach (var number in list)
            squares += (number - mean) * (number - mean);
        return Num(squares / (list.Count - less));
    }
}
