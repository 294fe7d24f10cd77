using System.Text;

namespace LowCode.Expressions.Formats;

/// <summary>Amounts in the capital numerals that Chinese invoices and contracts require.</summary>
internal static class RmbCapitals
{
    private const string Digits = "零壹贰叁肆伍陆柒捌玖";
    private static readonly string[] Places = ["", "拾", "佰", "仟"];
    private static readonly string[] Groups = ["", "万", "亿", "万亿"];

    /// <summary>The amount rounded to the fen, or null beyond a quadrillion yuan.</summary>
    public static string? Write(decimal amount)
    {
        if (Math.Abs(amount) >= 1_0000_0000_0000_0000m)
            return null;
        var rounded = Math.Round(Math.Abs(amount), 2, MidpointRounding.AwayFromZero);
        var yuan = (long)decimal.Truncate(rounded);
        var fen = (int)((rounded - yuan) * 100);
        if (yuan == 0 && fen == 0)
            return "零元整";
        var text = new StringBuilder(amount < 0 ? "负" : "");
        if (yuan > 0)
            text.Append(Whole(yuan)).Append('元');
        if (fen >= 10)
            text.Append(Digits[fen / 10]).Append('角');
        else if (fen > 0 && yuan > 0)
            text.Append('零');
        if (fen % 10 > 0)
            text.Append(Digits[fen % 10]).Append('分');
        else
            text.Append('整');
        return text.ToString();
    }

    private static string Whole(long yuan)
    {
        var text = new StringBuilder();
        var zero = false;
        for (var group = 3; group >= 0; group--)
        {
            var part = (int)(yuan / Pow(10000, group) % 10000);
            if (part == 0)
            {
                zero |= text.Length > 0;
                continue;
            }
            for (var place = 3; place >= 0; place--)
            {
                var digit = (int)(part / Pow(10, place) % 10);
                if (digit == 0)
                {
                    zero |= text.Length > 0;
                    continue;
                }
                if (zero)
                    text.Append('零');
                zero = false;
                text.Append(Digits[digit]).Append(Places[place]);
            }
            // A zero at the end of a group is not spoken before the group's own name.
            zero = false;
            text.Append(group == 3 && yuan / Pow(10000, 2) % 10000 > 0 ? "万" : Groups[group]);
            if (group > 0 && part % 10 == 0)
                zero = true;
        }
        return text.ToString();
    }

    private static long Pow(long number, int exponent)
    {
        var power = 1L;
        for (var i = 0; i < exponent; i++)
            power *= number;
        return power;
    }
}
