using System.Globalization;
using System.Text;
using static LowCode.Expressions.FunctionCategory;
using static LowCode.Expressions.Functions.Answers;

namespace LowCode.Expressions.Functions;

/// <summary>Texts. Positions and lengths count whole characters, as both databases do: 😀 is one, where Excel counts two.</summary>
internal static class TextFunctions
{
    private const int MaxLength = 32767;
    private const string Windows1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ";

    public static readonly IReadOnlyList<Function> All =
    [
        new(Text, "CONCAT", "(values...: any): text", "把各个值连接成一段文本。", "Joins values into one text.",
            "CONCAT(\"No. \", 12)", "\"No. 12\"", static (a, _) => Concat(a)) { Aliases = ["CONCATENATE"], Sql = Sql.TextForms.Concat },
        new(Text, "TEXTJOIN", "(separator: text, ignoreEmpty: bool, values...: any): text", "用分隔符连接文本，可忽略空值。", "Joins values with a separator between them.",
            "TEXTJOIN(\"-\", true, \"a\", \"\", [\"b\", \"c\"])", "\"a-b-c\"", static (a, _) => TextJoin(a)),
        new(Text, "LEFT", "(text: text, count?: number): text", "取左边的若干个字，默认 1 个。", "The first characters of a text, one by default.",
            "LEFT(\"北京市\", 2)", "\"北京\"", static (a, _) => a.Or(1, 1) < 0 ? WrongValue : Txt(Characters.Middle(a[0].AsText, 1, a.Or(1, 1)))) { Sql = Sql.TextForms.Left },
        new(Text, "RIGHT", "(text: text, count?: number): text", "取右边的若干个字，默认 1 个。", "The last characters of a text, one by default.",
            "RIGHT(\"13800138000\", 4)", "\"8000\"", static (a, _) => a.Or(1, 1) < 0 ? WrongValue : Txt(Characters.Last(a[0].AsText, a.Or(1, 1)))) { Sql = Sql.TextForms.Right },
        new(Text, "MID", "(text: text, start: number, count: number): text", "从指定位置起取若干个字，位置从 1 开始。", "Characters from the middle of a text; the first is number 1.",
            "MID(\"CN-2024-001\", 4, 4)", "\"2024\"", static (a, _) => a[1].AsNumber < 1 || a[2].AsNumber < 0 ? WrongValue : Txt(Characters.Middle(a[0].AsText, a[1].AsNumber, a[2].AsNumber))) { Sql = Sql.TextForms.Mid },
        new(Text, "LEN", "(text: text): number", "文本的字数。", "The number of characters of a text.",
            "LEN(\"低代码\")", "3", static (a, _) => Num(Characters.Count(a[0].AsText))) { Sql = Sql.TextForms.Len },
        new(Text, "FIND", "(find: text, within: text, start?: number): number", "查找文本首次出现的位置，区分大小写；找不到为 #VALUE!。", "Where a text first occurs, case-sensitive; #VALUE! when it does not.",
            "FIND(\"B\", \"abBA\")", "3", static (a, _) => Find(a)),
        new(Text, "SEARCH", "(find: text, within: text, start?: number): number", "查找位置，不区分大小写，可用 ? 和 *；找不到为 #VALUE!。", "Where a text first occurs, any case, ? and * stand for any characters.",
            "SEARCH(\"b*\", \"aBBa\")", "2", static (a, _) => Search(a)),
        new(Text, "SUBSTITUTE", "(text: text, old: text, new: text, which?: number): text", "替换文本，可只替换第几处。", "Replaces one text by another, everywhere or only the nth time.",
            "SUBSTITUTE(\"a-b-c\", \"-\", \"+\", 2)", "\"a-b+c\"", static (a, _) => Substitute(a)) { Sql = Sql.TextForms.Substitute },
        new(Text, "REPLACE", "(text: text, start: number, count: number, new: text): text", "从指定位置起把若干个字换成新文本。", "Replaces characters by position.",
            "REPLACE(\"abcdef\", 3, 2, \"*\")", "\"ab*ef\"", static (a, _) => Replace(a)),
        new(Text, "TRIM", "(text: text): text", "去掉首尾空格，中间的连续空格只留一个。", "Removes spaces at both ends and doubled ones between words.",
            "TRIM(\"  a   b \")", "\"a b\"", static (a, _) => Txt(string.Join(' ', a[0].AsText.Split(' ', StringSplitOptions.RemoveEmptyEntries)))),
        new(Text, "UPPER", "(text: text): text", "转为大写字母。", "In capital letters.",
            "UPPER(\"abc\")", "\"ABC\"", static (a, _) => Txt(a[0].AsText.ToUpperInvariant())) { Sql = Sql.TextForms.Upper },
        new(Text, "LOWER", "(text: text): text", "转为小写字母。", "In small letters.",
            "LOWER(\"ABC\")", "\"abc\"", static (a, _) => Txt(a[0].AsText.ToLowerInvariant())) { Sql = Sql.TextForms.Lower },
        new(Text, "PROPER", "(text: text): text", "每个单词首字母大写。", "Each word with a capital first letter.",
            "PROPER(\"hello WORLD\")", "\"Hello World\"", static (a, _) => Txt(Proper(a[0].AsText))),
        new(Text, "EXACT", "(first: text, second: text): bool", "两段文本完全相同（区分大小写）时为真。", "Whether two texts are the same, case included.",
            "EXACT(\"a\", \"A\")", "false", static (a, _) => Yes(a[0].AsText == a[1].AsText)) { Sql = Sql.TextForms.Exact },
        new(Text, "REPT", "(text: text, times: number): text", "把文本重复若干次。", "A text several times over.",
            "REPT(\"ab\", 3)", "\"ababab\"", static (a, _) => Rept(a[0].AsText, a[1].AsNumber)),
        new(Text, "TEXT", "(value: number|date|datetime|time|text|bool, format: text): text", "按格式把数字或日期转成文本，如 \"#,##0.00\"、\"yyyy-mm-dd\"。", "A number or date in a format such as \"#,##0.00\" or \"yyyy-mm-dd\".",
            "TEXT(1234.5, \"#,##0.00\")", "\"1,234.50\"", static (a, c) => Formats.ValueFormat.Format(a[0], a[1].AsText, c.Zone)),
        new(Text, "FIXED", "(number: number, digits?: number, plain?: bool): text", "按小数位数把数字转成文本，默认带千分位。", "A number as text with fixed decimals, with thousands separators unless plain.",
            "FIXED(1234.567, 1)", "\"1,234.6\"", static (a, _) => Fixed(a)),
        new(Text, "VALUE", "(text: text): number", "把文本读成数字；读不出为 #VALUE!。", "Reads a text as a number; #VALUE! when it is none.",
            "VALUE(\"1,234.5\")", "1234.5", static (a, _) => Texts.Number(a[0].AsText) is { } number ? Num(number) : WrongValue),
        new(Text, "CHAR", "(code: number): text", "返回编码对应的字符。", "The character with this code.",
            "CHAR(65)", "\"A\"", static (a, _) => Character(a[0].AsNumber)) { Aliases = ["UNICHAR"] },
        new(Text, "CODE", "(text: text): number", "返回首字符的编码。", "The code of the first character.",
            "CODE(\"A\")", "65", static (a, _) => a[0].AsText.Length == 0 ? WrongValue : Num(Rune.GetRuneAt(a[0].AsText, 0).Value)) { Aliases = ["UNICODE"] },
        new(Text, "SPLIT", "(text: text, separator: text): list<text>", "按分隔符把文本拆成列表。", "Cuts a text into a list at a separator.",
            "SPLIT(\"a,b\", \",\")", "[\"a\", \"b\"]", static (a, _) => Split(a[0].AsText, a[1].AsText)),
        new(Text, "CONTAINS", "(text: text, part: text): bool", "是否包含某段文本，不区分大小写。", "Whether a text contains another, in any case.",
            "CONTAINS(\"Hello\", \"ELL\")", "true", static (a, _) => Yes(Matching.Contains(a[0].AsText, a[1].AsText))) { Sql = Sql.TextForms.Contains },
        new(Text, "STARTSWITH", "(text: text, start: text): bool", "是否以某段文本开头，不区分大小写。", "Whether a text begins with another, in any case.",
            "STARTSWITH(\"CN-001\", \"cn\")", "true", static (a, _) => Yes(Matching.StartsWith(a[0].AsText, a[1].AsText))) { Sql = Sql.TextForms.StartsWith },
        new(Text, "ENDSWITH", "(text: text, end: text): bool", "是否以某段文本结尾，不区分大小写。", "Whether a text ends with another, in any case.",
            "ENDSWITH(\"a.PDF\", \".pdf\")", "true", static (a, _) => Yes(Matching.EndsWith(a[0].AsText, a[1].AsText))) { Sql = Sql.TextForms.EndsWith },
        new(Text, "REGEXMATCH", "(text: text, pattern: text): bool", "文本是否符合正则表达式；表达式有误为 #VALUE!。", "Whether a regular expression matches somewhere; runs in linear time.",
            "REGEXMATCH(\"13800138000\", \"^1[3-9][0-9]{9}$\")", "true", static (a, _) => Matching.Regex(a[0].AsText, a[1].AsText) is { } yes ? Yes(yes) : WrongValue),
        new(Text, "RMBCAP", "(amount: number): text", "金额的人民币大写，四舍五入到分。", "An amount in Chinese capital numerals, to the fen.",
            "RMBCAP(1234.5)", "\"壹仟贰佰叁拾肆元伍角整\"", static (a, _) => Formats.RmbCapitals.Write(a[0].AsNumber) is { } text ? Txt(text) : BadNumber),
        new(Text, "MASK", "(text: text, keepStart?: number, keepEnd?: number): text", "把中间的字换成星号，默认首 3 尾 4。", "Hides the middle of a text with stars; by default 3 characters at the start and 4 at the end stay.",
            "MASK(\"13800138000\")", "\"138****8000\"", static (a, _) => Txt(Mask(a[0].AsText, (int)Math.Clamp(a.Or(1, 3), 0, MaxLength), (int)Math.Clamp(a.Or(2, 4), 0, MaxLength)))),
        new(Text, "UUID", "(): text", "生成一个不会重复的编号。", "A new identifier that never repeats.",
            "LEN(UUID())", "36", static (_, _) => Txt(Guid.NewGuid().ToString())) { Steady = false },
    ];

    private static Value Concat(ReadOnlySpan<Value> a)
    {
        var text = new StringBuilder();
        foreach (ref readonly var value in a)
        {
            foreach (var item in value.Kind == ValueKind.List ? value.AsList : [value])
            {
                if (item.IsError)
                    return item;
                text.Append(item.ToString());
            }
        }
        return text.Length > MaxLength ? WrongValue : Txt(text.ToString());
    }

    private static Value TextJoin(ReadOnlySpan<Value> a)
    {
        var parts = new List<string>();
        foreach (ref readonly var value in a[2..])
        {
            foreach (var item in value.Kind == ValueKind.List ? value.AsList : [value])
            {
                if (item.IsError)
                    return item;
                if (!item.IsEmpty || !a[1].AsBool)
                    parts.Add(item.ToString());
            }
        }
        var text = string.Join(a[0].AsText, parts);
        return text.Length > MaxLength ? WrongValue : Txt(text);
    }

    private static Value Find(ReadOnlySpan<Value> a) => At(a, static (find, within, start) => within.IndexOf(find, start, StringComparison.Ordinal));

    private static Value Search(ReadOnlySpan<Value> a) => At(a, static (find, within, start) => Matching.Search(within, find, start));

    private static Value At(ReadOnlySpan<Value> a, Func<string, string, int, int> search)
    {
        var (find, within, start) = (a[0].AsText, a[1].AsText, a.Or(2, 1));
        if (start < 1 || start > Characters.Count(within) + 1)
            return WrongValue;
        var at = search(find, within, Characters.Index(within, decimal.Truncate(start) - 1));
        return at < 0 ? WrongValue : Num(Characters.Position(within, at));
    }

    private static Value Substitute(ReadOnlySpan<Value> a)
    {
        var (text, old, replacement) = (a[0].AsText, a[1].AsText, a[2].AsText);
        if (a.Length > 3 && !a[3].IsNull && a[3].AsNumber < 1)
            return WrongValue;
        if (old.Length == 0)
            return a[0].IsNull ? Txt("") : a[0];
        if (a.Length < 4 || a[3].IsNull)
            return (long)text.Length / old.Length * replacement.Length > MaxLength * 2L ? WrongValue : Txt(text.Replace(old, replacement, StringComparison.Ordinal));
        var at = -1;
        for (var n = Whole(a[3]); n > 0; n--)
        {
            at = text.IndexOf(old, at < 0 ? 0 : at + old.Length, StringComparison.Ordinal);
            if (at < 0)
                return Txt(text);
        }
        return Txt(string.Concat(text.AsSpan(0, at), replacement, text.AsSpan(at + old.Length)));
    }

    private static Value Replace(ReadOnlySpan<Value> a)
    {
        var text = a[0].AsText;
        if (a[1].AsNumber < 1 || a[2].AsNumber < 0)
            return WrongValue;
        var start = Characters.Index(text, decimal.Truncate(a[1].AsNumber) - 1);
        var rest = text[start..];
        return Txt(string.Concat(text.AsSpan(0, start), a[3].AsText, rest.AsSpan(Characters.Index(rest, decimal.Truncate(a[2].AsNumber)))));
    }

    private static string Proper(string text)
    {
        var letters = text.ToCharArray();
        for (var i = 0; i < letters.Length; i++)
            letters[i] = i > 0 && char.IsLetter(letters[i - 1]) ? char.ToLowerInvariant(letters[i]) : char.ToUpperInvariant(letters[i]);
        return new string(letters);
    }

    private static Value Rept(string text, decimal times) =>
        times < 0 || text.Length * decimal.Truncate(times) > MaxLength ? WrongValue : Txt(new StringBuilder().Insert(0, text, (int)times).ToString());

    private static Value Fixed(ReadOnlySpan<Value> a)
    {
        var digits = (int)Math.Clamp(a.Or(1, 2), -28, 28);
        var rounded = Rounding.Round(a[0].AsNumber, digits);
        return Txt(rounded.ToString((a.Or(2, false) ? "F" : "N") + Math.Max(digits, 0).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));
    }

    // From 128 to 159 Excel's CHAR gives Windows' typographic signs, where Unicode has control characters.
    private static Value Character(decimal code) => code >= 128 && code < 160 ? Txt(Windows1252[(int)code - 128].ToString()) : code >= 1 && code <= 0x10FFFF && Rune.TryCreate((int)code, out var rune) ? Txt(rune.ToString()) : WrongValue;

    private static Value Split(string text, string separator)
    {
        if (text.Length == 0)
            return Value.FromList([]);
        string[] parts = separator.Length == 0 ? [text] : text.Split(separator);
        return Value.FromList(Array.ConvertAll(parts, Value.FromText));
    }

    private static string Mask(string text, int start, int end)
    {
        var all = Characters.Count(text);
        return all <= start + end ? new string('*', all)
            : string.Concat(Characters.Middle(text, 1, start), new string('*', all - start - end), Characters.Last(text, end));
    }
}
