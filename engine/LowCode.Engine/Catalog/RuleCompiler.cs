using LowCode.Expressions;
using LowCode.Forms;
using LowCode.Forms.FieldTypes;

namespace LowCode.Catalog;

/// <summary>Second pass over a form: every expression of its fields, compiled against all forms of the new catalog.</summary>
internal sealed class RuleCompiler(Func<string, Form?> forms)
{
    public void Compile(Form form, string path, ICollection<Error> errors)
    {
        var below = new ErrorsBelow(errors, $"{path}.fields");
        var index = form.Definition.Fields.Select((field, at) => (field.Key, at)).DistinctBy(pair => pair.Key).ToDictionary(pair => pair.Key, pair => pair.at);
        foreach (var field in form.Designed)
            Compile(form, field, new ErrorsBelow(below, $"[{index[field.Key]}]"));
        form.Computed = ComputedOrder.Of(form, field => $"{path}.fields[{index[(field.Subform ?? field).Key]}]{(field.Subform is null ? "" : $".settings.fields({field.Key})")}.computed", errors);
    }

    private void Compile(Form form, Field field, ErrorsBelow errors)
    {
        var definition = field.Definition;
        var rows = field.Subform is { } subform ? new CompileOptions(subform.Key) : null;
        field.Default = Expression(definition.Default, form, field.Symbol.Type, rows, "default", errors);
        field.Computed = field.Storage is StorageKind.Rows or StorageKind.None && definition.Computed is not null
            ? Refuse(errors)
            : Expression(definition.Computed, form, field.Symbol.Type, rows, "computed", errors);
        field.VisibleWhen = Expression(definition.VisibleWhen, form, ExpressionType.Bool, rows, "visibleWhen", errors);
        field.ReadOnlyWhen = Expression(definition.ReadOnlyWhen, form, ExpressionType.Bool, rows, "readOnlyWhen", errors);
        field.RequiredWhen = Expression(definition.RequiredWhen, form, ExpressionType.Bool, rows, "requiredWhen", errors);
        if (field.Settings is ReferenceSettings reference && forms(reference.Form) is { } target)
            CompleteReference(form, field, reference, target, new ErrorsBelow(errors, "settings"));
        for (var i = 0; i < field.Rows.Count; i++)
            Compile(form, field.Rows[i], new ErrorsBelow(errors, $"settings.fields[{i}]"));
    }

    private static void CompleteReference(Form form, Field field, ReferenceSettings settings, Form target, ErrorsBelow errors)
    {
        var scope = new OfferScope(target, form, field);
        settings.OfferedWhen = Expression(settings.Filter, scope, ExpressionType.Bool, null, "filter", errors);
        settings.Reads = settings.OfferedWhen is { } condition ? scope.Reads(condition) : [];
        for (var i = 0; i < settings.Columns.Count; i++)
        {
            if (target[settings.Columns[i]] is null)
                errors.Add(FormErrors.UnknownField($"columns[{i}]", settings.Columns[i]));
        }
        var pairs = new List<(Field, Field)>();
        foreach (var (mine, theirs) in settings.Copies)
        {
            var own = field.Subform is { } subform ? subform.Rows.FirstOrDefault(column => column.Key == mine) : form[mine];
            if (own is null || own.IsAutomatic || own.IsSystem && !SystemFieldSet.IsWritable(own.Position))
                errors.Add(FormErrors.UnknownField($"copies.{mine}", mine));
            else if (target[theirs] is not { } source)
                errors.Add(FormErrors.UnknownField($"copies.{mine}", theirs));
            else if (source.Symbol.Type != own.Symbol.Type)
                errors.Add(FormErrors.Setting($"copies.{mine}", $"a field of type {own.Symbol.Type}; '{theirs}' is {source.Symbol.Type}"));
            else
                pairs.Add((own, source));
        }
        settings.CopyPairs = pairs;
    }

    /// <summary>Compiles one expression; null when there is none or, with errors, when it is wrong.</summary>
    public static CompiledExpression? Expression(string? source, IExpressionScope scope, ExpressionType? expected, CompileOptions? options, string path, ICollection<Error> errors)
    {
        if (string.IsNullOrWhiteSpace(source))
            return null;
        var result = ExpressionCompiler.Compile(source, scope, expected, options);
        foreach (var error in result.Errors)
            errors.Add(FormErrors.Expression(path, error));
        return result.Expression;
    }

    private static CompiledExpression? Refuse(ErrorsBelow errors)
    {
        errors.Add(FormErrors.Setting("computed", "no calculation for this type of field"));
        return null;
    }
}
