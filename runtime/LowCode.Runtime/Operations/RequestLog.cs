using System.Diagnostics;
using LowCode.Runtime.Hosting;
using LowCode.Ui.Account;

namespace LowCode.Runtime.Operations;

/// <summary>
/// Gives every answer the id by which the log knows it (<c>X-Request-Id</c>), and writes a line for each API call: method, route, status, time, who. Routes, not addresses,
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
            if (!Problems.IsApi(context.Request.Path))
            {
                await next(context);
                return;
            }
            var began = Stopwatch.GetTimestamp();
            await next(context);
            var took = Stopwatch.GetElapsedTime(began);
            var level = context.Response.StatusCode >= 500 || took > Slow ? LogLevel.Warning : LogLevel.Information;
            if (log.IsEnabled(level))
                Told(log, level, context.Request.Method, RouteOf(context), context.Response.StatusCode, took.TotalMilliseconds, context.RequestServices.GetRequiredService<CurrentCaller>().Find()?.Id);
        });
        return app;
    }

    private static string RouteOf(HttpContext context) => (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText?.TrimEnd('/') ?? "unknown";

    [LoggerMessage("{Method} {Route} {Status} in {Milliseconds:0.0} ms for {User}")]
    private static partial void Told(ILogger log, LogLevel level, string method, string route, int status, double milliseconds, long? user);
}
