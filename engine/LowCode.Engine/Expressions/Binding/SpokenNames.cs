using System.Collections.Frozen;

namespace LowCode.Expressions.Binding;

/// <summary>What Chinese speakers write for a function, a sign or a unit before they know its name: only to tell them what it is called.</summary>
internal static class SpokenNames
{
    private static readonly FrozenDictionary<string, string> Functions = Named(
        "SUM 求和 合计 总和 总计 累计", "AVERAGE 平均 平均值 均值", "MAX 最大 最大值", "MIN 最小 最小值", "COUNT 计数 个数 数量", "COUNTIF 条件计数", "SUMIF 条件求和",
        "ROUND 四舍五入 舍入", "INT 取整", "ABS 绝对值", "MOD 取余 余数", "IF 如果 假如 条件 判断", "AND 并且 且 同时", "OR 或者 或", "NOT 非 不是 取反",
        "ISBLANK 为空 是否为空 空值", "IFERROR 如果错误", "YEAR 年 年份", "MONTH 月 月份", "DAY 日 天", "TODAY 今天 今日 当天", "NOW 现在 当前时间", "DATE 日期",
        "DATEDIF 日期差 间隔 天数 相差天数", "WEEKDAY 星期 星期几", "CONCAT 连接 拼接 合并", "TEXTJOIN 合并文本", "LEN 长度 字数", "LEFT 左 取左", "RIGHT 右 取右", "MID 截取 取中间",
        "CONTAINS 包含 含有", "SUBSTITUTE 替换", "TRIM 去空格", "TEXT 文本 转文本 格式化", "VALUE 转数字 数值", "RMBCAP 大写金额 金额大写 人民币大写", "UNIQUE 去重", "LOOKUP 查找 VLOOKUP XLOOKUP HLOOKUP");

    private static readonly FrozenDictionary<string, string> Signs = Named("&& 且 并且 而且 和 与 and", "|| 或 或者 or", "! 非 不 not", "* x X 乘 乘以", "/ 除以", "+ 加 加上", "- 减 减去", "== 等于 是", "!= 不等于 不是", "> 大于", "< 小于");

    private static readonly FrozenDictionary<string, string> Truths = Named("true 是 真 对 有 yes y on true", "false 否 假 错 不 无 没有 no n off false");

    // How functions name their units.
    private static readonly FrozenDictionary<string, string> Units = Named("year,Y 年", "quarter,Q 季 季度", "month,M 月 个月", "week,W 周 星期", "day,D 天 日", "hour,H 时 小时", "minute 分 分钟", "second 秒 秒钟");

    public static string? Function(string name) => Functions.GetValueOrDefault(name);

    public static string? Sign(string word) => Signs.GetValueOrDefault(word);

    public static string? Truth(string word) => Truths.GetValueOrDefault(word);

    public static string? Unit(string word, IReadOnlyList<string> offered) =>
        Units.GetValueOrDefault(word)?.Split(',').Select(name => offered.FirstOrDefault(one => one.Equals(name, StringComparison.OrdinalIgnoreCase))).FirstOrDefault(name => name is not null);

    private static FrozenDictionary<string, string> Named(params ReadOnlySpan<string> lines)
    {
        var all = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in lines)
        {
            var words = line.Split(' ');
            foreach (var word in words[1..])
                all.TryAdd(word, words[0]);
        }
        return all.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }
}
