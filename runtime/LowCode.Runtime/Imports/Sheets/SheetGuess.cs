using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LowCode.Forms;
using LowCode.Runtime.Imports.Tabular;

namespace LowCode.Runtime.Imports.Sheets;

/// <summary>
/// Guesses what the columns of a spreadsheet are, from their headings and values. A kind is offered only where every value that was looked at is
/// taken by that field type, so that the rows come in afterwards.
/// </summary>
public sealed partial class SheetGuess(ValueNames names)
{
    /// <summary>Rows that are looked at.</summary>
    public const int Rows = 20_000;

    private const int MostChoices = 15;
    private const int LongestChoice = 24;
    private const int LongText = 100;

    private static readonly (SheetKind Kind, string Type)[] Checked =
        [(SheetKind.Switch, "switch"), (SheetKind.Date, "date"), (SheetKind.DateTime, "datetime"), (SheetKind.Email, "email"), (SheetKind.Url, "url"), (SheetKind.Member, "member")];

    /// <summary>The columns that have a heading or a value, each with its best kind first chosen.</summary>
    public IReadOnlyList<SheetColumn> Columns(IReadOnlyList<string> headings, IReadOnlyList<TableRow> rows)
    {
        var width = Math.Max(headings.Count, rows.Count == 0 ? 0 : rows.Max(row => row.Cells.Length));
        return [.. Enumerable.Range(0, width).Select(index => Column(index, index < headings.Count ? headings[index] : "", rows)).OfType<SheetColumn>()];
    }

    private SheetColumn? Column(int index, string heading, IReadOnlyList<TableRow> rows)
    {
        var values = rows.Select(row => row[index].Text.Trim()).Where(text => text.Length > 0).ToList();
        if (heading.Length == 0 && values.Count == 0)
            return null;
        var numbers = values.Select(Number).ToList();
        var scale = numbers.Max(number => (int?)number?.Scale) ?? 0;
        var isNumber = numbers.Count > 0 && numbers.All(number => number is not null) && !values.Any(LooksLikeCode);
        var fits = new List<SheetKind> { SheetKind.Text, SheetKind.TextArea };
        if (isNumber)
            fits.AddRange([SheetKind.Number, SheetKind.Money, SheetKind.Percent]);
        fits.AddRange(Checked.Where(each => values.Count > 0 && Takes(each.Type, values)).Select(each => each.Kind));
        if (values.Count > 0 && Takes("phone", values))
            fits.Add(SheetKind.Phone);
        var different = values.Distinct(StringComparer.Ordinal).Take(MostChoices + 1).ToList();
        if (different.Count is > 0 and <= MostChoices && different.All(value => value.Length <= LongestChoice))
            fits.Add(SheetKind.Choice);
        return new SheetColumn
        {
            Index = index,
            Label = heading,
            Kind = Best(heading, values, fits, different.Count),
            Fits = fits,
            Scale = Math.Clamp(scale, 0, 8),
            IsYears = isNumber && values.All(value => Year().IsMatch(value)),
            Choices = fits.Contains(SheetKind.Choice) ? different : [],
            Samples = [.. values.Distinct().Take(3)],
            IsUnique = rows.Count > 1 && values.Count == rows.Count && values.Distinct().Count() == values.Count,
        };
    }

    private static SheetKind Best(string heading, List<string> values, List<SheetKind> fits, int different)
    {
        if (values.Count == 0)
            return SheetKind.Text;
        if (fits.Contains(SheetKind.Number))
        {
            return values.All(value => value.EndsWith('%')) || PercentHeading().IsMatch(heading) && values.All(value => Number(value) is { } number && Math.Abs(number) <= 1) ? SheetKind.Percent
                : fits.Contains(SheetKind.Phone) && PhoneHeading().IsMatch(heading) ? SheetKind.Phone
                : CodeHeading().IsMatch(heading) ? SheetKind.Text
                : MoneyHeading().IsMatch(heading) || values.Any(value => value.Contains('¥') || value.Contains('￥')) ? SheetKind.Money
                : SheetKind.Number;
        }
        if (fits.Contains(SheetKind.Date))
            return SheetKind.Date;
        if (fits.Contains(SheetKind.Phone) && (PhoneHeading().IsMatch(heading) || values.All(value => Mobile().IsMatch(value))))
            return SheetKind.Phone;
        SheetKind[] surest = [SheetKind.DateTime, SheetKind.Switch, SheetKind.Email, SheetKind.Url, SheetKind.Member];
        if (surest.Where(fits.Contains).Select(kind => (SheetKind?)kind).FirstOrDefault() is { } sure)
            return sure;
        if (values.Any(value => value.Length > LongText || value.Contains('\n')))
            return SheetKind.TextArea;
        // a few values that come again and again are choices; as many as there are rows are names
        return fits.Contains(SheetKind.Choice) && values.Count >= 4 && different * 2 <= values.Count && !NameHeading().IsMatch(heading) ? SheetKind.Choice : SheetKind.Text;
    }

    private bool Takes(string key, List<string> values)
    {
        var type = BuiltInTypes.Find(key)!;
        var field = new Field(0, 0, new FieldDefinition { Key = "column", Type = key }, type, type.ReadSettings(new JsonObject(), []), "");
        var errors = new List<Error>();
        foreach (var value in values)
        {
            var parsed = type.ParseText(value, field, names, "", errors);
            if (errors.Count == 0)
                type.Validate(parsed, field, "", errors);
            if (errors.Count > 0)
                return false;
        }
        return true;
    }

    // As number fields read a text: thousands, currency and per cent signs, full-width digits.
    private static decimal? Number(string text)
    {
        var clean = string.Concat(text.Normalize(NormalizationForm.FormKC).Where(letter => !char.IsWhiteSpace(letter) && letter is not (',' or '¥' or '$' or '€' or '£')));
        var percent = clean.EndsWith('%');
        return decimal.TryParse(percent ? clean[..^1] : clean, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) < 1_000_000_000m ? percent ? number / 100 : number : null;
    }

    // 007 and 13900001111 are written with digits but nobody adds them up.
    private static bool LooksLikeCode(string text) => text.Length > 1 && text[0] == '0' && char.IsAsciiDigit(text[1]) || text.Length >= 11 && text.All(char.IsAsciiDigit);

    [GeneratedRegex("^(1[89]|20)[0-9]{2}$")]
    private static partial Regex Year();

    [GeneratedRegex("电话|手机|联系方式|phone|mobile|tel", RegexOptions.IgnoreCase)]
    private static partial Regex PhoneHeading();

    [GeneratedRegex("编号|单号|号码|代码|邮编|证件|身份证|\\bid\\b|code|number|no\\.?$|zip", RegexOptions.IgnoreCase)]
    private static partial Regex CodeHeading();

    [GeneratedRegex("金额|单价|价格|总价|费用|成本|收入|预算|回款|合计|amount|price|cost|revenue|budget|\\bfee\\b", RegexOptions.IgnoreCase)]
    private static partial Regex MoneyHeading();

    [GeneratedRegex("率|占比|百分比|折扣|percent|rate|ratio|discount", RegexOptions.IgnoreCase)]
    private static partial Regex PercentHeading();

    [GeneratedRegex("名称|姓名|公司|客户|标题|name|title|company|customer", RegexOptions.IgnoreCase)]
    private static partial Regex NameHeading();

    [GeneratedRegex(@"^(\+?86)?1[3-9]\d{9}$")]
    private static partial Regex Mobile();
}
