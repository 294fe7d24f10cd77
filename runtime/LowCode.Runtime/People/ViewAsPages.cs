using LowCode.People;
using LowCode.Runtime.Hosting;
using LowCode.Ui.Account;
using Microsoft.AspNetCore.Antiforgery;

namespace LowCode.Runtime.People;

/// <summary><c>/view-as/begin</c>: an administrator's browser shows every screen as somebody else sees it, until <c>/view-as/end</c>.</summary>
public static class ViewAsPages
{
    public static WebApplication MapViewAs(this WebApplication app)
    {
        app.MapPost("/view-as/begin", BeginAsync).WithMetadata(new RequireAntiforgeryTokenAttribute()).ExcludeFromDescription();
        app.MapPost("/view-as/end", EndAsync).WithMetadata(new RequireAntiforgeryTokenAttribute()).ExcludeFromDescription();
        return app;
    }

    private static async Task<IResult> BeginAsync(HttpContext context, CurrentCaller current, ViewAs views)
    {
        if (!IsOwnForm(context))
            return Foreign();
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (current.SignedIn() is not { } self)
            return ApiResults.Problem(PeopleErrors.SignedOut);
        if (Whom.Read(form["whom"]) is not { } whom)
            return ApiResults.Problem(PeopleErrors.NobodyToLookAs);
        var begun = await views.BeginAsync(self, whom, context.RequestAborted);
        if (begun.Refusal is { } refusal)
            return ApiResults.Problem(refusal);
        await CookieEvents.LookAsync(context, whom);
        return LocalPath.Redirect(form["returnTo"]);
    }

    private static async Task<IResult> EndAsync(HttpContext context, CurrentCaller current, ViewAs views)
    {
        if (!IsOwnForm(context))
            return Foreign();
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (current.SignedIn() is { } self && current.Whom is { } whom)
        {
            await views.EndAsync(self, whom, context.RequestAborted);
            await CookieEvents.LookAsync(context, null);
        }
        return LocalPath.Redirect(form["returnTo"]);
    }

    // The middleware has looked at the form's token already and leaves its verdict here; asked before it, the form itself throws.
    private static bool IsOwnForm(HttpContext context) => context.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: true } && context.Request.HasFormContentType;

    private static IResult Foreign() => ApiResults.Problem(ErrorKind.Malformed, "http.form", "This form was not sent by its own page; open the page again.");
}
