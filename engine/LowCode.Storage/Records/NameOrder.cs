using LowCode.Expressions;
using LowCode.Forms;

namespace LowCode.Storage.Records;

/// <summary>
/// Sorting by what people read instead of by a number: references by the title that lists show for them (whoever may open the target), people and
/// departments by name. A title may itself be a reference; lists follow it twice, and so does this.
/// </summary>
internal static class NameOrder
{
    private const int Deepest = 2;

    /// <summary>The name behind an id column, collation included; null for fields that are no ids of something named.</summary>
    internal static string? Of(Form form, Field field, string column, int depth = 0) => field.Storage != StorageKind.Id ? null : field.Symbol.Type.Kind switch
    {
        TypeKind.User => $"(SELECT n.name FROM \"user\" n WHERE n.id = {column}) COLLATE zh",
        TypeKind.Department => $"(SELECT n.name FROM department n WHERE n.id = {column}) COLLATE zh",
        TypeKind.Reference => Title(form, field, column, depth),
        _ => null,
    };

    private static string? Title(Form form, Field field, string column, int depth)
    {
        if (depth > Deepest || field.Target is null || ((IExpressionScope)form).Target(field.Target) is not Form { TitleField: { } title } target || !ColumnValues.Has(title))
            return null;
        var there = $"t{depth}.{title.Column}";
        var name = Of(target, title, there, depth + 1);
        var order = name is not null || SortKey.IsText(title) ? " COLLATE zh" : "";
        return $"(SELECT {name ?? SortKey.Expression(title, there)} FROM {target.Table} t{depth} WHERE t{depth}.id = {column}){order}";
    }
}
