using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using LowCode.People;
using LowCode.Runtime.Hosting;
using LowCode.Ui.Account;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace LowCode.Runtime.People;

/// <summary>Programs: <c>Authorization: Bearer lc_...</c>. A token opens the API only, never a page.</summary>
public sealed class TokenSignIn(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, ApiTokens tokens)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public new const string Scheme = "Token";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) || !Problems.IsApi(Request.Path))
            return AuthenticateResult.NoResult();
        if (await tokens.FindAsync(header["Bearer ".Length..].Trim(), Context.RequestAborted) is not { } token)
            return AuthenticateResult.Fail("The token is unknown, expired or revoked.");

        var identity = new ClaimsIdentity([new Claim(SignInClaims.UserId, token.UserId.ToString(CultureInfo.InvariantCulture))], Scheme);
        if (!token.Scope.Write)
            identity.AddClaim(new Claim(SignInClaims.ReadOnly, "1"));
        foreach (var form in token.Scope.Forms)
            identity.AddClaim(new Claim(SignInClaims.Form, form));
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        return ApiResults.WriteProblemAsync(Context, PeopleErrors.SignedOut);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        ApiResults.WriteProblemAsync(Context, new Refusal(ErrorKind.Forbidden, "people.forbidden", "This is not allowed to you."));
}

/// <summary>Marks an operation that only reads although its method is POST, such as a query; tokens that may only read may call it.</summary>
public sealed class ReadsOnly;

/// <summary>Keeps a token inside its scope: reads only, or certain forms only (operations without a form are then closed, but <c>/api/me</c>).</summary>
public static class TokenScopeGuard
{
    /// <summary>Marks the operation as one that only reads.</summary>
    public static TBuilder ReadsOnly<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new ReadsOnly());

    public static IApplicationBuilder UseTokenScope(this IApplicationBuilder app) => app.Use((context, next) =>
        context.User.Identity?.AuthenticationType == TokenSignIn.Scheme && !Allows(context)
            ? ApiResults.WriteProblemAsync(context, new Refusal(ErrorKind.Forbidden, "people.token.scope", "The token's scope does not include this."))
            : next(context));

    private static bool Allows(HttpContext context)
    {
        var endpoint = context.GetEndpoint();
        if (endpoint?.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            return true;
        var reads = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method) || endpoint?.Metadata.GetMetadata<ReadsOnly>() is not null;
        if (!reads && context.User.FindFirst(SignInClaims.ReadOnly) is not null)
            return false;
        return context.User.FindFirst(SignInClaims.Form) is null
            || context.Request.Path.Equals("/api/me", StringComparison.OrdinalIgnoreCase)
            || context.GetRouteValue("form") is string form && context.User.HasClaim(SignInClaims.Form, form);
    }
}
