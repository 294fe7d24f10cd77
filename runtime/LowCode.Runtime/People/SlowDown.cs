using System.Threading.RateLimiting;
using LowCode.Runtime.Hosting;

namespace LowCode.Runtime.People;

/// <summary>Marks endpoints whose POST takes guesses: signing in, the first visit. Calls of one address are counted together.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SlowDownAttribute : Attribute;

/// <summary>Bounds guesses per address; the bound per account is <see cref="LowCode.People.SignIn"/>'s own.</summary>
public static class SlowDownSetup
{
    public static WebApplicationBuilder AddSlowDown(this WebApplicationBuilder builder)
    {
        builder.Services.AddRateLimiter(options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.OnRejected = async (context, _) =>
            {
                context.HttpContext.Response.Headers.RetryAfter = "60";
                await ApiResults.WriteProblemAsync(context.HttpContext, new Refusal(ErrorKind.TooMany, "http.too_many", "Too many tries from this address; wait a minute."));
            };
            options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
            {
                var perMinute = context.RequestServices.GetRequiredService<ProductSettings>().SignInsPerMinute;
                return RateLimitPartition.GetFixedWindowLimiter(context.Connection.RemoteIpAddress?.ToString() ?? "",
                    _ => new FixedWindowRateLimiterOptions { PermitLimit = perMinute, Window = TimeSpan.FromMinutes(1) });
            });
        });
        return builder;
    }

    public static IApplicationBuilder UseSlowDown(this IApplicationBuilder app) => app.UseWhen(
        context => HttpMethods.IsPost(context.Request.Method) && context.GetEndpoint()?.Metadata.GetMetadata<SlowDownAttribute>() is not null,
        guesses => guesses.UseRateLimiter());
}
