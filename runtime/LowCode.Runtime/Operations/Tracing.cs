using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace LowCode.Runtime.Operations;

/// <summary>
/// Sends the spans of requests, writes, flow commands and jobs to a collector by OTLP when the standard variable <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names one
/// (<see href="https://opentelemetry.io/docs/specs/otel/protocol/exporter/"/>).
/// </summary>
public static class Tracing
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public static void Start(WebApplication app)
    {
        if (app.Configuration[Endpoint] is not { Length: > 0 } endpoint)
            return;
        var provider = Sdk.CreateTracerProviderBuilder()
            .ConfigureResource(resource => resource.AddService("lowcode", serviceVersion: typeof(Tracing).Assembly.GetName().Version?.ToString(3)))
            .AddSource("Microsoft.AspNetCore", Telemetry.Name)
            .AddOtlpExporter(options => (options.Protocol, options.Endpoint) = (OtlpExportProtocol.HttpProtobuf, new Uri(new Uri(endpoint.TrimEnd('/') + "/"), "v1/traces")))
            .Build();
        app.Lifetime.ApplicationStopped.Register(provider.Dispose);
    }
}
