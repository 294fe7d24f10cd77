namespace LowCode.Expressions.Tests;

/// <summary>The contract form that examples and tests speak of, with one filled record.</summary>
internal static class Sample
{
    public static readonly TestScope Customer = new TestScope("customer")
        .With("name", ExpressionType.Text, "客户名称")
        .With("level", ExpressionType.Text, "等级")
        .With("region", ExpressionType.ReferenceTo("region"))
        .With("parent", ExpressionType.ReferenceTo("customer"))
        .With("vip", ExpressionType.Bool);

    public static readonly TestScope Region = new TestScope("region").With("title", ExpressionType.Text, "区域");

    public static readonly TestScope Payment = new TestScope("payment")
        .With("amount", ExpressionType.Number, "金额", 2)
        .With("contract", ExpressionType.ReferenceTo("contract"))
        .With("paid", ExpressionType.Bool)
        .With("on", ExpressionType.Date);

    public static readonly TestScope Items = new TestScope("items")
        .With("qty", ExpressionType.Number, "数量")
        .With("price", ExpressionType.Number, "单价", 2)
        .With("amount", ExpressionType.Number, "小计", 2)
        .With("title", ExpressionType.Text, "品名");

    public static readonly TestScope Contract = Build();

    public static readonly DateTimeOffset Now = new(2024, 3, 15, 10, 0, 0, TimeSpan.Zero);

    public static CompiledExpression Compile(string source, ExpressionType? expected = null, CompileOptions? options = null)
    {
        var result = ExpressionCompiler.Compile(source, Contract, expected, options);
        Assert.True(result.Ok, $"{source}: {string.Join("; ", result.Errors)}");
        return result.Expression;
    }

    public static Value Evaluate(string source) => Compile(source).Evaluate(Context());

    public static IReadOnlyList<ExpressionError> Errors(string source, ExpressionType? expected = null)
    {
        var result = ExpressionCompiler.Compile(source, Contract, expected);
        Assert.False(result.Ok, $"{source} compiled");
        return result.Errors;
    }

    public static EvaluationContext Context() => new()
    {
        RecordId = 5,
        Record =
        [
            Value.FromNumber(1234.5m), Value.FromText("won"), Value.FromBool(true), Value.FromDate(new(2024, 3, 20)),
            Value.FromDateTime(new(2024, 3, 10, 8, 30, 0)), Value.FromUser(7), Value.FromDepartment(3),
            Value.FromList([Value.FromText("vip"), Value.FromText("new")]), Value.FromReference(11),
            Value.FromRows([Row(2, 10, 20, "pen"), Row(1, 5.5m, 5.5m, "ink")]), Value.Null, Value.Null, Value.Null,
        ],
        Related = new SampleRelated(),
        Now = Now,
        Variables = new Dictionary<string, Value>
        {
            ["user"] = Value.FromUser(7),
            ["user.department"] = Value.FromDepartment(3),
            ["user.departments"] = Value.FromList([Value.FromDepartment(3), Value.FromDepartment(4)]),
            ["user.roles"] = Value.FromList([Value.FromText("manager")]),
            ["flow.node"] = Value.FromText("review"),
        },
    };

    private static RowValue Row(decimal qty, decimal price, decimal amount, string title) =>
        new(1, [Value.FromNumber(qty), Value.FromNumber(price), Value.FromNumber(amount), Value.FromText(title)]);

    private static TestScope Build() => new TestScope("contract")
            .With("amount", ExpressionType.Number, "金额", 2)
            .With("stage", ExpressionType.Text, "阶段", choices: new() { ["赢单"] = "won", ["输单"] = "lost" })
            .With("done", ExpressionType.Bool, "完成")
            .With("due", ExpressionType.Date, "到期日")
            .With("createdAt", ExpressionType.DateTime, "创建时间")
            .With("owner", ExpressionType.User, "负责人")
            .With("dept", ExpressionType.Department, "部门")
            .With("tags", ExpressionType.ListOf(ExpressionType.Text), "标签")
            .With("customer", ExpressionType.ReferenceTo("customer"), "客户")
            .WithRows("items", Items, "明细")
            .With("emptyNumber", ExpressionType.Number)
            .With("emptyText", ExpressionType.Text, "备注")
            .With("emptyDate", ExpressionType.Date, "备注")
            .WithTarget(Customer)
            .WithTarget(Region)
            .WithTarget(Payment);

    private sealed class SampleRelated : IRelatedValues
    {
        public Value[]? Get(string form, long id) => (form, id) switch
        {
            ("customer", 11) => [Value.FromText("Acme"), Value.FromText("A"), Value.FromReference(1), Value.FromReference(12)],
            ("customer", 12) => [Value.FromText("Holding"), Value.FromText("B"), Value.Null, Value.FromReference(11)],
            ("region", 1) => [Value.FromText("华东")],
            _ => null,
        };

        public Value Rollup(RollupRequest request, long recordId) =>
            request is { Form: "payment", Kind: RollupKind.Sum } && recordId == 5 ? Value.FromNumber(300) : Value.Null;

        public Value Lookup(LookupRequest request, Value match) => match.AsText == "Acme" ? Value.FromText("A") : Value.Null;

        public string? UserName(long id) => id == 7 ? "李雷" : id == 8 ? "韩梅梅" : null;

        public string? DepartmentName(long id) => id == 3 ? "销售部" : id == 1 ? "总公司" : null;

        public IReadOnlyList<long> DepartmentPath(long id) => id == 3 ? [3, 1] : [];

        public long? Manager(long userId) => userId == 7 ? 8 : null;
    }
}
