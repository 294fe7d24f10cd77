using static LowCode.Expressions.Functions.Answers;

namespace LowCode.Expressions.Functions;

/// <summary>Users and departments.</summary>
internal static class PeopleFunctions
{
    public static readonly IReadOnlyList<Function> All =
    [
        new(FunctionCategory.People, "USER", "(user: user): text", "用户的姓名。", "A user's name.",
            "USER(owner)", "\"李雷\"", static (a, c) => Value.FromText(c.Related?.UserName(a[0].AsId))),
        new(FunctionCategory.People, "DEPARTMENT", "(department: department): text", "部门的名称。", "A department's name.",
            "DEPARTMENT(dept)", "\"销售部\"", static (a, c) => Value.FromText(c.Related?.DepartmentName(a[0].AsId))),
        new(FunctionCategory.People, "DEPARTMENTPATH", "(department: department, separator?: text): text", "部门的完整路径，由上级到下级。", "A department's path from the topmost one down.",
            "DEPARTMENTPATH(dept)", "\"总公司/销售部\"", static (a, c) => c.Related is null ? Value.Null : Txt(string.Join(a.Or(1, "/"), c.Related.DepartmentPath(a[0].AsId).Reverse().Select(id => c.Related.DepartmentName(id))))),
        new(FunctionCategory.People, "MANAGER", "(user: user): user", "用户的直属上级。", "A user's direct manager.",
            "USER(MANAGER(owner))", "\"韩梅梅\"", static (a, c) => c.Related?.Manager(a[0].AsId) is { } id ? Value.FromUser(id) : Value.Null),
        new(FunctionCategory.People, "INROLE", "(role: text): bool", "当前用户是否拥有某个角色。", "Whether the current user has a role.",
            "INROLE(\"manager\")", "true", static (a, c) => Yes(c.Variables.TryGetValue("user.roles", out var roles) && roles.Kind == ValueKind.List && Closures.Comparison.Contains(roles.AsList, a[0]))),
    ];
}
