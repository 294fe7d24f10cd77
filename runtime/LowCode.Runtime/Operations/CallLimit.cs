using System.Threading.RateLimiting;
using LowCode.Runtime.Hosting;
using LowCode.Ui.Account;

namespace LowCode.Runtime.Operations;

/// <summary>Bounds how often one caller may call the API, so that one program run wild leaves room for the others: a person or token by itself, strangers by address.</summary>
public static class CallLimit
{
    public static WebApplication UseCallLimit(this WebApplication app)
    {
        var perMinute = app.Services.GetRequiredService<ProductSettings>().ApiCallsPerMinute;
        if (perMinute <= 0)
            return app;
        // A minute's calls may come at once; after that they come as the bucket refills.
        var limiter = PartitionedRateLimiter.Create<string, string>(caller => RateLimitPartition.GetTokenBucketLimiter(caller, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = perMinute,
            TokensPerPeriod = Math.Max(1, perMinute / 60),
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        }));
        app.Lifetime.ApplicationStopped.Register(limiter.Dispose);
        app.Use(async (context, next) =>
        {
            if (Problems.IsApi(context.Request.Path))
            {
                using var lease = limiter.AttemptAcquire(CallerOf(context));
                if (!lease.IsAcquired)
                {
                    context.Response.Headers.RetryAfter = "1";
                    await ApiResults.WriteProblemAsync(context, new Refusal(ErrorKind.TooMany, new Error("http.too_many", "Too many calls; wait a second and go on more slowly.")
                    {
                        Values = new Dictionary<string, object?> { ["perMinute"] = perMinute },
                    }));
                    return;
                }
            }
            await next(context);
        });
        return app;
    }

    private static string CallerOf(HttpContext context) =>
        context.RequestServices.GetRequiredService<CurrentCaller>().SignedIn() is { } caller ? $"user {caller.Id}" : $"address {context.Connection.RemoteIpAddress}";
}
