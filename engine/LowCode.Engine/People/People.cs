namespace LowCode.People;

/// <summary>A person who can sign in. Never deleted, only deactivated: history keeps its names.</summary>
/// <param name="Id">64-bit id; 1 is the first administrator.</param>
/// <param name="Email">Sign-in name, lower case, unique.</param>
/// <param name="Name">What others read.</param>
/// <param name="Departments">Ids; the first is the main one.</param>
/// <param name="Roles">Role keys.</param>
/// <param name="IsAdmin">Administers the workspace: people, apps, everything.</param>
/// <param name="Active">False: can't sign in, gets no tasks.</param>
/// <param name="ManagerId">Direct superior; null: the head of the main department.</param>
/// <param name="Stamp">Changes with the password, roles and state; older sessions end.</param>
/// <param name="Phone">Telephone; null when unknown.</param>
/// <param name="Language"><c>zh-CN</c> or <c>en</c>; null: as the browser asks.</param>
/// <param name="Zone">IANA zone of the person's days; null: the workspace's.</param>
public sealed record User(long Id, string Email, string Name, IReadOnlyList<long> Departments, IReadOnlyList<string> Roles,
    bool IsAdmin, bool Active, long? ManagerId, string Stamp, string? Phone = null, string? Language = null, string? Zone = null);

/// <summary>A department in the tree; <paramref name="ParentId"/> null at the top, <paramref name="HeadId"/> its head.</summary>
public sealed record Department(long Id, long? ParentId, string Name, long? HeadId, int Order);

/// <summary>A role as designed: <c>{"key":"sales_rep","app":"crm","label":{...}}</c>; membership belongs to people, not to the definition.</summary>
public sealed record RoleDefinition
{
    /// <summary>Stable name, unique in the workspace.</summary>
    public required string Key { get; init; }
    /// <summary>App that brought it; null for the workspace's own.</summary>
    public string? App { get; init; }
    /// <summary>What people read.</summary>
    public Label Label { get; init; } = Label.Empty;
    /// <summary>What it is for.</summary>
    public Label? Description { get; init; }
}
