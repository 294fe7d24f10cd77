using System.Globalization;
using System.Security.Claims;
using LowCode.People;
using LowCode.Runtime.Hosting;
using LowCode.Ui.Account;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Localization;

namespace LowCode.Runtime.People;

/// <summary>
/// The cookie holds nothing but a session's secret. Each request asks the database whether the session still stands, so that it dies with
/// a changed password, role or state at the very next request.
/// </summary>
public sealed class CookieEvents(Sessions sessions, Workspace workspace) : CookieAuthenticationEvents
{
    public const string CookieName = "lowcode";

    private const string Secret = "secret";

    /// <summary>Gives the browser the session's cookie, and the person's own language.</summary>
    public static Task SignInAsync(HttpContext context, OpenedSession opened)
    {
        if (opened.User.Language is { } language)
        {
            var culture = CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(language));
            context.Response.Cookies.Append(CookieRequestCultureProvider.DefaultCookieName, culture,
                new CookieOptions { MaxAge = TimeSpan.FromDays(365), SameSite = SameSiteMode.Lax, IsEssential = true, HttpOnly = true });
        }
        return context.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, new ClaimsPrincipal(IdentityOf(opened.Secret, null)), new AuthenticationProperties { IsPersistent = true });
    }

    /// <summary>Gives the browser the same session's cookie anew: it looks as somebody else from now on, or (null) as itself.</summary>
    public static async Task LookAsync(HttpContext context, Whom? whom)
    {
        var held = await context.AuthenticateAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        await context.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, new ClaimsPrincipal(IdentityOf(held.Principal!.FindFirstValue(Secret)!, whom)), held.Properties);
    }

    /// <summary>Ends the session and takes the cookie away.</summary>
    public static async Task SignOutAsync(HttpContext context, Sessions sessions)
    {
        var held = await context.AuthenticateAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        if (held.Principal?.FindFirstValue(Secret) is { } secret)
            await sessions.SignOutAsync(secret, context.RequestAborted);
        await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
    }

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        if (context.Principal?.FindFirstValue(Secret) is { } secret && await sessions.FindAsync(secret, context.HttpContext.RequestAborted) is { } found)
        {
            // A cookie that is given anew holds all of these: what was found out the last time must not stay.
            var identity = IdentityOf(secret, WhomOf(context.Principal, found.Session.UserId));
            identity.AddClaim(new Claim(SignInClaims.UserId, found.Session.UserId.ToString(CultureInfo.InvariantCulture)));
            identity.AddClaim(new Claim(SignInClaims.SessionId, found.Session.Id));
            identity.AddClaim(new Claim(identity.NameClaimType, found.Person.Email));
            context.ReplacePrincipal(new ClaimsPrincipal(identity));
            return;
        }
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
    }

    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context) => Answer(context, PeopleErrors.SignedOut);

    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context) =>
        Answer(context, new Refusal(ErrorKind.Forbidden, "people.forbidden", "This is not allowed to you."));

    private static ClaimsIdentity IdentityOf(string secret, Whom? whom)
    {
        var identity = new ClaimsIdentity([new Claim(Secret, secret)], CookieAuthenticationDefaults.AuthenticationScheme);
        if (whom is { } somebody)
            identity.AddClaim(new Claim(SignInClaims.ViewAs, somebody.ToString()));
        return identity;
    }

    // Whoever may not look as somebody else any more, or as nobody who is still there, is themselves again.
    private Whom? WhomOf(ClaimsPrincipal cookie, long user) =>
        Whom.Read(cookie.FindFirstValue(SignInClaims.ViewAs)) is { } whom && workspace.People.User(user) is { } self && ViewAs.Find(workspace, workspace.CallerOf(self, Source.Screen), whom) is not null
            ? whom
            : null;

    // A page sends people to the sign-in; whatever is no page gets the plain answer.
    private static Task Answer(RedirectContext<CookieAuthenticationOptions> context, Refusal refusal)
    {
        var request = context.Request;
        var isPage = HttpMethods.IsGet(request.Method) && !Problems.IsApi(request.Path) && !request.Path.StartsWithSegments("/_blazor", StringComparison.OrdinalIgnoreCase);
        if (!isPage)
            return ApiResults.WriteProblemAsync(context.HttpContext, refusal);
        context.Response.Redirect(refusal.Kind == ErrorKind.Forbidden ? "/" : context.RedirectUri);
        return Task.CompletedTask;
    }
}
