using System.Reflection;
using LowCode.People;
using LowCode.Runtime.Hosting;
using LowCode.Runtime.Pages;
using LowCode.Ui.Account;
using LowCode.Ui.Components;
using LowCode.Ui.Localization;
using LowCode.Ui.Shell;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LowCode.Runtime;

/// <summary>The screens: Blazor on the server, languages, static files, errors.</summary>
public static class RuntimeUiSetup
{
    /// <summary>Other assemblies that have pages.</summary>
    public static readonly Assembly[] PageAssemblies = [typeof(Texts).Assembly, Assembly.Load("LowCode.Designer")];

    private static readonly Assembly[] TextAssemblies = [Assembly.Load("LowCode.Engine"), .. PageAssemblies, typeof(RuntimeUiSetup).Assembly];

    public static WebApplicationBuilder AddLowCodeUi(this WebApplicationBuilder builder)
    {
        // also outside Development, so that `dotnet run` serves the files of the build; a published app has no such manifest and is not changed by it
        builder.WebHost.UseStaticWebAssets();
        // otherwise a build's scripts and styles would be sent without compression and asked for anew on every page; only who works on them wants that
        builder.WebHost.UseSetting("ReloadStaticAssetsAtRuntime", builder.Environment.IsDevelopment() ? "true" : "false");
        // Over HTTPS too: cookies don't travel with other sites' requests, and tokens against forgery differ from page to page, so that guessing by length gives nothing.
        builder.Services.AddResponseCompression(options => options.EnableForHttps = true);

        builder.Services.AddRazorComponents()
            .AddInteractiveServerComponents(circuits =>
            {
                circuits.DisconnectedCircuitMaxRetained = 100;
                circuits.DisconnectedCircuitRetentionPeriod = TimeSpan.FromMinutes(3);
                circuits.DetailedErrors = builder.Environment.IsDevelopment();
            })
            .AddHubOptions(hub => hub.MaximumReceiveMessageSize = 1024 * 1024);

        builder.Services.Configure<RequestLocalizationOptions>(options =>
        {
            options.SetDefaultCulture(TextCatalog.Fallback);
            options.AddSupportedCultures([.. TextCatalog.Languages]);
            options.AddSupportedUICultures([.. TextCatalog.Languages]);
            // Chinese unless the person chose otherwise: the browser's own language says little about a company's
            options.RequestCultureProviders = [new QueryStringRequestCultureProvider(), new CookieRequestCultureProvider()];
        });

        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddSingleton(new TextCatalog(TextAssemblies));
        builder.Services.AddSingleton<Texts>();
        builder.Services.AddScoped<Formats>();
        builder.Services.AddScoped<Toasts>();
        builder.Services.AddScoped<SearchState>();
        builder.Services.AddScoped<LiveChanges>();
        builder.Services.AddSingleton<ShellSearch>();
        builder.Services.AddSingleton<LowCode.Designer.Editing.DesignersPresent>();
        builder.Services.AddScoped<LowCode.Ui.Records.RecordTrail>();
        builder.Services.AddSingleton<LowCode.Ui.Records.RecordEngine>();
        builder.Services.AddTransient<LowCode.Ui.Records.RecordDesk>();
        builder.Services.AddScoped<IShellData, EngineShellData>();
        return builder;
    }

    /// <summary>What goes before sign-in: pages for errors, the language.</summary>
    public static WebApplication UseLowCodeUi(this WebApplication app)
    {
        app.UseResponseCompression();
        if (!app.Environment.IsDevelopment()) app.UseExceptionHandler("/error", createScopeForErrors: true);
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.Use(KeepApiAnswers);
        app.UseRequestLocalization();
        return app;
    }

    /// <summary>Pages, scripts and styles; after sign-in.</summary>
    public static WebApplication MapLowCodeUi(this WebApplication app)
    {
        app.UseAntiforgery();
        app.MapStaticAssets().AllowAnonymous();
        app.MapGet("/ui/cards/{form}/{id:long}", (string form, long id) => new RazorComponentResult<LowCode.Ui.Records.RecordCard>(new { FormKey = form, Id = id })).ExcludeFromDescription();
        app.MapPost("/ui/language", (Delegate)ChooseLanguageAsync).AllowAnonymous().DisableAntiforgery();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode().AddAdditionalAssemblies(PageAssemblies);
        return app;
    }

    // the API answers its own problem+json, never a page
    private static Task KeepApiAnswers(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Path.StartsWithSegments("/api") && context.Features.Get<IStatusCodePagesFeature>() is { } pages) pages.Enabled = false;
        return next(context);
    }

    private static async Task<IResult> ChooseLanguageAsync(HttpContext context, CurrentCaller current, LowCode.People.Account account)
    {
        var form = await context.Request.ReadFormAsync();
        var language = form["language"].ToString();
        if (TextCatalog.Languages.Contains(language))
        {
            var cookie = CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(language));
            context.Response.Cookies.Append(CookieRequestCultureProvider.DefaultCookieName, cookie, new CookieOptions { MaxAge = TimeSpan.FromDays(365), SameSite = SameSiteMode.Lax, IsEssential = true });
        }

        // whoever is signed in finds the same language on every device
        if (current.SignedIn() is { } caller && TextCatalog.Languages.Contains(language))
            await account.ChangeAsync(caller, new AccountDraft(caller.User.Name, caller.User.Phone, language, caller.User.Zone), context.RequestAborted);

        var returnTo = form["returnTo"].ToString();
        return LocalPath.Redirect(returnTo);
    }
}
