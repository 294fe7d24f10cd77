using System.Globalization;
using System.Text;

namespace LowCode.Forms.FieldTypes;

/// <summary>Numbers as people write them: thousands separators, full-width digits, a currency sign, 1.2万 and 3亿.</summary>
public static class NumberText
{
    private static readonly (char Sign, decimal Times)[] Units = [('万', 10_000m), ('萬', 10_000m), ('亿', 100_000_000m), ('億', 100_000_000m)];

    /// <summary>Reads a number. <paramref name="percent"/>: a per cent sign stood behind it, which the caller still has to mind.</summary>
    public static bool TryRead(string text, out decimal number, out bool percent)
    {
        var clean = string.Concat(text.Normalize(NormalizationForm.FormKC).Replace('。', '.').Where(c => !char.IsWhiteSpace(c) && c is not (',' or '¥' or '$' or '€' or '£')));
        percent = clean.EndsWith('%');
        var (sign, times) = Units.FirstOrDefault(unit => clean.EndsWith(unit.Sign));
        var digits = percent || sign != default ? clean[..^1] : clean;
        if (!decimal.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out number))
            return false;
        if (sign == default)
            return true;
        if (Math.Abs(number) > decimal.MaxValue / times)
            return false;
        number *= times;
        return true;
    }
}
