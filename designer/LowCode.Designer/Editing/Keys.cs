using System.Text;
using System.Text.RegularExpressions;

namespace LowCode.Designer.Editing;

/// <summary>Keys for new things: what they are called, in letters that a formula can use.</summary>
public static partial class Keys
{
    /// <summary>True for <c>[a-z][a-z0-9_]{0,47}</c>.</summary>
    public static bool IsKey(string key) => Key().IsMatch(key);

    /// <summary>A free key out of a name: "Sales order" is <c>sales_order</c>; a name without Latin letters becomes <c>form_2</c>.</summary>
    public static string Guess(string name, string otherwise, IReadOnlySet<string> taken)
    {
        var key = new StringBuilder();
        foreach (var letter in name.Normalize(NormalizationForm.FormKD))
        {
            if (char.IsAsciiLetterOrDigit(letter) && (key.Length > 0 || char.IsAsciiLetter(letter)))
                key.Append(char.ToLowerInvariant(letter));
            else if (key.Length > 0 && key[^1] != '_' && !char.IsLetterOrDigit(letter) && char.GetUnicodeCategory(letter) != System.Globalization.UnicodeCategory.NonSpacingMark)
                key.Append('_');
        }
        var stem = key.ToString().Trim('_');
        if (stem.Length > 40)
            stem = stem[..40].TrimEnd('_');
        if (stem.Length >= 2 && !taken.Contains(stem))
            return stem;
        if (stem.Length < 2)
            stem = otherwise;
        var number = 1;
        while (taken.Contains($"{stem}_{number}"))
            number++;
        return $"{stem}_{number}";
    }

    [GeneratedRegex("^[a-z][a-z0-9_]{0,47}$", RegexOptions.CultureInvariant)]
    private static partial Regex Key();
}
