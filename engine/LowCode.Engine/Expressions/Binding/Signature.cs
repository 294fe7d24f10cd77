namespace LowCode.Expressions.Binding;

/// <summary>A type in a signature: fixed, a variable (<c>T</c>, <c>D</c>), or a list of a variable.</summary>
internal sealed record TypePattern(ExpressionType? Fixed, string? Variable, bool IsList)
{
    public static TypePattern Parse(string text)
    {
        if (text.StartsWith("list<", StringComparison.Ordinal))
        {
            var item = Parse(text[5..^1]);
            return item.Fixed is null ? item with { IsList = true } : new(ExpressionType.ListOf(item.Fixed), null, false);
        }
        return text.Length == 1
            ? new(null, text, false)
            : new(new ExpressionType(Enum.Parse<TypeKind>(text, ignoreCase: true)), null, false);
    }

    public override string ToString() => Fixed?.ToString() ?? (IsList ? "list" : Variable == "D" ? "date or datetime" : "value");
}

/// <summary>One parameter.</summary>
internal sealed record Parameter(string Name, IReadOnlyList<TypePattern> Types, bool Optional)
{
    public string Expected => string.Join(" or ", Types);
}

/// <summary>A function's parameters and result, parsed from <see cref="Function.Signature"/>.</summary>
/// <param name="Head">Parameters before the repeating group.</param>
/// <param name="Group">Parameters that repeat at least once; empty when none do.</param>
/// <param name="Tail">An optional last parameter after the group, or null.</param>
/// <param name="Result">The result.</param>
internal sealed record Signature(IReadOnlyList<Parameter> Head, IReadOnlyList<Parameter> Group, Parameter? Tail, TypePattern Result)
{
    public static Signature Parse(string text)
    {
        var close = text.LastIndexOf("):", StringComparison.Ordinal);
        var head = new List<Parameter>();
        var group = new List<Parameter>();
        Parameter? tail = null;
        foreach (var part in text[1..close].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.StartsWith("...", StringComparison.Ordinal))
            {
                var count = part[3] - '0';
                group.AddRange(head[^count..]);
                head.RemoveRange(head.Count - count, count);
                continue;
            }
            var (name, types) = (part[..part.IndexOf(':', StringComparison.Ordinal)], part[(part.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim());
            var parameter = new Parameter(name.TrimEnd('?', '.'), [.. types.Split('|').Select(TypePattern.Parse)], name.EndsWith('?'));
            if (name.EndsWith("...", StringComparison.Ordinal))
                group.Add(parameter);
            else if (group.Count > 0)
                tail = parameter;
            else
                head.Add(parameter);
        }
        return new(head, group, tail, TypePattern.Parse(text[(close + 2)..].Trim()));
    }

    /// <summary>The parameter of each of <paramref name="count"/> arguments, or null when so many are not possible.</summary>
    public IReadOnlyList<Parameter>? For(int count)
    {
        if (Group.Count == 0)
            return count <= Head.Count && Head.Skip(count).All(parameter => parameter.Optional) ? [.. Head.Take(count)] : null;
        var rest = count - Head.Count;
        var tailUsed = Tail is not null && rest % Group.Count != 0 ? 1 : 0;
        if (rest - tailUsed < Group.Count || (rest - tailUsed) % Group.Count != 0)
            return null;
        var parameters = new List<Parameter>(Head);
        for (var i = 0; i < rest - tailUsed; i++)
            parameters.Add(Group[i % Group.Count]);
        if (tailUsed == 1)
            parameters.Add(Tail!);
        return parameters;
    }

    /// <summary>How many arguments are right, in words.</summary>
    public string CountText
    {
        get
        {
            var least = Head.Count(parameter => !parameter.Optional) + Group.Count;
            return Group.Count > 0 ? $"at least {least}" : least == Head.Count ? $"{least}" : $"{least} to {Head.Count}";
        }
    }
}
