using static LowCode.Expressions.FunctionCategory;
using static LowCode.Expressions.Functions.Answers;

namespace LowCode.Expressions.Functions;

/// <summary>Arithmetic on single numbers. Exact decimals wherever the result is one.</summary>
internal static class NumberFunctions
{
    public static readonly IReadOnlyList<Function> All =
    [
        new(Number, "ROUND", "(number: number, digits?: number): number", "四舍五入到指定小数位，默认取整。", "Rounds half away from zero, to whole numbers by default.",
            "ROUND(2.345, 2)", "2.35", static (a, _) => Num(Rounding.Round(a[0].AsNumber, Digits(a)))) { Sql = Sql.NumberForms.Round },
        new(Number, "ROUNDUP", "(number: number, digits?: number): number", "向远离零的方向进位。", "Rounds away from zero.",
            "ROUNDUP(2.341, 2)", "2.35", static (a, _) => Num(Rounding.Up(a[0].AsNumber, Digits(a)))),
        new(Number, "ROUNDDOWN", "(number: number, digits?: number): number", "直接舍去多余的小数位。", "Rounds towards zero.",
            "ROUNDDOWN(2.349, 2)", "2.34", static (a, _) => Num(Rounding.Down(a[0].AsNumber, Digits(a)))) { Aliases = ["TRUNC"] },
        new(Number, "CEILING", "(number: number, multiple?: number): number", "向上取到倍数的整数倍，默认取整。", "Up to the next multiple, to whole numbers by default.",
            "CEILING(2.1, 0.5)", "2.5", static (a, _) => ToMultiple(a, decimal.Ceiling)),
        new(Number, "FLOOR", "(number: number, multiple?: number): number", "向下取到倍数的整数倍，默认取整。", "Down to the next multiple, to whole numbers by default.",
            "FLOOR(2.9, 0.5)", "2.5", static (a, _) => ToMultiple(a, decimal.Floor)),
        new(Number, "MROUND", "(number: number, multiple: number): number", "舍入到最近的倍数。", "The nearest multiple.",
            "MROUND(10, 3)", "9", static (a, _) => NearestMultiple(a[0].AsNumber, a[1].AsNumber)),
        new(Number, "INT", "(number: number): number", "向下取整。", "Down to the next whole number.",
            "INT(-2.5)", "-3", static (a, _) => Num(decimal.Floor(a[0].AsNumber))) { Sql = Sql.NumberForms.Int },
        new(Number, "MOD", "(number: number, divisor: number): number", "求余数，符号与除数相同。", "The remainder, with the sign of the divisor.",
            "MOD(-3, 2)", "1", static (a, _) => Mod(a[0].AsNumber, a[1].AsNumber)) { Sql = Sql.NumberForms.Mod },
        new(Number, "QUOTIENT", "(number: number, divisor: number): number", "相除后只取整数部分。", "The whole part of a division.",
            "QUOTIENT(7, 2)", "3", static (a, _) => a[1].AsNumber == 0 ? DivisionByZero : Num(decimal.Truncate(a[0].AsNumber / a[1].AsNumber))),
        new(Number, "ABS", "(number: number): number", "绝对值。", "The number without its sign.",
            "ABS(-5.5)", "5.5", static (a, _) => Num(Math.Abs(a[0].AsNumber))) { Sql = Sql.NumberForms.Abs },
        new(Number, "SIGN", "(number: number): number", "正数为 1，负数为 -1，零为 0。", "1 for a positive number, -1 for a negative one, else 0.",
            "SIGN(-3)", "-1", static (a, _) => Num(Math.Sign(a[0].AsNumber))) { Sql = Sql.NumberForms.Sign },
        new(Number, "POWER", "(number: number, exponent: number): number", "乘方。", "A number to a power.",
            "POWER(2, 10)", "1024", static (a, _) => Powers.Power(a[0].AsNumber, a[1].AsNumber)),
        new(Number, "SQRT", "(number: number): number", "平方根；负数为 #NUM!。", "The square root; #NUM! for a negative number.",
            "SQRT(0.09)", "0.3", static (a, _) => Powers.Root(a[0].AsNumber)),
        new(Number, "EXP", "(number: number): number", "自然常数 e 的乘方。", "e to a power.",
            "ROUND(EXP(1), 6)", "2.718282", static (a, _) => Num(Math.Exp((double)a[0].AsNumber))),
        new(Number, "LN", "(number: number): number", "自然对数。", "The natural logarithm.",
            "LN(1)", "0", static (a, _) => Powers.Log(a[0].AsNumber, null)),
        new(Number, "LOG", "(number: number, base?: number): number", "对数，默认以 10 为底。", "The logarithm, to base 10 by default.",
            "LOG(8, 2)", "3", static (a, _) => Powers.Log(a[0].AsNumber, a.Or(1, 10))),
        new(Number, "LOG10", "(number: number): number", "以 10 为底的对数。", "The logarithm to base 10.",
            "LOG10(1000)", "3", static (a, _) => Powers.Log(a[0].AsNumber, 10)),
        new(Number, "PI", "(): number", "圆周率。", "The number pi.",
            "ROUND(PI(), 5)", "3.14159", static (_, _) => Num(3.1415926535897932384626433833m)),
        new(Number, "ODD", "(number: number): number", "向远离零的方向取到奇数。", "Away from zero to an odd number.",
            "ODD(2.1)", "3", static (a, _) => Num(Odd(a[0].AsNumber))),
        new(Number, "EVEN", "(number: number): number", "向远离零的方向取到偶数。", "Away from zero to an even number.",
            "EVEN(2.1)", "4", static (a, _) => Num(Rounding.Up(a[0].AsNumber / 2, 0) * 2)),
        new(Number, "GCD", "(numbers...: number|list<number>): number", "最大公约数。", "The greatest common divisor.",
            "GCD(12, 18)", "6", static (a, _) => Divisors.Gcd(a)),
        new(Number, "LCM", "(numbers...: number|list<number>): number", "最小公倍数。", "The least common multiple.",
            "LCM(4, 6)", "12", static (a, _) => Divisors.Lcm(a)),
        new(Number, "FACT", "(number: number): number", "阶乘。", "The factorial.",
            "FACT(5)", "120", static (a, _) => Divisors.Factorial(a[0].AsNumber)),
        new(Number, "COMBIN", "(number: number, chosen: number): number", "从若干个中选若干个的组合数。", "In how many ways some can be chosen of a number.",
            "COMBIN(5, 2)", "10", static (a, _) => Divisors.Combinations(a[0].AsNumber, a[1].AsNumber)),
        new(Number, "RAND", "(): number", "0 到 1 之间的随机数。", "A random number from 0 up to but not including 1.",
            "RAND() < 1", "true", static (_, _) => Num((decimal)Random.Shared.NextDouble())) { Steady = false },
        new(Number, "RANDBETWEEN", "(least: number, most: number): number", "两数之间的随机整数。", "A random whole number between two.",
            "RANDBETWEEN(3, 3)", "3", static (a, _) => Between(a[0].AsNumber, a[1].AsNumber)) { Steady = false },
    ];

    private static int Digits(ReadOnlySpan<Value> a) => (int)Math.Clamp(decimal.Truncate(a.Or(1, 0)), -100, 100);

    private static Value ToMultiple(ReadOnlySpan<Value> a, Func<decimal, decimal> whole)
    {
        var (number, multiple) = (a[0].AsNumber, a.Or(1, 1));
        if (multiple == 0)
            return whole(0.5m) == 0 && number != 0 ? DivisionByZero : Num(0);
        if (number > 0 && multiple < 0)
            return BadNumber;
        // Both negative: Excel goes away from zero for CEILING and towards it for FLOOR, as dividing does.
        return Num(whole(number / multiple) * multiple);
    }

    private static Value NearestMultiple(decimal number, decimal multiple)
    {
        if (number == 0 || multiple == 0)
            return Num(0);
        return number < 0 != multiple < 0 ? BadNumber : Num(Math.Round(number / multiple, 0, MidpointRounding.AwayFromZero) * multiple);
    }

    private static Value Mod(decimal number, decimal divisor)
    {
        if (divisor == 0)
            return DivisionByZero;
        var remainder = number % divisor;
        return Num(remainder != 0 && remainder < 0 != divisor < 0 ? remainder + divisor : remainder);
    }

    private static decimal Odd(decimal number)
    {
        var up = Rounding.Up(number, 0);
        return up % 2 != 0 ? up : number < 0 ? up - 1 : up + 1;
    }

    private static Value Between(decimal least, decimal most)
    {
        var (low, high) = ((long)decimal.Ceiling(least), (long)decimal.Floor(most));
        return low > high || high == long.MaxValue ? BadNumber : Num(Random.Shared.NextInt64(low, high + 1));
    }
}
