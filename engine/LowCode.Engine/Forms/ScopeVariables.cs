using LowCode.Expressions;

namespace LowCode.Forms;

/// <summary>The <c>$</c> names that every expression over a record may use, and their types.</summary>
public static class ScopeVariables
{
    /// <summary>Name (without <c>$</c>) to type.</summary>
    public static readonly IReadOnlyDictionary<string, ExpressionType> All = new Dictionary<string, ExpressionType>
    {
        ["user"] = new(TypeKind.User),
        ["user.name"] = new(TypeKind.Text),
        ["user.email"] = new(TypeKind.Text),
        ["user.department"] = new(TypeKind.Department),
        ["user.departments"] = new(TypeKind.List, new(TypeKind.Department)),
        ["user.roles"] = new(TypeKind.List, new(TypeKind.Text)),
        ["now"] = new(TypeKind.DateTime),
        ["today"] = new(TypeKind.Date),
        ["record.id"] = new(TypeKind.Number),
        ["flow.node"] = new(TypeKind.Text),
    };
}
