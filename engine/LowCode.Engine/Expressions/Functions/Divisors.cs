using static LowCode.Expressions.Functions.Answers;

namespace LowCode.Expressions.Functions;

/// <summary>Whole-number arithmetic: divisors, multiples, factorials.</summary>
internal static class Divisors
{
    public static Value Gcd(ReadOnlySpan<Value> a) => Fold(a, 0, static (x, y) => Gcd(x, y));

    public static Value Lcm(ReadOnlySpan<Value> a) => Fold(a, 1, static (x, y) => x == 0 || y == 0 ? 0 : x / Gcd(x, y) * y);

    public static Value Factorial(decimal number)
    {
        if (number < 0 || number > 27)
            return BadNumber;
        var product = 1m;
        for (var i = 2; i <= (int)number; i++)
            product *= i;
        return Num(product);
    }

    public static Value Combinations(decimal number, decimal chosen)
    {
        var (n, k) = (decimal.Truncate(number), decimal.Truncate(chosen));
        if (n < 0 || k < 0 || k > n)
            return BadNumber;
        k = Math.Min(k, n - k);
        if (k > 1000)
            return BadNumber;
        var result = 1m;
        for (var i = 1m; i <= k; i++)
            result = result * (n - k + i) / i;
        return Num(Math.Round(result));
    }

    private static decimal Gcd(decimal a, decimal b)
    {
        while (b != 0)
            (a, b) = (b, a % b);
        return a;
    }

    private static Value Fold(ReadOnlySpan<Value> a, decimal start, Func<decimal, decimal, decimal> step)
    {
        if (Numbers(a, out var error) is not { } numbers)
            return error;
        var result = start;
        foreach (var number in numbers)
        {
            if (number < 0)
                return BadNumber;
            result = step(result, decimal.Truncate(number));
        }
        return Num(result);
    }
}
