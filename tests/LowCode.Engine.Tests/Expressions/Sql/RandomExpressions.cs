namespace LowCode.Expressions.Tests.Sql;

/// <summary>Writes random well-typed expressions over the sample contract.</summary>
internal sealed class RandomExpressions(int seed)
{
    private readonly Random _random = new(seed);

    public string Number(int depth) => depth == 0
        ? One("amount", "emptyNumber", "0", "3", "2.5", "-7", "0.005", "100", "LEN(stage)")
        : One($"({Number(depth - 1)} + {Number(depth - 1)})", $"({Number(depth - 1)} - {Number(depth - 1)})", $"({Number(0)} * {Number(depth - 1)})",
            $"({Number(depth - 1)} / {Number(0)})", $"(-({Number(0)}))", $"ABS({Number(depth - 1)})", $"ROUND({Number(depth - 1)}, {_random.Next(0, 3)})",
            $"INT({Number(0)})", $"SIGN({Number(depth - 1)})", $"MOD({Number(0)}, {Number(0)})", $"({Number(0)} % {Number(0)})",
            $"IF({Bool(depth - 1)}, {Number(depth - 1)}, {Number(depth - 1)})", $"({Bool(depth - 1)} ? {Number(depth - 1)} : {Number(depth - 1)})",
            $"IFERROR({Number(depth - 1)}, {Number(0)})", $"COALESCE({Number(0)}, emptyNumber, {Number(0)})", $"SUM(items.amount, {Number(0)})", "COUNT(items)", "COUNT(items.price)",
            "AVERAGE(items.amount)", "MAX(items.price)", $"SUM(FILTER(items, qty > {Number(0)} && title != stage).amount)", $"MIN({Number(0)}, {Number(0)})",
            "YEAR(due)", "MONTH(createdAt)", "WEEKDAY(due, 2)", "QUARTER(due)", "DAYS(due, emptyDate)", "(due - emptyDate)", $"LEN({Text(depth - 1)})",
            $"SWITCH(stage, \"won\", {Number(0)}, \"a\", {Number(0)}, 5)", $"IFS({Bool(0)}, {Number(0)}, {Bool(0)}, 2)",
            "ROLLUP(\"payment\", \"SUM\", \"amount\", \"contract\")", "ROLLUP(\"payment\", \"COUNT\", null, \"contract\", \"paid || amount > 5\")");

    public string Text(int depth) => depth == 0
        ? One("stage", "emptyText", "\"won\"", "\"A\"", "\"\"", "\"北京\"", "\"😀𠮷b\"", "customer.level", "customer.region.title", "customer.parent.name")
        : One($"({Text(depth - 1)} + {Text(depth - 1)})", $"CONCAT({Text(depth - 1)}, {Number(0)}, due)", $"UPPER({Text(depth - 1)})", $"LOWER({Text(depth - 1)})", $"LEFT({Text(depth - 1)}, {_random.Next(0, 4)})",
            $"RIGHT({Text(depth - 1)}, {_random.Next(0, 4)})", $"MID({Text(depth - 1)}, {_random.Next(1, 4)}, 2)", $"SUBSTITUTE({Text(depth - 1)}, \"o\", \"0\")",
            $"IF({Bool(depth - 1)}, {Text(depth - 1)}, {Text(depth - 1)})", $"COALESCE({Text(depth - 1)}, {Text(0)})", "LOOKUP(\"customer\", \"level\", \"name\", stage)");

    public string Bool(int depth) => depth == 0
        ? One("done", "true", "amount > 5", "amount == 2.5", "stage == \"won\"", "emptyNumber < 0.005", "emptyText != \"a\"", "due < \"2024-03-10\"", "owner == 3", "createdAt >= \"2024-03-01\"",
            "stage in [\"won\", \"a\", \"\"]", "\"vip\" in tags", "owner in [1, 2, 3]", "amount in [0, 2.5, 0.005]", "dept == null", "INPERIOD(due, \"thisMonth\")",
            "INLAST(createdAt, 10)", "ISOVERDUE(due)", "dept in $user.departments", "INROLE(\"manager\")", "customer == null", "items == null", "CONTAINSANY(tags, [\"new\", \"北京\"])", "CONTAINSALL(tags, [\"new\", \"vip\"])")
        : One($"({Bool(depth - 1)} && {Bool(depth - 1)})", $"({Bool(depth - 1)} || {Bool(depth - 1)})", $"!({Bool(depth - 1)})", $"AND({Bool(depth - 1)}, {Bool(depth - 1)})", $"OR({Bool(depth - 1)}, {Bool(depth - 1)})",
            $"({Number(depth - 1)} {Sign()} {Number(depth - 1)})", $"({Text(depth - 1)} {Sign()} {Text(depth - 1)})", $"({Date(depth - 1)} {Sign()} {Date(depth - 1)})", $"(amount {Sign()} {Number(0)})",
            $"CONTAINS({Text(depth - 1)}, {Text(0)})", $"STARTSWITH({Text(0)}, {Text(0)})", $"ENDSWITH({Text(0)}, {Text(0)})", $"ISEMPTY({Text(depth - 1)})", $"(({Text(depth - 1)}) == null)", $"ISERROR({Number(depth - 1)})",
            $"(({Bool(0)}) == done)", "stage in items.title", $"EXACT({Text(0)}, {Text(0)})", "customer.region == customer.parent.region", "owner != $user");

    public string Date(int depth) => depth == 0 ? One("due", "emptyDate", "$today", "DATE(2024, 3, 5)") : One($"({Date(0)} + {_random.Next(-5, 5)})", $"IF({Bool(0)}, {Date(0)}, {Date(0)})", "EDATE(TODAY(), 1)");

    private string Sign() => One("==", "!=", "<", "<=", ">", ">=");

    private string One(params string[] choices) => choices[_random.Next(choices.Length)];
}
