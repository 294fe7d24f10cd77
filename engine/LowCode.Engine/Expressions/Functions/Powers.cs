using static LowCode.Expressions.Functions.Answers;

namespace LowCode.Expressions.Functions;

/// <summary>Powers, roots and logarithms: exact where the exponent is whole, else to 15 digits.</summary>
internal static class Powers
{
    private const int MaxExact = 1000;

    public static Value Power(decimal number, decimal exponent)
    {
        if (number == 0 && exponent <= 0)
            return exponent == 0 ? BadNumber : DivisionByZero;
        if (!decimal.IsInteger(exponent) || Math.Abs(exponent) > MaxExact)
            return Num(Math.Pow((double)number, (double)exponent));
        var whole = Whole(number, (int)Math.Abs(exponent));
        return exponent >= 0 ? Num(whole) : whole == 0 ? DivisionByZero : Num(1 / whole);
    }

    public static Value Root(decimal number)
    {
        if (number < 0)
            return BadNumber;
        if (number == 0)
            return Num(0);
        var root = (decimal)Math.Sqrt((double)number);
        // One step of Newton's method doubles the 15 digits of a double; rounding then finds exact roots.
        root = (root + number / root) / 2;
        var shorter = Math.Round(root, 14);
        return Num(shorter * shorter == number ? shorter : root);
    }

    public static Value Log(decimal number, decimal? of)
    {
        if (number <= 0 || of is <= 0)
            return BadNumber;
        if (of == 1)
            return DivisionByZero;
        var log = of switch
        {
            null => Math.Log((double)number),
            10 => Math.Log10((double)number),
            2 => Math.Log2((double)number),
            _ => Math.Log((double)number) / Math.Log((double)of.Value),
        };
        return Num(log);
    }

    private static decimal Whole(decimal number, int exponent)
    {
        var (result, square) = (1m, number);
        while (true)
        {
            if ((exponent & 1) == 1)
                result *= square;
            exponent >>= 1;
            if (exponent == 0)
                return result;
            square *= square;
        }
    }
}
