using LowCode.Flows;

namespace LowCode.Designer.Flows;

/// <summary>The kinds of sources of people, as the designer offers them.</summary>
public static class AssigneeKinds
{
    /// <summary>In the order of the drop-down: what is used most first.</summary>
    public static IReadOnlyList<string> All { get; } =
        ["members", "roles", "initiatorManager", "departmentHead", "memberField", "initiator", "previousManager", "departments", "departmentField", "expression"];

    /// <summary>The kind of a source.</summary>
    public static string KindOf(AssigneeSource source) => source switch
    {
        FromUsers => "members",
        FromRoles => "roles",
        FromInitiatorManager => "initiatorManager",
        FromDepartmentHead => "departmentHead",
        FromMemberField => "memberField",
        FromInitiator => "initiator",
        FromPreviousManager => "previousManager",
        FromDepartments => "departments",
        FromDepartmentField => "departmentField",
        _ => "expression",
    };

    /// <summary>A source of this kind that says nothing yet.</summary>
    public static AssigneeSource New(string kind) => kind switch
    {
        "members" => new FromUsers([]),
        "roles" => new FromRoles([]),
        "initiatorManager" => new FromInitiatorManager(),
        "departmentHead" => new FromDepartmentHead(),
        "memberField" => new FromMemberField(""),
        "initiator" => new FromInitiator(),
        "previousManager" => new FromPreviousManager(),
        "departments" => new FromDepartments([]),
        "departmentField" => new FromDepartmentField(""),
        _ => new FromExpression(""),
    };
}
