using LowCode.Audit;

namespace LowCode.People;

/// <summary>
/// Sessions of signed-in browsers, kept in the database: listed, revocable, dead at once when the password, the roles or the state of
/// their person change.
/// </summary>
public sealed class Sessions(Workspace workspace)
{
    /// <summary>How long an unused session lives.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(14);

    private static readonly TimeSpan TouchEvery = TimeSpan.FromMinutes(5);

    /// <summary>The session that a cookie's secret opens, with its person; null when it has ended for any reason.</summary>
    public async Task<(UserStanding Person, UserSession Session)?> FindAsync(string secret, CancellationToken cancel = default)
    {
        var now = workspace.Now;
        var id = Secrets.Hash(secret);
        var found = workspace.Database.Read(unit =>
            unit.Store<ISignInStore>().Session(id) is { } session && session.ExpiresAt > now
            && unit.Store<IPeopleStore>().Standing(session.UserId) is { Active: true } person && person.Stamp == session.Stamp
                ? ((UserStanding, UserSession)?)(person, session)
                : null).Value;
        if (found is { Item2: { } used } && now - used.SeenAt > TouchEvery)
            await workspace.Database.WriteAsync(unit => Do(() => unit.Store<ISignInStore>().TouchSession(id, now, now + Lifetime)), cancel);
        return found;
    }

    /// <summary>The caller's sessions, the last used first.</summary>
    public IReadOnlyList<UserSession> Of(long userId) => workspace.Database.Read(unit => unit.Store<ISignInStore>().Sessions(userId, workspace.Now)).Value;

    /// <summary>Signs out: ends the session of this secret. No error when it has ended already.</summary>
    public Task<Outcome<Nothing>> SignOutAsync(string secret, CancellationToken cancel = default)
    {
        var id = Secrets.Hash(secret);
        return workspace.Database.WriteAsync(unit => Do(() =>
        {
            if (unit.Store<ISignInStore>().Session(id) is not { } session)
                return;
            unit.Store<ISignInStore>().EndSession(id);
            unit.Audit(workspace, session.UserId, "sign_in.ended", null, null, session.Ip);
        }), cancel);
    }

    /// <summary>Ends one of the caller's own sessions; an administrator's of anybody. Unknown ones are a 404.</summary>
    public Task<Outcome<Nothing>> EndAsync(Caller caller, string id, CancellationToken cancel = default) => workspace.Database.WriteAsync(caller, unit => Do(() =>
    {
        if (unit.Store<ISignInStore>().Session(id) is not { } session || session.UserId != caller.Id && !caller.IsAdmin)
            throw new RefusedException(ErrorKind.NotFound, "people.session.unknown", "There is no such session.");
        unit.Store<ISignInStore>().EndSession(id);
        unit.Audit(workspace, caller.Id, "sign_in.revoked", $"user:{session.UserId}");
    }), cancel);

    internal static OpenedSession Open(Records.IUnit unit, Workspace workspace, User user, Origin origin)
    {
        var secret = Secrets.New();
        var now = workspace.Now;
        var agent = origin.Agent is { Length: > 200 } ? origin.Agent[..200] : origin.Agent;
        unit.Store<ISignInStore>().AddSession(new UserSession(Secrets.Hash(secret), user.Id, user.Stamp, now, now, now + Lifetime, origin.Ip, agent));
        unit.Audit(workspace, user.Id, "sign_in.ok", null, null, origin.Ip);
        return new OpenedSession(user, secret, now + Lifetime);
    }

    private static Nothing Do(Action action)
    {
        action();
        return default;
    }
}
