using System.Runtime.InteropServices;
using LowCode.Runtime.Hosting;

namespace LowCode.Runtime.Operations;

/// <summary>Whether this node has been told to end and lets its work run out.</summary>
public sealed class Draining
{
    private volatile bool _isOn;

    public bool IsOn => _isOn;

    public void Begin() => _isOn = true;
}

/// <summary>
/// The way out on SIGTERM: readiness says 503 while the node goes on serving, so that a load balancer sends new requests elsewhere; then the server takes nothing more,
/// finishes what it has, and cuts the circuits, whose pages come back on another node. A second signal, or Ctrl+C, ends without waiting.
/// </summary>
public sealed class DrainingLifetime(IHostApplicationLifetime host, Draining draining, ProductSettings settings, TimeProvider clock) : IHostLifetime, IDisposable
{
    private readonly List<PosixSignalRegistration> _signals = [];

    /// <summary>How long what is under way may take after that.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromSeconds(9);

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        _signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnTerminate));
        _signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, OnInterrupt));
        _signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGQUIT, OnInterrupt));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _signals.ForEach(signal => signal.Dispose());

    private void OnTerminate(PosixSignalContext context)
    {
        context.Cancel = true;
        if (draining.IsOn)
            host.StopApplication();
        else
            _ = DrainAsync();
    }

    private void OnInterrupt(PosixSignalContext context)
    {
        context.Cancel = true;
        host.StopApplication();
    }

    private async Task DrainAsync()
    {
        draining.Begin();
        await Task.Delay(TimeSpan.FromSeconds(settings.DrainSeconds ?? (settings.IsShared ? 5 : 1)), clock);
        host.StopApplication();
    }
}

/// <summary>How it hangs together.</summary>
public static class DrainingSetup
{
    public static WebApplicationBuilder AddDraining(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Draining>().AddSingleton<IHostLifetime, DrainingLifetime>();
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = DrainingLifetime.Rest);
        return builder;
    }

    /// <summary>Connections that are kept open end with their next answer, so that none is cut with a request in it.</summary>
    public static IApplicationBuilder UseDraining(this IApplicationBuilder app)
    {
        var draining = app.ApplicationServices.GetRequiredService<Draining>();
        return app.Use((context, next) =>
        {
            if (draining.IsOn && HttpProtocol.IsHttp11(context.Request.Protocol) && !context.WebSockets.IsWebSocketRequest)
                context.Response.Headers.Connection = "close";
            return next(context);
        });
    }
}
