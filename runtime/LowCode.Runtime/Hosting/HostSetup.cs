using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace LowCode.Runtime.Hosting;

/// <summary>The web server: where it listens, how much it takes, how JSON looks, what every answer carries.</summary>
public static class HostSetup
{
    private const string Loopback = "http://127.0.0.1:5080";

    /// <summary>Where a published program has its settings and pages: beside itself, wherever it was started from. Null when it runs from its sources.</summary>
    public static string? PublishedRoot() => Directory.Exists(Path.Combine(AppContext.BaseDirectory, "wwwroot")) ? AppContext.BaseDirectory : null;

    public static WebApplicationBuilder AddHost(this WebApplicationBuilder builder)
    {
        if (string.IsNullOrEmpty(builder.Configuration["urls"]) && string.IsNullOrEmpty(builder.Configuration["http_ports"]))
            builder.WebHost.UseUrls(Loopback);
        builder.WebHost.ConfigureKestrel((context, kestrel) =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = context.Configuration.GetValue("LowCode:MaxBodyBytes", new ProductSettings().MaxBodyBytes);
        });
        builder.Services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
            options.SerializerOptions.AllowDuplicateProperties = false;
            options.SerializerOptions.TypeInfoResolver = StrictJson.Bodies;
        });
        // Binding failures are thrown, so that Problems can say what was wrong with the body.
        builder.Services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        builder.Logging.Configure(options => options.ActivityTrackingOptions = ActivityTrackingOptions.TraceId);
        return builder;
    }

    /// <summary>Anything unknown below /api is a problem, and not even that to strangers: they get 401 like everywhere else.</summary>
    public static WebApplication MapUnknownApi(this WebApplication app)
    {
        app.Map("/api/{**rest}", () => ApiResults.Problem(ErrorKind.NotFound, "http.unknown", "There is nothing at this address.")).ExcludeFromDescription().WithOrder(int.MaxValue);
        return app;
    }

    /// <summary>The address to tell people, once the server listens.</summary>
    public static string AddressOf(this WebApplication app) =>
        app.Services.GetRequiredService<ProductSettings>().BaseUrl
        ?? app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()
        ?? Loopback;
}
