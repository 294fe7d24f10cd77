using LowCode.People;
using LowCode.Runtime.Hosting;
using LowCode.Ui.Account;
using Microsoft.AspNetCore.Antiforgery;

namespace LowCode.Runtime.People;

/// <summary><c>/api/setup</c>, <c>/api/session</c>, <c>/api/sessions</c>: getting in and out.</summary>
public static class SessionApi
{
    public static WebApplication MapSession(this WebApplication app)
    {
        var api = app.MapGroup("/api").WithTags("Session");
        api.MapPost("/setup", SetUpAsync).AllowAnonymous().WithMetadata(new SlowDownAttribute()).WithSummary("First visit: make the administrator. Needs the code that the server printed.");
        api.MapPost("/session", SignInAsync).AllowAnonymous().WithMetadata(new SlowDownAttribute()).WithSummary("Sign in; the answer sets the cookie.");
        api.MapDelete("/session", SignOutAsync).WithSummary("Sign out.");
        api.MapGet("/sessions", List).WithSummary("My browsers that are signed in.");
        api.MapDelete("/sessions/{id}", async (string id, Caller caller, Sessions sessions, CancellationToken cancel) =>
            (await sessions.EndAsync(caller, id, cancel)).ToResult()).WithSummary("Sign one of them out.");
        app.MapPost("/sign-out", SignOutPageAsync).WithMetadata(new RequireAntiforgeryTokenAttribute()).ExcludeFromDescription();
        return app;
    }

    private static async Task<IResult> SignOutPageAsync(HttpContext context, Sessions sessions)
    {
        // The middleware has looked at the form's token already and leaves its verdict here.
        if (context.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: true })
            return ApiResults.Problem(ErrorKind.Malformed, "http.form", "This form was not sent by its own page; open the page again.");
        await CookieEvents.SignOutAsync(context, sessions);
        return Results.LocalRedirect("~/sign-in");
    }

    private static async Task<IResult> SetUpAsync(FirstVisitRequest request, FirstVisit visit, HttpContext context) =>
        await OpenAsync(context, await visit.CompleteAsync(request, context.OriginOf(), context.RequestAborted));

    private static async Task<IResult> SignInAsync(SignInRequest request, SignIn signIn, HttpContext context) =>
        await OpenAsync(context, await signIn.SignInAsync(request, context.OriginOf(), context.RequestAborted));

    private static async Task<IResult> OpenAsync(HttpContext context, Outcome<OpenedSession> opened)
    {
        if (!opened.Ok)
            return ApiResults.Problem(opened.Refusal!);
        await CookieEvents.SignInAsync(context, opened.Value);
        return Results.Ok(new { user = new { id = opened.Value.User.Id, name = opened.Value.User.Name, email = opened.Value.User.Email }, expiresAt = opened.Value.ExpiresAt });
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, Sessions sessions)
    {
        await CookieEvents.SignOutAsync(context, sessions);
        return Results.NoContent();
    }

    private static IResult List(Caller caller, CurrentCaller current, Sessions sessions) => Results.Ok(new
    {
        items = sessions.Of(caller.Id).Select(session => new { session.Id, session.CreatedAt, session.SeenAt, session.ExpiresAt, session.Ip, session.Agent, isThis = session.Id == current.SessionId }),
    });
}
