using LowCode.Expressions;
using LowCode.Forms;
using LowCode.Records;

namespace LowCode.Catalog;

/// <summary>Compiles the views that a form provides.</summary>
internal static class ViewCompiler
{
    public static List<CompiledView> Compile(Form form, DefinitionSet definitions, ErrorsBelow errors)
    {
        var views = new List<CompiledView>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < form.Definition.Views.Count; i++)
        {
            var view = form.Definition.Views[i];
            var at = new ErrorsBelow(errors, $"views[{i}]");
            if (!keys.Add(view.Key))
                at.Add(FormErrors.Duplicate("key", view.Key));
            for (var j = 0; j < view.Roles.Count; j++)
            {
                if (!definitions.Roles.ContainsKey(view.Roles[j]))
                    at.Add(FormErrors.UnknownRole($"roles[{j}]", view.Roles[j]));
            }
            ViewChecker.Check(view, key => form[key], at);
            var columns = FormParts.Fields(form, view.Columns, "columns", at);
            views.Add(new CompiledView(view, columns.Count > 0 ? columns : [.. form.Designed.Where(field => field.Storage is not (StorageKind.Rows or StorageKind.None)).Take(8)],
                RuleCompiler.Expression(view.Filter, form, ExpressionType.Bool, null, "filter", at),
                [.. view.Sort.Where(sort => form[sort.Field] is not null).Select(sort => new SortBy(form[sort.Field]!.Position, sort.Descending))]));
        }
        return views;
    }
}
