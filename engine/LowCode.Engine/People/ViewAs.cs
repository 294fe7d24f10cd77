using System.Globalization;
using LowCode.Audit;

namespace LowCode.People;

/// <summary>Whom an administrator looks as: a person, or a role. Written as <c>user:12</c> or <c>role:sales_rep</c>.</summary>
public readonly record struct Whom(long? User, string? Role)
{
    /// <summary>Reads what <see cref="ToString"/> wrote; null for anything else.</summary>
    public static Whom? Read(string? text) => text?.Split(':', 2) switch
    {
        ["user", var id] when long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var user) => new(user, null),
        ["role", { Length: > 0 } role] => new(null, role),
        _ => null,
    };

    /// <summary>As it is kept and sent.</summary>
    public override string ToString() => User is { } user ? string.Create(CultureInfo.InvariantCulture, $"user:{user}") : $"role:{Role}";
}

/// <summary>
/// An administrator looks at any screen as somebody else: sees what they see, changes nothing (<see cref="Caller.Viewer"/>), and it is logged. As a role it is the
/// administrator without their rights and with that role only.
/// </summary>
public sealed class ViewAs(Workspace workspace)
{
    /// <summary>Logs that an administrator begins to look. Refused for others, and when there is nobody to look as.</summary>
    public Task<Outcome<Nothing>> BeginAsync(Caller by, Whom whom, CancellationToken cancel = default) => workspace.Database.WriteAsync(by, unit =>
    {
        if (!by.IsAdmin)
            throw new RefusedException(PeopleErrors.AdminsOnly);
        if (Find(workspace, by, whom) is null)
            throw new RefusedException(PeopleErrors.NobodyToLookAs);
        unit.Audit(workspace, by.Id, "view_as.began", whom.ToString());
        return default(Nothing);
    }, cancel);

    /// <summary>Logs that it is over.</summary>
    public Task<Outcome<Nothing>> EndAsync(Caller by, Whom whom, CancellationToken cancel = default) => workspace.Database.WriteAsync(by, unit =>
    {
        unit.Audit(workspace, by.Id, "view_as.ended", whom.ToString());
        return default(Nothing);
    }, cancel);

    /// <summary>
    /// Who asks while <paramref name="by"/> looks: in the language of the one who reads. Null for whoever is no administrator (any more), and when there is nobody to look
    /// as (any more).
    /// </summary>
    public static Caller? Find(Workspace workspace, Caller by, Whom whom)
    {
        var seen = whom switch
        {
            { User: { } id } when id != by.Id => workspace.People.User(id),
            { Role: { } role } when workspace.Catalog.Roles.ContainsKey(role) => by.User with { IsAdmin = false, Roles = [role] },
            _ => null,
        };
        return by.IsAdmin && seen is { Active: true } ? workspace.CallerOf(seen, by.Source, by.Language) with { Viewer = by.User } : null;
    }
}
