namespace LowCode.Expressions.Binding;

/// <summary>Lists what a checked expression reads, each thing once.</summary>
internal sealed class DependencyFinder
{
    private readonly List<Dependency> _found = [];
    private readonly string? _rows;

    private DependencyFinder(string? rows) => _rows = rows;

    /// <param name="root">The expression.</param>
    /// <param name="rows">Key of the subform whose row it runs in, or null.</param>
    public static IReadOnlyList<Dependency> In(Node root, string? rows)
    {
        var finder = new DependencyFinder(rows);
        finder.Visit(root, rows);
        return finder._found;
    }

    private void Visit(Node node, string? rows)
    {
        switch (node)
        {
            // The old values do not change while the record is edited, so nothing has to be recomputed for them.
            case FieldNode { Source: FieldSource.OldRecord or FieldSource.OldRow }:
                break;
            case FieldNode { Source: FieldSource.Row } column:
                Add(new(DependencyKind.Column, $"{rows}.{column.Field.Key}", column.Field, []));
                break;
            case FieldNode field:
                Add(new(DependencyKind.Field, field.Field.Key, field.Field, []));
                break;
            case PathNode path:
                Path(path, rows);
                break;
            case ColumnNode column:
                Add(new(DependencyKind.Column, $"{column.Subform.Key}.{column.Column.Key}", column.Subform, []));
                if (column.Rows is not FieldNode)
                    Visit(column.Rows, rows);
                break;
            case FilterNode filter:
                Visit(filter.Rows, rows);
                Visit(filter.Test, filter.Subform.Key);
                break;
            case VariableNode variable:
                Add(new(DependencyKind.Variable, variable.Name, null, []));
                break;
            case RollupNode { Request: var request }:
                Rollup(request);
                break;
            case LookupNode { Request: var lookup } match:
                Add(new(DependencyKind.Rollup, $"{lookup.Form}.{lookup.Field.Key}", null, [new(lookup.Form, lookup.Field.Key), new(lookup.Form, lookup.By.Key)]));
                Visit(match.Match, rows);
                break;
            default:
                foreach (var child in Children(node))
                    Visit(child, rows);
                break;
        }
    }

    /// <summary>The parts of operators, lists and calls.</summary>
    public static IReadOnlyList<Node> Children(Node node) => node switch
    {
        ListNode list => list.Items,
        UnaryNode unary => [unary.Operand],
        BinaryNode binary => [binary.Left, binary.Right],
        LogicNode logic => logic.Operands,
        ConditionalNode conditional => [conditional.Test, conditional.Then, conditional.Otherwise],
        CallNode call => call.Arguments,
        ConvertNode convert => [convert.Operand],
        PathNode path => [path.Base],
        ColumnNode column => [column.Rows],
        FilterNode filter => [filter.Rows, filter.Test],
        LookupNode lookup => [lookup.Match],
        _ => [],
    };

    private void Path(PathNode path, string? rows)
    {
        var steps = new List<FormField>();
        Node at = path;
        while (at is PathNode step)
        {
            steps.Insert(0, new(step.Form, step.Field.Key));
            at = step.Base;
        }
        Visit(at, rows);
        var field = at switch
        {
            FieldNode own => own.Field,
            ColumnNode column => column.Subform,
            _ => null,
        };
        var start = at is FieldNode { Source: FieldSource.Row } ? $"{_rows}.{field!.Key}" : Syntax.Printer.Print(at);
        Add(new(DependencyKind.Related, start + "." + string.Join('.', steps.Select(step => step.Field)), field, steps));
    }

    private void Rollup(RollupRequest request)
    {
        var steps = new List<FormField> { new(request.Form, request.Via.Key) };
        if (request.Field is not null)
            steps.Add(new(request.Form, request.Field.Key));
        foreach (var inner in request.Where?.Dependencies ?? [])
        {
            if (inner.Kind is DependencyKind.Field or DependencyKind.Column)
                steps.Add(new(request.Form, inner.Key));
            else if (inner.Kind == DependencyKind.Variable)
                Add(inner);
            steps.AddRange(inner.Steps);
        }
        Add(new(DependencyKind.Rollup, $"{request.Form}.{request.Field?.Key ?? "id"}", null, [.. steps.Distinct()]));
    }

    private void Add(Dependency dependency)
    {
        if (!_found.Contains(dependency))
            _found.Add(dependency);
    }
}
