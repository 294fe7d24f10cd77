using System.Globalization;
using LowCode.People;
using LowCode.People.HandingOver;
using LowCode.People.Places;
using LowCode.Records;
using LowCode.Runtime.Hosting;
using LowCode.Ui.Account;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace LowCode.Runtime.People;

/// <summary>Who is calling: browsers by a cookie that names a session in the database, programs by a bearer token; nobody else gets in.</summary>
public static class SignInSetup
{
    public static WebApplicationBuilder AddPeople(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<IPasswordHasher>(new Passwords());
        services.AddSingleton<SignIn>().AddSingleton<Sessions>().AddSingleton<ApiTokens>().AddSingleton<Account>();
        services.AddSingleton<PeopleEditor>().AddSingleton<DepartmentEditor>().AddSingleton<PeopleImporter>().AddSingleton<HandOver>().AddSingleton<IBatchWork, HandOverWork>().AddSingleton<FirstVisit>().AddSingleton<ViewAs>();
        services.AddSingleton<WorkspaceName>().AddSingleton<Checklist>();
        services.AddSingleton<Places>().AddSingleton<IRecordFollower, FollowedRecords>();
        services.AddScoped<CurrentCaller>().AddScoped<CookieEvents>();
        services.AddScoped(provider => provider.GetRequiredService<CurrentCaller>().Caller);
        services.AddScoped<CircuitHandler, CallerCircuit>();
        services.AddScoped<AuthenticationStateProvider, CircuitSessionCheck>();

        services.AddDataProtection().SetApplicationName("LowCode");
        services.AddOptions<Microsoft.AspNetCore.DataProtection.KeyManagement.KeyManagementOptions>()
            .Configure<ProductSettings, DataFolder, IWorkspaceDatabase, ILoggerFactory>((options, settings, folder, database, log) =>
                options.XmlRepository = settings.IsShared ? new DatabaseKeys(database) : new FileSystemXmlRepository(new DirectoryInfo(folder.Keys), log));
        services.AddAuthentication(TokenSignIn.Scheme)
            .AddScheme<AuthenticationSchemeOptions, TokenSignIn>(TokenSignIn.Scheme, options => options.ForwardDefaultSelector = context =>
                context.Request.Headers.Authorization.Count > 0 ? null : CookieAuthenticationDefaults.AuthenticationScheme)
            .AddCookie(options =>
            {
                options.Cookie.Name = CookieEvents.CookieName;
                options.Cookie.HttpOnly = true;
                options.Cookie.SameSite = SameSiteMode.Lax;
                options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                options.Cookie.IsEssential = true;
                options.ExpireTimeSpan = Sessions.Lifetime;
                options.SlidingExpiration = true;
                options.LoginPath = "/sign-in";
                options.ReturnUrlParameter = "returnUrl";
                options.EventsType = typeof(CookieEvents);
            });
        // Whatever does not say otherwise is for signed-in people only.
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        return builder;
    }

    public static WebApplication UsePeople(this WebApplication app)
    {
        app.UseAuthentication();
        app.Use((context, next) =>
        {
            var source = Problems.IsApi(context.Request.Path) ? Source.Api : Source.Screen;
            context.RequestServices.GetRequiredService<CurrentCaller>().Set(context.User, source);
            return next(context);
        });
        app.UseFirstVisit();
        app.UseAuthorization();
        app.UseTokenScope();
        return app;
    }

    /// <summary>Where the request comes from.</summary>
    public static Origin OriginOf(this HttpContext context) =>
        new(context.Connection.RemoteIpAddress?.ToString() ?? "", context.Request.Headers.UserAgent.ToString() is { Length: > 0 } agent ? agent : null);

    internal static string Text(this long id) => id.ToString(CultureInfo.InvariantCulture);
}
