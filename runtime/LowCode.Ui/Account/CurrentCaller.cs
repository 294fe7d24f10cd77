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

    /// <summary>The caller, or null when nobody is signed in.</summary>
    public Caller? Find()
    {
        if (!long.TryParse(_principal?.FindFirstValue(SignInClaims.UserId), CultureInfo.InvariantCulture, out var id))
            return null;
        var people = workspace.People;
        return people.User(id) is { Active: true } user
            ? Caller.For(user, people, _source, workspace.ZoneOf(user), user.Language ?? CultureInfo.CurrentUICulture.Name)
            : null;
    }

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

    /// <summary>Present for a token that may only read.</summary>
    public const string ReadOnly = "read_only";

    /// <summary>One for each form that a token is limited to; none: no limit.</summary>
    public const string Form = "form";
}
