using LowCode.Expressions.Binding;
using LowCode.Expressions.Syntax;
using static LowCode.Expressions.FunctionCategory;

namespace LowCode.Expressions.Functions;

/// <summary>Subform rows and other forms. Their arguments are names and conditions, so each builds its own node.</summary>
internal static class FormFunctions
{
    private static readonly string[] Kinds = ["SUM", "COUNT", "AVERAGE", "MIN", "MAX"];

    public static readonly IReadOnlyList<Function> All =
    [
        new(List, "FILTER", "(rows: rows, test: bool): rows", "子表中符合条件的行，条件里可直接写子表的列。", "The rows of a subform that meet a condition over its columns.",
            "SUM(FILTER(items, qty > 1).amount)", "20") { Bind = Filter },
        new(List, "ROLLUP", "(form: text, kind: text, field: text, via: text, condition?: text): any", "汇总另一张表单中指向本记录的数据，方式为 SUM、COUNT、AVERAGE、MIN、MAX。", "SUM, COUNT, AVERAGE, MIN or MAX over the records of another form that point to this one.",
            "ROLLUP(\"payment\", \"SUM\", \"amount\", \"contract\")", "300") { Bind = Rollup },
        new(List, "LOOKUP", "(form: text, field: text, by: text, match: any): any", "在另一张表单中按字段查到一条记录，取它的值。", "A field of the first record of another form whose other field equals a value.",
            "LOOKUP(\"customer\", \"level\", \"name\", \"Acme\")", "\"A\"") { Bind = Lookup },
    ];

    private static FilterNode? Filter(BoundCall call)
    {
        var rows = call.Binder.Bind(call.Syntax.Arguments[0]);
        if (Names.SubformOf(rows) is not { Rows: { } columns } subform)
        {
            if (rows.Type.Kind != TypeKind.Any || !call.Binder.Errors.Any)
                call.Refuse(ExpressionErrors.ArgumentType, 0, "a subform", null, ("index", "1"), ("name", "rows"), ("function", "FILTER"), ("actual", rows.Type.ToString()));
            return null;
        }
        return new FilterNode(rows, subform, call.Binder.InRow(columns).Condition(call.Syntax.Arguments[1], "FILTER"));
    }

    private static RollupNode? Rollup(BoundCall call)
    {
        var (formKey, kindName, viaKey) = (call.Literal(0, "a form's key"), call.Literal(1, "SUM, COUNT, AVERAGE, MIN or MAX"), call.Literal(3, "a reference field's key"));
        if (formKey is null || kindName is null || viaKey is null || Target(call, formKey) is not { } form)
            return null;
        kindName = kindName.Equals("AVG", StringComparison.OrdinalIgnoreCase) ? "AVERAGE" : kindName.ToUpperInvariant();
        if (!Kinds.Contains(kindName))
        {
            call.Refuse(ExpressionErrors.ArgumentLiteral, 1, "SUM, COUNT, AVERAGE, MIN or MAX", NearMiss.Find(kindName, Kinds), ("index", "2"), ("name", "kind"), ("function", "ROLLUP"));
            return null;
        }
        var kind = Enum.Parse<RollupKind>(kindName, ignoreCase: true);
        if (call.Binder.Names.Field(form, viaKey, call.Syntax.Arguments[3]) is not { } via)
            return null;
        if (via.Type.Kind != TypeKind.Reference || via.Type.Form != call.Binder.Names.Scope.Form)
        {
            call.Refuse(ExpressionErrors.FieldNotReference, 3, null, null, ("name", via.Key), ("form", form.Form), ("target", call.Binder.Names.Scope.Form));
            return null;
        }
        if (kind == RollupKind.Count)
            return Condition(call, form) is { Ok: true } all ? new RollupNode(new(form.Form, kind, null, via, all.Where), ExpressionType.Number) : null;
        if (call.Literal(2, "a field's key") is not { } fieldKey)
        {
            if (!call.Binder.Errors.Any)
                call.Refuse(ExpressionErrors.ArgumentLiteral, 2, "a field's key", null, ("index", "3"), ("name", "field"), ("function", "ROLLUP"));
            return null;
        }
        if (call.Binder.Names.Field(form, fieldKey, call.Syntax.Arguments[2]) is not { } field)
            return null;
        var fits = field.Type.Kind == TypeKind.Number || kind is RollupKind.Min or RollupKind.Max && field.Type.Kind is TypeKind.Date or TypeKind.DateTime or TypeKind.Text;
        if (!fits)
        {
            call.Refuse(ExpressionErrors.ArgumentType, 2, "a number field", null, ("index", "3"), ("name", "field"), ("function", "ROLLUP"), ("actual", field.Type.ToString()));
            return null;
        }
        return Condition(call, form) is { Ok: true } some ? new RollupNode(new(form.Form, kind, field, via, some.Where), field.Type) : null;
    }

    private static LookupNode? Lookup(BoundCall call)
    {
        var match = call.Binder.Bind(call.Syntax.Arguments[3]);
        var (formKey, fieldKey, byKey) = (call.Literal(0, "a form's key"), call.Literal(1, "a field's key"), call.Literal(2, "a field's key"));
        if (formKey is null || fieldKey is null || byKey is null || Target(call, formKey) is not { } form)
            return null;
        var (field, by) = (call.Binder.Names.Field(form, fieldKey, call.Syntax.Arguments[1]), call.Binder.Names.Field(form, byKey, call.Syntax.Arguments[2]));
        if (field is null || by is null)
            return null;
        if (Fitting.Fit(match, by.Type) is { } fit)
            return new LookupNode(new(form.Form, field, by), fit, field.Type);
        call.Refuse(ExpressionErrors.ArgumentType, 3, by.Type.ToString(), null, ("index", "4"), ("name", "match"), ("function", "LOOKUP"), ("actual", match.Type.ToString()));
        return null;
    }

    private static IExpressionScope? Target(BoundCall call, string form)
    {
        var target = call.Binder.Names.Scope.Target(form);
        if (target is null)
            call.Refuse(ExpressionErrors.FormUnknown, 0, null, null, ("form", form));
        return target;
    }

    private static (bool Ok, CompiledExpression? Where)? Condition(BoundCall call, IExpressionScope form)
    {
        if (call.Syntax.Arguments.Count < 5 || call.Syntax.Arguments[4] is ConstantSyntax { Value.IsNull: true })
            return (true, null);
        if (call.Literal(4, "a condition in quotes") is not { } text)
            return null;
        var result = ExpressionCompiler.Compile(text, form, ExpressionType.Bool);
        if (result.Ok)
            return (true, result.Expression);
        call.Refuse(ExpressionErrors.ConditionOver, 4, result.Errors[0].Expected, result.Errors[0].Suggestion, ("function", call.Function.Key), ("message", result.Errors[0].Message));
        return null;
    }
}
