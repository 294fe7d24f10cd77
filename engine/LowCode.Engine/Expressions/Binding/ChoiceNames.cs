namespace LowCode.Expressions.Binding;

/// <summary>A choice by the name that people see, beside its field: <c>stage == "Won"</c> means the value <c>won</c>.</summary>
internal static class ChoiceNames
{
    /// <summary>The node with the names of <paramref name="beside"/>'s choices replaced by their values; the node itself where there are none.</summary>
    public static Node Valued(Node node, Node beside)
    {
        var field = beside switch
        {
            FieldNode { Field: var own } => own,
            PathNode { Field: var far } => far,
            ColumnNode { Column: var column } => column,
            _ => null,
        };
        return field?.Choices is not { } choices ? node : node switch
        {
            ConstantNode { Value: { Kind: ValueKind.Text } text } when choices.TryGetValue(text.AsText, out var value) => new ConstantNode(Value.FromText(value), ExpressionType.Text),
            ListNode list => list with { Items = [.. list.Items.Select(item => Valued(item, beside))] },
            _ => node,
        };
    }
}
