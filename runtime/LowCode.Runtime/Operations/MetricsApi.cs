using System.Security.Cryptography;
using System.Text;
using LowCode.Runtime.Hosting;
using Prometheus;

namespace LowCode.Runtime.Operations;

/// <summary>
/// <c>GET /metrics</c> in the text format of Prometheus, for whoever sends the token of the settings; without one there is no such address and nothing is measured.
/// Beside our own figures those of the framework: requests, connections, circuits, memory, collections.
/// </summary>
public sealed class MetricsApi : IDisposable
{
    private static readonly string[] Meters = [Telemetry.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Components.Server.Circuits", "System.Runtime"];

    private readonly byte[] _token;
    private readonly CollectorRegistry _registry = Metrics.NewCustomRegistry();
    private readonly IDisposable _listening;

    private MetricsApi(string token)
    {
        _token = Encoding.UTF8.GetBytes(token);
        _listening = MeterAdapter.StartListening(new MeterAdapterOptions
        {
            Registry = _registry,
            MetricFactory = Metrics.WithCustomRegistry(_registry),
            InstrumentFilterPredicate = instrument => Meters.Contains(instrument.Meter.Name),
            ResolveHistogramBuckets = instrument => instrument.Unit == "s" ? [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60] : MeterAdapterOptions.DefaultHistogramBuckets,
        });
    }

    /// <summary>Listens and answers, when the settings name a token.</summary>
    public static void Map(WebApplication app)
    {
        if (app.Services.GetRequiredService<ProductSettings>().MetricsToken is not { Length: > 0 } token)
            return;
        var metrics = new MetricsApi(token);
        app.Lifetime.ApplicationStopped.Register(metrics.Dispose);
        app.MapGet("/metrics", metrics.WriteAsync).AllowAnonymous().ExcludeFromDescription();
    }

    public void Dispose() => _listening.Dispose();

    private async Task WriteAsync(HttpContext context)
    {
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(context.Request.Headers.Authorization.ToString()), [.. "Bearer "u8, .. _token]))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }
        context.Response.ContentType = PrometheusConstants.TextContentTypeWithVersionAndEncoding;
        await _registry.CollectAndExportAsTextAsync(context.Response.Body, context.RequestAborted);
    }
}
