using LowCode.Catalog;
using LowCode.Expressions;
using LowCode.Forms;
using LowCode.People;

namespace LowCode.Flows;

/// <summary>Answers the checker from what is published.</summary>
/// <param name="catalog">Forms and roles.</param>
/// <param name="people">Users and departments; null when nothing is known of them, and each id then counts as good.</param>
public sealed class CatalogFlowContext(MetadataCatalog catalog, PeopleDirectory? people = null) : IFlowCheckContext
{
    /// <inheritdoc/>
    public Error? CheckExpression(string form, string expression, FlowExpressionKind kind)
    {
        if (!catalog.Forms.TryGetValue(form, out var scope))
            return null;
        var compiled = ExpressionCompiler.Compile(expression, scope, kind == FlowExpressionKind.Condition ? ExpressionType.Bool : null);
        if (!compiled.Ok)
        {
            var first = compiled.Errors[0];
            return new Error(first.Code, first.Message, $"{first.Line}:{first.Column}", first.Values.ToDictionary(pair => pair.Key, pair => (object?)pair.Value));
        }
        return kind == FlowExpressionKind.People && !IsPeople(compiled.Expression.Type)
            ? new Error("flows.expression.people", $"This gives {compiled.Expression.Type}; expected a user or a list of users.", Values: new Dictionary<string, object?> { ["type"] = compiled.Expression.Type.ToString() })
            : null;
    }

    /// <inheritdoc/>
    public bool HasForm(string form) => catalog.Forms.ContainsKey(form);

    /// <inheritdoc/>
    public FlowFieldFacts? FindField(string form, string field)
    {
        var dot = field.IndexOf('.', StringComparison.Ordinal);
        var found = catalog.Forms.GetValueOrDefault(form)?[dot < 0 ? field : field[..dot]];
        if (dot >= 0)
            found = found?.Rows.FirstOrDefault(column => column.Key == field[(dot + 1)..]);
        return found is null ? null : new FlowFieldFacts(found.Storage == StorageKind.Rows ? FlowFieldKind.Rows : KindOf(found.Symbol.Type), found.Target, IsWritable(found));
    }

    /// <inheritdoc/>
    public bool HasRole(string role) => catalog.Roles.ContainsKey(role);

    /// <inheritdoc/>
    public bool HasUser(long user) => people is null || people.User(user) is { Active: true };

    /// <inheritdoc/>
    public bool HasDepartment(long department) => people is null || people.Department(department) is not null;

    private static bool IsWritable(Field field) =>
        field.IsSystem ? field.Key is "owner" or "department" : field.Definition.Computed is null && field.Storage != StorageKind.None && field.Type.Key is not ("formula" or "serial");

    private static FlowFieldKind KindOf(ExpressionType type) => type.Kind switch
    {
        TypeKind.User => FlowFieldKind.Member,
        TypeKind.Department => FlowFieldKind.Department,
        TypeKind.Date or TypeKind.DateTime => FlowFieldKind.Date,
        TypeKind.Reference => FlowFieldKind.Reference,
        TypeKind.List when type.Item is not null => KindOf(type.Item),
        _ => FlowFieldKind.Other,
    };

    private static bool IsPeople(ExpressionType type) => type.Kind is TypeKind.User or TypeKind.Any or TypeKind.Null || (type.Kind == TypeKind.List && type.Item?.Kind is TypeKind.User or TypeKind.Any);
}
