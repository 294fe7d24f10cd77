using LowCode.Audit;

namespace LowCode.People;

/// <summary>What people change about themselves: name, language, zone, password.</summary>
public sealed class Account(Workspace workspace, IPasswordHasher hasher)
{
    /// <summary>Changes name, telephone, language and zone; null language and zone: the browser's, the workspace's.</summary>
    public Task<Outcome<User>> ChangeAsync(Caller caller, AccountDraft draft, CancellationToken cancel = default) => workspace.Database.WriteAsync(caller, unit =>
    {
        var store = unit.Store<IPeopleStore>();
        var old = store.User(caller.Id) ?? throw new RefusedException(PeopleErrors.SignedOut);
        var errors = new List<Error>();
        var name = (draft.Name ?? "").Trim();
        if (name.Length == 0)
            errors.Add(PeopleErrors.Required("name"));
        else if (name.Length > 80)
            errors.Add(PeopleErrors.TooLong("name", 80));
        if (draft.Phone is { Length: > 40 })
            errors.Add(PeopleErrors.TooLong("phone", 40));
        if (draft.Language is not (null or "zh-CN" or "en"))
            errors.Add(PeopleErrors.Unknown("language", draft.Language));
        if (draft.Zone is { } zone && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
            errors.Add(PeopleErrors.Unknown("zone", zone));
        errors.ThrowIfAny();
        var user = old with { Name = name, Phone = string.IsNullOrWhiteSpace(draft.Phone) ? null : draft.Phone.Trim(), Language = draft.Language, Zone = draft.Zone };
        store.SaveUser(user);
        unit.RefreshDirectory(workspace);
        return user;
    }, cancel);

    /// <summary>Replaces the caller's password. All other sessions end; the one that belongs to <paramref name="keepSession"/> goes on (null: none).</summary>
    public async Task<Outcome<Nothing>> ChangePasswordAsync(Caller caller, string current, string chosen, string? keepSession, CancellationToken cancel = default)
    {
        var errors = new List<Error>();
        PasswordRules.Check(chosen, caller.User.Email, "newPassword", errors);
        if (errors.Count > 0)
            return new Refusal(ErrorKind.Invalid, errors);
        var since = workspace.Now - SignIn.Window;
        var stored = await workspace.Database.WriteAsync(caller, unit =>
        {
            // The same bound as for signing in: an open screen must not be a place to guess.
            var store = unit.Store<ISignInStore>();
            if (store.Tries(caller.User.Email, since) >= SignIn.MaxTries)
                throw new RefusedException(PeopleErrors.Locked((int)SignIn.Window.TotalMinutes));
            store.AddTry(caller.User.Email, "", workspace.Now, since);
            return store.Password(caller.Id);
        }, cancel);
        if (!stored.Ok)
            return stored.Refusal!;
        if (stored.Value is null || current is not { Length: > 0 and <= PasswordRules.MaxLength } || !hasher.Verify(stored.Value.Hash, current))
            return new Refusal(ErrorKind.Invalid, "people.password.wrong", "The current password is wrong.", "password");

        var hash = hasher.Hash(chosen);
        return await workspace.Database.WriteAsync(caller, unit =>
        {
            var people = unit.Store<IPeopleStore>();
            var store = unit.Store<ISignInStore>();
            if (people.User(caller.Id) is not { Active: true } user || store.Password(caller.Id) != stored.Value)
                throw new RefusedException(PeopleErrors.SignedOut);
            var stamped = user with { Stamp = Secrets.NewStamp() };
            people.SaveUser(stamped);
            store.SavePassword(user.Id, new StoredPassword(hash, OneTime: false));
            store.EndSessions(user.Id, keepSession, stamped.Stamp);
            store.ForgiveTries(user.Email);
            unit.Audit(workspace, user.Id, "password.changed", $"user:{user.Id}");
            unit.RefreshDirectory(workspace);
            return default(Nothing);
        }, cancel);
    }
}

/// <summary>What people may change about themselves.</summary>
public sealed record AccountDraft(string Name, string? Phone, string? Language, string? Zone);
