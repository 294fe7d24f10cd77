namespace LowCode.Expressions.Tests;

/// <summary>A form made by hand: <c>new TestScope("contract").With("amount", ExpressionType.Number, "金额")</c>.</summary>
internal sealed class TestScope(string form) : IExpressionScope
{
    private readonly Dictionary<string, FieldSymbol> _fields = [];
    private readonly Dictionary<string, IExpressionScope> _targets = [];
    private readonly Dictionary<string, ExpressionType> _variables = new()
    {
        ["user"] = ExpressionType.User,
        ["user.department"] = ExpressionType.Department,
        ["user.departments"] = ExpressionType.ListOf(ExpressionType.Department),
        ["user.roles"] = ExpressionType.ListOf(ExpressionType.Text),
        ["flow.node"] = ExpressionType.Text,
    };

    public string Form => form;

    public IEnumerable<FieldSymbol> Fields => _fields.Values;

    public IReadOnlyDictionary<string, ExpressionType> Variables => _variables;

    public FieldSymbol? Find(string key) => _fields.GetValueOrDefault(key);

    public IExpressionScope? Target(string formKey) => _targets.GetValueOrDefault(formKey);

    public TestScope With(string key, ExpressionType type, string? label = null, int scale = 0, Dictionary<string, string>? choices = null)
    {
        _fields[key] = new(key, _fields.Count, type, $"c_{_fields.Count + 1}", label is null ? [] : [label], Scale: scale, Choices: choices);
        return this;
    }

    public TestScope WithRows(string key, IExpressionScope columns, string? label = null)
    {
        _fields[key] = new(key, _fields.Count, ExpressionType.Rows, $"s_{_fields.Count + 1}", label is null ? [] : [label], columns);
        return this;
    }

    public TestScope WithTarget(IExpressionScope target)
    {
        _targets[target.Form] = target;
        return this;
    }
}
