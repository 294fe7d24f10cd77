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
public sealed class CookieEvents(Sessions sessions) : CookieAuthenticationEvents
{
    public const string CookieName = "lowcode";

    private const string Secret = "secret";

    /// <summary>Gives the browser the session's cookie, and the person's own language.</summary>
    public static Task SignInAsync(HttpContext context, OpenedSession opened)
    {
        var identity = new ClaimsIdentity([new Claim(Secret, opened.Secret)], CookieAuthenticationDefaults.AuthenticationScheme);
        if (opened.User.Language is { } language)
        {
            var culture = CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(language));
            context.Response.Cookies.Append(CookieRequestCultureProvider.DefaultCookieName, culture,
                new CookieOptions { MaxAge = TimeSpan.FromDays(365), SameSite = SameSiteMode.Lax, IsEssential = true, HttpOnly = true });
        }
        return context.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, new ClaimsPrincipal(identity), new AuthenticationProperties { IsPersistent = true });
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
            var identity = (ClaimsIdentity)context.Principal.Identity!;
            identity.AddClaim(new Claim(SignInClaims.UserId, found.Session.UserId.ToString(CultureInfo.InvariantCulture)));
            identity.AddClaim(new Claim(SignInClaims.SessionId, found.Session.Id));
            identity.AddClaim(new Claim(identity.NameClaimType, found.Person.Email));
            return;
        }
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
    }

    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context) => Answer(context, PeopleErrors.SignedOut);

    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context) =>
        Answer(context, new Refusal(ErrorKind.Forbidden, "people.forbidden", "This is not allowed to you."));

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
