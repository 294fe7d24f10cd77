using System.Diagnostics;
using LowCode.Runtime.Hosting;
using LowCode.Ui.Account;
using Microsoft.AspNetCore.Http.Features;

namespace LowCode.Runtime.Operations;

/// <summary>
/// Gives every answer the id by which the log knows it (<c>X-Request-Id</c>), names the span of each request, and writes a line for each API call: method, route, status, time, who. Routes, not addresses,
/// and no query: nothing of a record gets into a log. Calls that fail or take over a second are warnings; the others are information, which is off by default.
/// </summary>
public static partial class RequestLog
{
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(1);

    public static WebApplication UseRequestLog(this WebApplication app)
    {
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("LowCode.Requests");
        app.Use(async (context, next) =>
        {
            context.Response.Headers["X-Request-Id"] = ApiResults.TraceIdOf(context);
            var began = Stopwatch.GetTimestamp();
            await next(context);
            Name(context);
            if (!Problems.IsApi(context.Request.Path))
                return;
            var took = Stopwatch.GetElapsedTime(began);
            var level = context.Response.StatusCode >= 500 || took > Slow ? LogLevel.Warning : LogLevel.Information;
            if (log.IsEnabled(level))
                Told(log, level, context.Request.Method, RouteOf(context), context.Response.StatusCode, took.TotalMilliseconds, context.RequestServices.GetRequiredService<CurrentCaller>().SignedIn()?.Id);
        });
        return app;
    }

    // The framework's own span says nothing of the request, and could say more than it may: its address.
    private static void Name(HttpContext context)
    {
        if (context.Features.Get<IHttpActivityFeature>()?.Activity is not { IsAllDataRequested: true } span)
            return;
        var (method, route) = (context.Request.Method, RouteOf(context));
        span.DisplayName = $"{method} {route}";
        span.SetTag("http.request.method", method).SetTag("http.route", route).SetTag("http.response.status_code", context.Response.StatusCode);
    }

    private static string RouteOf(HttpContext context) => (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText?.TrimEnd('/') ?? "unknown";

    [LoggerMessage("{Method} {Route} {Status} in {Milliseconds:0.0} ms for {User}")]
    private static partial void Told(ILogger log, LogLevel level, string method, string route, int status, double milliseconds, long? user);
}
