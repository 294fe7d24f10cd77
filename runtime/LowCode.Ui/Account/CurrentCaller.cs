using System.Globalization;
using System.Security.Claims;
using LowCode.People;

namespace LowCode.Ui.Account;

/// <summary>
/// Who asks, in a request and in a circuit alike. Ask it anew in every handler instead of keeping what it answers: each time it looks the
/// person up, so that changed roles act at once and an ended account can do nothing more on a page that is still open.
/// </summary>
public sealed class CurrentCaller(Workspace workspace)
{
    private ClaimsPrincipal? _principal;
    private Source _source = Source.Screen;

    /// <summary>Set by the host: once per request, and in a circuit whenever its sign-in changes.</summary>
    public void Set(ClaimsPrincipal? principal, Source source) => (_principal, _source) = (principal, source);

    /// <summary>The caller, or null when nobody is signed in. While an administrator looks as somebody else (<see cref="LowCode.People.ViewAs"/>), that one.</summary>
    public Caller? Find()
    {
        var self = SignedIn();
        return self is not null && Whom is { } whom ? ViewAs.Find(workspace, self, whom) : self;
    }

    /// <summary>Whoever is signed in, also while they look as somebody else.</summary>
    public Caller? SignedIn() =>
        long.TryParse(_principal?.FindFirstValue(SignInClaims.UserId), CultureInfo.InvariantCulture, out var id) && workspace.People.User(id) is { Active: true } user
            ? Caller.For(user, workspace.People, _source, workspace.ZoneOf(user), user.Language ?? CultureInfo.CurrentUICulture.Name)
            : null;

    /// <summary>Whom they look as; null: as themselves.</summary>
    public Whom? Whom => LowCode.People.Whom.Read(_principal?.FindFirstValue(SignInClaims.ViewAs));

    /// <summary>The caller; throws <see cref="RefusedException"/> (401) when nobody is signed in.</summary>
    public Caller Caller => Find() ?? throw new RefusedException(PeopleErrors.SignedOut);

    /// <summary>The caller's own session, to keep it when others end; null for programs.</summary>
    public string? SessionId => _principal?.FindFirstValue(SignInClaims.SessionId);
}

/// <summary>What a signed-in principal says of itself; everything else is looked up.</summary>
public static class SignInClaims
{
    /// <summary>Id of the user.</summary>
    public const string UserId = "uid";

    /// <summary>Id of the browser's session (the hash, not the secret).</summary>
    public const string SessionId = "sid";

    /// <summary>Whom the person looks as: <see cref="Whom"/>.</summary>
    public const string ViewAs = "as";

    /// <summary>Present for a token that may only read.</summary>
    public const string ReadOnly = "read_only";

    /// <summary>One for each form that a token is limited to; none: no limit.</summary>
    public const string Form = "form";
}
