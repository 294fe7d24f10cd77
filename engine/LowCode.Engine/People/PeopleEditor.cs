using LowCode.Audit;
using LowCode.Records;

namespace LowCode.People;

/// <summary>A user together with the one-time password that is shown once.</summary>
public sealed record NewPassword(User User, string OneTimePassword);

/// <summary>What administrators do with users: add, change, deactivate, give a new password. All of it is logged and acts at once.</summary>
public sealed class PeopleEditor(Workspace workspace, IPasswordHasher hasher)
{
    /// <summary>Adds a user with a one-time password, which the administrator passes on and the user replaces at the first sign-in.</summary>
    public Task<Outcome<NewPassword>> AddAsync(Caller by, UserDraft draft, CancellationToken cancel = default)
    {
        var password = Secrets.NewReadable();
        var hash = by.IsAdmin ? hasher.Hash(password) : "";
        return WriteAsync(by, unit =>
        {
            var store = unit.Store<IPeopleStore>();
            var blank = new User(0, "", "", [], [], IsAdmin: false, Active: true, null, Secrets.NewStamp());
            var user = draft.ApplyTo(blank, store, workspace.Catalog);
            user = user with { Id = store.AddUser(user, workspace.Now) };
            unit.Store<ISignInStore>().SavePassword(user.Id, new StoredPassword(hash, OneTime: true));
            unit.Audit(workspace, by.Id, "people.added", Subject(user.Id), new { user.Email, user.Roles, user.Departments, user.IsAdmin });
            return new NewPassword(user, password);
        }, cancel);
    }

    /// <summary>Changes a user. Other roles, departments or rights end the user's sessions elsewhere, so that they act at once.</summary>
    public Task<Outcome<User>> ChangeAsync(Caller by, long id, UserDraft draft, CancellationToken cancel = default) => WriteAsync(by, unit =>
    {
        var store = unit.Store<IPeopleStore>();
        var old = Find(store, id);
        var user = draft.ApplyTo(old, store, workspace.Catalog);
        if (old.IsAdmin && !user.IsAdmin)
            RequireOtherAdmin(store, id);
        if (old.IsAdmin != user.IsAdmin || old.Email != user.Email || !old.Roles.ToHashSet().SetEquals(user.Roles))
            user = Restamp(unit, by, user);
        store.SaveUser(user);
        unit.Audit(workspace, by.Id, "people.changed", Subject(id), new { user.Email, user.Roles, user.Departments, user.IsAdmin, user.ManagerId });
        return user;
    }, cancel);

    /// <summary>Deactivates a user, which ends all sessions and tokens at once, or activates one again.</summary>
    public Task<Outcome<User>> SetActiveAsync(Caller by, long id, bool active, CancellationToken cancel = default) => WriteAsync(by, unit => SetActive(unit, by, id, active), cancel);

    /// <summary>As <see cref="SetActiveAsync"/>, within a unit.</summary>
    internal User SetActive(IUnit unit, Caller by, long id, bool active)
    {
        var store = unit.Store<IPeopleStore>();
        var old = Find(store, id);
        if (old.Active == active)
            return old;
        if (!active && old.IsAdmin)
            RequireOtherAdmin(store, id);
        var user = old with { Active = active, Stamp = Secrets.NewStamp() };
        store.SaveUser(user);
        unit.Store<ISignInStore>().EndSessions(id, null, user.Stamp);
        unit.Audit(workspace, by.Id, active ? "people.activated" : "people.deactivated", Subject(id));
        return user;
    }

    /// <summary>Replaces a user's password by a one-time password and ends all their sessions.</summary>
    public Task<Outcome<NewPassword>> ResetPasswordAsync(Caller by, long id, CancellationToken cancel = default)
    {
        var password = Secrets.NewReadable();
        var hash = by.IsAdmin ? hasher.Hash(password) : "";
        return WriteAsync(by, unit =>
        {
            var store = unit.Store<IPeopleStore>();
            var user = Find(store, id) with { Stamp = Secrets.NewStamp() };
            store.SaveUser(user);
            unit.Store<ISignInStore>().SavePassword(id, new StoredPassword(hash, OneTime: true));
            unit.Store<ISignInStore>().EndSessions(id, null, user.Stamp);
            unit.Store<ISignInStore>().ForgiveTries(user.Email);
            unit.Audit(workspace, by.Id, "password.reset", Subject(id));
            return new NewPassword(user, password);
        }, cancel);
    }

    /// <summary>Puts exactly these active users into a role; others leave it.</summary>
    public Task<Outcome<Nothing>> SetMembersAsync(Caller by, string role, IReadOnlyCollection<long> members, CancellationToken cancel = default) => WriteAsync(by, unit =>
    {
        if (!workspace.Catalog.Roles.ContainsKey(role))
            throw new RefusedException(ErrorKind.NotFound, "people.role.unknown", $"There is no role '{role}'.");
        var store = unit.Store<IPeopleStore>();
        var directory = store.Directory();
        new List<Error>(members.Where(id => directory.User(id) is null).Select(id => PeopleErrors.Unknown("members", id))).ThrowIfAny();
        foreach (var user in directory.Users.Where(user => user.Roles.Contains(role) != members.Contains(user.Id)))
        {
            IReadOnlyList<string> roles = members.Contains(user.Id) ? [.. user.Roles.Append(role).Order(StringComparer.Ordinal)] : [.. user.Roles.Where(key => key != role)];
            store.SaveUser(Restamp(unit, by, user with { Roles = roles }));
        }
        unit.Audit(workspace, by.Id, "people.role_members", $"role:{role}", new { members });
        return default(Nothing);
    }, cancel);

    private Task<Outcome<T>> WriteAsync<T>(Caller by, Func<IUnit, T> work, CancellationToken cancel) => workspace.Database.WriteAsync(by, unit =>
    {
        by.RequireAdmin();
        var result = work(unit);
        unit.RefreshDirectory(workspace);
        return result;
    }, cancel);

    // A new stamp ends the user's sessions; whoever changes themselves keeps theirs.
    private static User Restamp(IUnit unit, Caller by, User user)
    {
        var stamped = user with { Stamp = Secrets.NewStamp() };
        var store = unit.Store<ISignInStore>();
        if (by.Id != user.Id)
            store.EndSessions(user.Id, null, stamped.Stamp);
        else
            store.KeepSessions(user.Id, stamped.Stamp);
        return stamped;
    }

    private static User Find(IPeopleStore store, long id) => store.User(id) ?? throw new RefusedException(PeopleErrors.UnknownUser(id));

    private static void RequireOtherAdmin(IPeopleStore store, long id)
    {
        if (!store.Directory().Users.Any(user => user is { IsAdmin: true, Active: true } && user.Id != id))
            throw new RefusedException(PeopleErrors.LastAdmin);
    }

    private static string Subject(long id) => $"user:{id}";
}
