namespace LowCode.Expressions.Functions;

/// <summary>Excel's ways of rounding, on decimals.</summary>
internal static class Rounding
{
    /// <summary>Half away from zero, to decimals or (below 0) to tens, hundreds, ...</summary>
    public static decimal Round(decimal number, int digits)
    {
        if (digits >= 0)
            return Math.Round(number, Math.Min(digits, 28), MidpointRounding.AwayFromZero);
        var unit = Unit(digits);
        return unit is null ? 0 : Math.Round(number / unit.Value, 0, MidpointRounding.AwayFromZero) * unit.Value;
    }

    /// <summary>Away from zero.</summary>
    public static decimal Up(decimal number, int digits) => To(number, digits, static part => part < 0 ? decimal.Floor(part) : decimal.Ceiling(part));

    /// <summary>Towards zero.</summary>
    public static decimal Down(decimal number, int digits) => To(number, digits, decimal.Truncate);

    private static decimal To(decimal number, int digits, Func<decimal, decimal> whole)
    {
        if (digits > 0)
        {
            if (digits >= number.Scale)
                return number;
            // Split first, so that large numbers with decimals do not overflow.
            var integer = decimal.Truncate(number);
            var unit = Power(digits);
            return integer + whole((number - integer) * unit) / unit;
        }
        return Unit(digits) is { } tens ? whole(number / tens) * tens : 0;
    }

    private static decimal? Unit(int digits) => digits < -28 ? null : Power(-digits);

    private static decimal Power(int digits)
    {
        var power = 1m;
        for (var i = 0; i < digits; i++)
            power *= 10;
        return power;
    }
}
