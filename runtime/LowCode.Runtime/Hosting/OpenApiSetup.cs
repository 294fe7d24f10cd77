using LowCode.Ui.Account;
using Microsoft.AspNetCore.Authorization;
using Microsoft.OpenApi;

namespace LowCode.Runtime.Hosting;

/// <summary>The description of the API, <c>/openapi/v1.json</c>, and a page to read and try it, <c>/api-docs</c>; both for administrators.</summary>
public static class OpenApiSetup
{
    private const string Page = "/api-docs";

    /// <summary>Policy of endpoints that only administrators of the workspace may call.</summary>
    public const string Admins = "Admins";

    public static WebApplicationBuilder AddOpenApi(this WebApplicationBuilder builder)
    {
        builder.Services.AddEndpointsApiExplorer();
        builder.Services.AddSwaggerGen(options =>
        {
            options.SwaggerDoc("v1", new OpenApiInfo { Title = "LowCode", Version = "v1", Description = "Everything that a screen can do. Sign in with POST /api/session, or send Authorization: Bearer with a token." });
            options.CustomSchemaIds(type => type.FullName?.Replace('+', '.'));
        });
        builder.Services.AddScoped<IAuthorizationHandler, AdminHandler>();
        builder.Services.AddAuthorizationBuilder().AddPolicy(Admins, policy => policy.RequireAuthenticatedUser().AddRequirements(new AdminRequirement()));
        return builder;
    }

    public static WebApplication MapOpenApi(this WebApplication app)
    {
        app.MapSwagger("/openapi/{documentName}.json").RequireAuthorization(Admins);
        // The page is files of a library behind a middleware, which no endpoint policy guards.
        app.UseWhen(context => context.Request.Path.StartsWithSegments(Page, StringComparison.OrdinalIgnoreCase), docs =>
        {
            docs.Use(async (context, next) =>
            {
                var allowed = await context.RequestServices.GetRequiredService<IAuthorizationService>().AuthorizeAsync(context.User, Admins);
                if (allowed.Succeeded)
                    await next(context);
                else
                    context.Response.Redirect(context.User.Identity?.IsAuthenticated == true ? "/" : $"/sign-in?returnUrl={Uri.EscapeDataString(Page)}");
            });
            docs.UseSwaggerUI(options =>
            {
                options.RoutePrefix = Page.TrimStart('/');
                options.SwaggerEndpoint("/openapi/v1.json", "LowCode v1");
                options.DocumentTitle = "LowCode API";
            });
        });
        return app;
    }

    private sealed class AdminRequirement : IAuthorizationRequirement;

    private sealed class AdminHandler(CurrentCaller caller) : AuthorizationHandler<AdminRequirement>
    {
        protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, AdminRequirement requirement)
        {
            if (caller.Find() is { IsAdmin: true })
                context.Succeed(requirement);
            return Task.CompletedTask;
        }
    }
}
