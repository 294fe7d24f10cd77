using System.Globalization;

namespace LowCode.Expressions.Binding;

/// <summary>Which types fit where, and the few conversions that happen by themselves.</summary>
internal static class Fitting
{
    /// <summary>
    /// The node as a value of <paramref name="target"/>, or null when it cannot be one. Beyond <see cref="Exactly"/>: a number becomes a text,
    /// a date the first instant of its day, an instant the day it falls on.
    /// </summary>
    public static Node? Fit(Node node, ExpressionType target) => Exactly(node, target) ?? (node.Type.Kind, target.Kind) switch
    {
        (TypeKind.Any, _) => new ConvertNode(node, target),
        (TypeKind.Number, TypeKind.Text) or (TypeKind.Date, TypeKind.DateTime) or (TypeKind.DateTime, TypeKind.Date) => new ConvertNode(node, target),
        (TypeKind.Bool, TypeKind.Text) when node is ConstantNode { Value: var value } => new ConstantNode(Value.FromText(value.AsBool ? "TRUE" : "FALSE"), target),
        _ => null,
    };

    /// <summary>The node when it already has the type, or a written-out value that reads as one: <c>"2024-03-01"</c> beside a date, <c>"5"</c> beside a number.</summary>
    public static Node? Exactly(Node node, ExpressionType target)
    {
        var type = node.Type;
        if (target.Kind == TypeKind.Any || type.Kind == TypeKind.Null)
            return node;
        if (node is ListNode list && target is { Kind: TypeKind.List, Item: { } wanted })
            return Items(list, wanted);
        if (type.Kind == target.Kind)
        {
            return type.Kind switch
            {
                TypeKind.List => SameItem(type.Item, target.Item) ? node : null,
                TypeKind.Reference => type.Form is null || target.Form is null || type.Form == target.Form ? node : null,
                _ => node,
            };
        }
        return node is ConstantNode constant ? Constant(constant, target) : null;
    }

    /// <summary>The type that both have, or null when they have none in common.</summary>
    public static ExpressionType? Common(Node left, Node right)
    {
        var (a, b) = (left.Type, right.Type);
        if (a.Kind == TypeKind.Null || a == b)
            return b;
        if (b.Kind == TypeKind.Null || Exactly(right, a) is not null)
            return a;
        if (Exactly(left, b) is not null)
            return b;
        if (a.Kind == TypeKind.Any || b.Kind == TypeKind.Any)
            return ExpressionType.Any;
        return a.Kind is TypeKind.Date or TypeKind.DateTime && b.Kind is TypeKind.Date or TypeKind.DateTime ? ExpressionType.DateTime : null;
    }

    private static ListNode? Items(ListNode list, ExpressionType wanted)
    {
        var items = new Node[list.Items.Count];
        for (var i = 0; i < items.Length; i++)
        {
            if (Exactly(list.Items[i], wanted) is not { } item)
                return null;
            items[i] = item;
        }
        return new(items, ExpressionType.ListOf(wanted));
    }

    private static bool SameItem(ExpressionType? left, ExpressionType? right) =>
        left is null || right is null || left.Kind is TypeKind.Any or TypeKind.Null || right.Kind is TypeKind.Any or TypeKind.Null
        || left.Kind == right.Kind && (left.Form is null || right.Form is null || left.Form == right.Form) && SameItem(left.Item, right.Item);

    private static ConstantNode? Constant(ConstantNode node, ExpressionType target)
    {
        var value = node.Value;
        if (value.Kind == ValueKind.Text)
        {
            var text = value.AsText.Trim();
            if (text.Length == 0)
                return new(Value.Null, ExpressionType.Null, "\"\"");
            return target.Kind switch
            {
                TypeKind.Number when Texts.Number(text) is { } number => new(Value.FromNumber(number), target),
                TypeKind.Bool when bool.TryParse(text, out var flag) => new(Value.FromBool(flag), target),
                TypeKind.Date when Texts.Date(text) is { } date => new(Value.FromDate(date), target, Syntax.Printer.Quote(value.AsText)),
                TypeKind.DateTime when Texts.Instant(text) is { } instant => new(Value.FromDateTime(instant), target, Syntax.Printer.Quote(value.AsText)),
                TypeKind.Time when TimeOnly.TryParse(text, CultureInfo.InvariantCulture, out var time) => new(Value.FromTime(time), target, Syntax.Printer.Quote(value.AsText)),
                _ => null,
            };
        }
        if (value.Kind == ValueKind.Bool && target.Kind == TypeKind.Number)
            return new(Value.FromNumber(value.AsBool ? 1 : 0), target);
        if (value.Kind != ValueKind.Number)
            return null;
        var id = value.AsNumber >= 0 && value.AsNumber <= long.MaxValue && decimal.IsInteger(value.AsNumber) ? (long)value.AsNumber : -1;
        return target.Kind switch
        {
            TypeKind.Bool => new(Value.FromBool(value.AsNumber != 0), target),
            TypeKind.User when id >= 0 => new(Value.FromUser(id), target, value.ToString()),
            TypeKind.Department when id >= 0 => new(Value.FromDepartment(id), target, value.ToString()),
            TypeKind.Reference when id >= 0 => new(Value.FromReference(id), target, value.ToString()),
            _ => null,
        };
    }
}
