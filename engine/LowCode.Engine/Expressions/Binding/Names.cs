using LowCode.Expressions.Syntax;

namespace LowCode.Expressions.Binding;

/// <summary>Finds what names, labels, members and <c>$</c> variables mean.</summary>
internal sealed class Names(IExpressionScope scope, IReadOnlyList<IExpressionScope> rows, ErrorList errors)
{
    /// <summary>References that one name may pass through.</summary>
    public const int MaxHops = 3;

    /// <summary>Names inside a row of <paramref name="subform"/>: its columns hide the fields around it.</summary>
    public Names InRow(IExpressionScope subform) => new(scope, [subform, .. rows], errors);

    public IExpressionScope Scope => scope;

    public Node? Find(NameSyntax name)
    {
        var told = errors.Count;
        // Only the innermost row is current; an outer row's columns are not readable from a nested one.
        if (rows.Count > 0 && !IsKeyAround(name.Name, name.IsLabel) && Lookup(rows[0], name.Name, name.IsLabel, name, report: false) is { } column)
            return new FieldNode(column, FieldSource.Row);
        if (Lookup(scope, name.Name, name.IsLabel, name, report: false) is { } field)
            return new FieldNode(field, FieldSource.Record);
        // Several fields of this name: that has been said.
        if (errors.Count > told)
            return null;
        if (!name.IsLabel && BuiltInFunctions.Find(name.Name.ToUpperInvariant()) is { } function)
        {
            errors.Add(ExpressionErrors.FunctionAsName, name.Start, name.Length, null, $"{function.Key}(...)", ("name", function.Key));
            return null;
        }
        Unknown(name.Name, name.IsLabel, rows.Count > 0 ? [rows[0], scope] : [scope], name);
        return null;
    }

    /// <summary>The member of a node, for example the level of a customer; null after an error.</summary>
    public Node? Member(Node target, MemberSyntax member)
    {
        var at = new NameSyntax(member.Name, member.IsLabel, member.NameStart, member.End);
        if (SubformOf(target) is { Rows: { } columns } subform)
            return Lookup(columns, member.Name, member.IsLabel, at, report: true) is { } column ? new ColumnNode(target, subform, column) : null;
        var type = target.Type.Kind == TypeKind.List ? target.Type.Item! : target.Type;
        if (type.Kind != TypeKind.Reference || type.Form is null || scope.Target(type.Form) is not { } form)
        {
            if (type.Kind == TypeKind.Reference && type.Form is not null)
                errors.Add(ExpressionErrors.FormUnknown, member.NameStart, member.End - member.NameStart, ("form", type.Form));
            else
                errors.Add(ExpressionErrors.MemberNone, member.NameStart, member.End - member.NameStart, ("name", member.Name), ("actual", target.Type.ToString()));
            return null;
        }
        if (Hops(target) >= MaxHops)
        {
            errors.Add(ExpressionErrors.MemberTooFar, member.NameStart, member.End - member.NameStart, ("limit", $"{MaxHops}"));
            return null;
        }
        if (Lookup(form, member.Name, member.IsLabel, at, report: true) is not { } found)
            return null;
        return new PathNode(target, form.Form, found, target.Type.Kind == TypeKind.List ? ExpressionType.ListOf(found.Type) : found.Type);
    }

    /// <summary><c>$user.department</c>, <c>$old.amount</c>, <c>$record.id</c>: the longest known name, then members; null after an error.</summary>
    public Node? Variable(VariableSyntax variable, IReadOnlyList<MemberSyntax> members)
    {
        if (variable.Name is "old" or "record" && members.Count > 0)
            return OfRecord(variable.Name == "old", members);
        for (var take = members.Count; take >= 0; take--)
        {
            var name = string.Join('.', members.Take(take).Select(member => member.Name).Prepend(variable.Name));
            if (TypeOf(name) is not { } type)
                continue;
            Node? node = new VariableNode(name, type);
            foreach (var member in members.Skip(take))
                node = node is null ? null : Member(node, member);
            return node;
        }
        var written = string.Join('.', members.Select(member => member.Name).Prepend(variable.Name));
        var miss = NearMiss.Find(written, scope.Variables.Keys.Concat(["now", "today", "record.id", "old"]));
        errors.Add(ExpressionErrors.VariableUnknown, variable.Start, variable.Length, null, miss is null ? null : "$" + miss, ("name", written));
        return null;
    }

    /// <summary>The subform whose rows a node gives, or null.</summary>
    public static FieldSymbol? SubformOf(Node node) => node switch
    {
        FieldNode { Field.Rows: not null } field => field.Field,
        FilterNode filter => filter.Subform,
        _ => null,
    };

    /// <summary>The field of a form by key, or null after an error.</summary>
    public FieldSymbol? Field(IExpressionScope form, string key, SyntaxNode at) => Lookup(form, key, form.Find(key) is null, at, report: true);

    private Node? OfRecord(bool old, IReadOnlyList<MemberSyntax> members)
    {
        var first = members[0];
        Node? node;
        if (!old && first.Name == "id")
        {
            node = new VariableNode("record.id", ExpressionType.ReferenceTo(scope.Form));
        }
        else if (!old && TypeOf("record." + first.Name) is { } type)
        {
            node = new VariableNode("record." + first.Name, type);
        }
        else
        {
            var at = new NameSyntax(first.Name, first.IsLabel, first.NameStart, first.End);
            if (old && rows.Count > 0 && !IsKeyAround(first.Name, first.IsLabel) && Lookup(rows[0], first.Name, first.IsLabel, at, report: false) is { } column)
                node = new FieldNode(column, FieldSource.OldRow);
            else if (Lookup(scope, first.Name, first.IsLabel, at, report: true) is { } field)
                node = new FieldNode(field, old ? FieldSource.OldRecord : FieldSource.Record);
            else
                return null;
        }
        foreach (var member in members.Skip(1))
            node = node is null ? null : Member(node, member);
        return node;
    }

    // A key of the record is meant before what people call a column of the row: keys don't change when a column gets another name.
    private bool IsKeyAround(string name, bool isLabel) => !isLabel && rows[0].Find(name) is null && scope.Find(name) is not null;

    private ExpressionType? TypeOf(string variable) => variable switch
    {
        "now" => ExpressionType.DateTime,
        "today" => ExpressionType.Date,
        _ => scope.Variables.GetValueOrDefault(variable),
    };

    private FieldSymbol? Lookup(IExpressionScope form, string name, bool isLabel, SyntaxNode at, bool report)
    {
        if (form.Find(name) is { } byKey)
            return byKey;
        // No key: what people call it, in brackets or, where it is one word, without.
        var labelled = form.Fields.Where(field => field.Labels.Contains(name, StringComparer.OrdinalIgnoreCase)).DistinctBy(field => field.Key).ToList();
        if (labelled.Count == 1)
            return labelled[0];
        if (labelled.Count > 1)
        {
            errors.Add(ExpressionErrors.LabelAmbiguous, at.Start, at.Length, ("name", name), ("candidates", string.Join(", ", labelled.Select(field => field.Key))));
            return null;
        }
        if (report)
            Unknown(name, isLabel, [form], at);
        return null;
    }

    private void Unknown(string name, bool isLabel, IReadOnlyList<IExpressionScope> forms, SyntaxNode at)
    {
        var fields = forms.SelectMany(form => form.Fields).ToList();
        var label = NearMiss.Find(name, fields.SelectMany(field => field.Labels));
        var suggestion = ColumnOf(fields, name)
            ?? (isLabel ? null : NearMiss.Find(name, fields.Select(field => field.Key)))
            ?? (label is null ? null : isLabel ? $"[{label}]" : label);
        errors.Add(isLabel ? ExpressionErrors.LabelUnknown : ExpressionErrors.NameUnknown, at.Start, at.Length, null, suggestion, ("name", name), ("form", forms[^1].Form));
    }

    // A column is written after its subform, by whichever of their names was used.
    private static string? ColumnOf(IEnumerable<FieldSymbol> fields, string name) => fields
        .Where(field => field.Rows is not null)
        .SelectMany(subform => subform.Rows!.Fields, (subform, column) => column.Key == name ? $"{subform.Key}.{column.Key}"
            : column.Labels.Contains(name, StringComparer.OrdinalIgnoreCase) ? $"{(subform.Labels is [var label, ..] ? label : subform.Key)}.{name}" : null)
        .FirstOrDefault(path => path is not null);

    private static int Hops(Node node) => node switch
    {
        PathNode path => 1 + Hops(path.Base),
        _ => 0,
    };
}
