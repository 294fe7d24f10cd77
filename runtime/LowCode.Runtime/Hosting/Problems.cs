using System.Text.Json;
using LowCode.Records;

namespace LowCode.Runtime.Hosting;

/// <summary>Every failure below /api and /hooks leaves as problem+json; what went wrong inside is logged with the trace id and never sent.</summary>
public static class Problems
{
    public static IApplicationBuilder UseProblems(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (!IsApi(context.Request.Path))
        {
            await next(context);
            return;
        }

        try
        {
            await next(context);
            if (context.Response is { HasStarted: false, StatusCode: >= 400, ContentType: null })
                await ApiResults.WriteProblemAsync(context, context.Response.StatusCode, [ForStatus(context.Response.StatusCode)]);
        }
        catch (RefusedException refused) when (!context.Response.HasStarted)
        {
            await ApiResults.WriteProblemAsync(context, refused.Refusal);
        }
        catch (DatabaseAwayException away) when (!context.Response.HasStarted)
        {
            context.Response.Headers.RetryAfter = "5";
            await ApiResults.WriteProblemAsync(context, away.Refusal);
        }
        catch (BadHttpRequestException bad) when (!context.Response.HasStarted)
        {
            await ApiResults.WriteProblemAsync(context, bad.StatusCode, [Malformed(bad)]);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client went away; nobody reads an answer.
        }
        // The host is the one place that may catch everything: a caller gets a problem, the log gets the cause.
#pragma warning disable CA1031
        catch (Exception failure) when (!context.Response.HasStarted)
#pragma warning restore CA1031
        {
            var log = context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(Problems));
            log.LogError(failure, "{Method} {Path} failed, trace {TraceId}", context.Request.Method, context.Request.Path.Value, ApiResults.TraceIdOf(context));
            await ApiResults.WriteProblemAsync(context, 500, [new Error("http.failed", "The server could not do this; tell the administrator the trace id.")]);
        }
    });

    /// <summary>True for paths that programs call, however they are spelled.</summary>
    public static bool IsApi(PathString path)
    {
        var text = (path.Value ?? "").TrimStart('/');
        return Starts(text, "api") || Starts(text, "hooks") || Starts(text, "openapi") || Starts(text, "metrics");
    }

    private static bool Starts(string text, string word) =>
        text.StartsWith(word, StringComparison.OrdinalIgnoreCase) && (text.Length == word.Length || !char.IsLetterOrDigit(text[word.Length]) && text[word.Length] != '-');

    private static Error ForStatus(int status) => status switch
    {
        401 => new("people.unauthenticated", "Sign in first: POST /api/session, or send a token."),
        403 => new("people.forbidden", "You are signed in, but this is not allowed to you."),
        404 => new("http.unknown", "There is nothing at this address."),
        405 => new("http.method", "This address does not take this method."),
        413 => new("http.too_large", "The request is larger than the limit."),
        415 => new("http.media_type", "Send JSON with Content-Type: application/json."),
        429 => new("http.too_many", "Too many requests; wait a minute."),
        _ => new($"http.{status}", "The request could not be handled."),
    };

    private static Error Malformed(BadHttpRequestException bad) =>
        bad.StatusCode == 413 ? ForStatus(413)
        : bad.InnerException is JsonException json ? new Error("http.json", "The body is not the JSON that is expected here.", StrictJson.PathOf(json))
        : new Error("http.malformed", bad.Message);
}
