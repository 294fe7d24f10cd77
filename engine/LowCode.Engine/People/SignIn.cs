using LowCode.Audit;

namespace LowCode.People;

/// <summary>Who wants to sign in. <paramref name="NewPassword"/> only with a one-time password.</summary>
public sealed record SignInRequest(string Email, string Password, string? NewPassword = null);

/// <summary>Where a request comes from: address and browser, for the list of sessions and the audit log.</summary>
public sealed record Origin(string Ip, string? Agent);

/// <summary>A session just opened. <paramref name="Secret"/> goes into the cookie and is kept nowhere else.</summary>
public sealed record OpenedSession(User User, string Secret, DateTime ExpiresAt);

/// <summary>
/// Signs people in by e-mail and password. Each try is written down before the password is looked at, so that no number of parallel
/// tries gets more than <see cref="MaxTries"/> looks; a name that doesn't exist costs the same and answers the same.
/// </summary>
public sealed class SignIn(Workspace workspace, IPasswordHasher hasher)
{
    /// <summary>Tries per name within <see cref="Window"/>.</summary>
    public const int MaxTries = 5;

    /// <summary>How long a failed try counts.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    // Compared for names that don't exist, so that they take as long.
    private readonly Lazy<string> _nobodysHash = new(() => hasher.Hash(Secrets.New()));

    /// <summary>Opens a session, or says that name or password is wrong, locked, or that a one-time password must be replaced.</summary>
    public async Task<Outcome<OpenedSession>> SignInAsync(SignInRequest request, Origin origin, CancellationToken cancel = default)
    {
        var email = Emails.Normalise(request.Email);
        if (email.Length is 0 or > Emails.MaxLength || request.Password is not { Length: > 0 and <= PasswordRules.MaxLength })
            return PeopleErrors.WrongPassword;

        var allowed = await workspace.Database.WriteAsync(unit => NoteTry(unit, email, origin), cancel);
        if (!allowed.Ok)
            return allowed.Refusal!;

        var found = workspace.Database.Read(unit => Find(unit, email)).Value;
        var right = hasher.Verify(found?.Password.Hash ?? _nobodysHash.Value, request.Password);
        if (!right || found is null || !found.User.Active)
            return await FailedAsync(email, found?.User, origin, cancel);

        if (!found.Password.OneTime)
            return await workspace.Database.WriteAsync(unit => Open(unit, found, null, origin), cancel);

        if (string.IsNullOrEmpty(request.NewPassword))
            return PeopleErrors.ChoosePassword;
        var errors = new List<Error>();
        PasswordRules.Check(request.NewPassword, email, "newPassword", errors);
        if (errors.Count > 0)
            return new Refusal(ErrorKind.Invalid, errors);
        var hash = hasher.Hash(request.NewPassword);
        return await workspace.Database.WriteAsync(unit => Open(unit, found, new StoredPassword(hash, OneTime: false), origin), cancel);
    }

    private Nothing NoteTry(Records.IUnit unit, string email, Origin origin)
    {
        var store = unit.Store<ISignInStore>();
        var since = workspace.Now - Window;
        if (store.Tries(email, since) >= MaxTries)
            throw new RefusedException(PeopleErrors.Locked((int)Window.TotalMinutes));
        store.AddTry(email, origin.Ip, workspace.Now, since);
        return default;
    }

    private static Found? Find(Records.IUnit unit, string email) =>
        unit.Store<IPeopleStore>().UserByEmail(email) is { } user && unit.Store<ISignInStore>().Password(user.Id) is { } password
            ? new Found(user, password)
            : null;

    private async Task<Outcome<OpenedSession>> FailedAsync(string email, User? user, Origin origin, CancellationToken cancel)
    {
        await workspace.Database.WriteAsync(unit =>
        {
            unit.Audit(workspace, user?.Id ?? 0, "sign_in.failed", email, null, origin.Ip);
            return default(Nothing);
        }, cancel);
        return PeopleErrors.WrongPassword;
    }

    private OpenedSession Open(Records.IUnit unit, Found found, StoredPassword? chosen, Origin origin)
    {
        var store = unit.Store<ISignInStore>();
        // Between looking and opening the password may have been changed, or the person deactivated.
        if (Find(unit, found.User.Email) is not { User.Active: true } now || now.Password != found.Password)
            throw new RefusedException(PeopleErrors.WrongPassword);
        if (chosen is not null)
        {
            store.SavePassword(now.User.Id, chosen);
            unit.Audit(workspace, now.User.Id, "password.chosen", null, null, origin.Ip);
        }
        store.ForgiveTries(now.User.Email);
        store.ForgetSessions(workspace.Now);
        return Sessions.Open(unit, workspace, now.User, origin);
    }

    private sealed record Found(User User, StoredPassword Password);
}

/// <summary>E-mail addresses as sign-in names.</summary>
public static class Emails
{
    /// <summary>Longest address (RFC 5321).</summary>
    public const int MaxLength = 254;

    /// <summary>Without blanks around, lower case: what is kept and compared.</summary>
    public static string Normalise(string? email) => (email ?? "").Trim().Normalize(System.Text.NormalizationForm.FormKC).ToLowerInvariant();

    /// <summary>True for something that can be an address: one @ with text around it, no blanks or control characters.</summary>
    public static bool IsEmail(string email) =>
        email.Length is >= 3 and <= MaxLength && email.IndexOf('@') is > 0 and var at && at == email.LastIndexOf('@') && at < email.Length - 1
        && !email.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter) || letter is '<' or '>' or ',' or ';' or '"');
}
