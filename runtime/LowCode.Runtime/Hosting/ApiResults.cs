using System.Diagnostics;
using System.Text.Json;

namespace LowCode.Runtime.Hosting;

/// <summary>Turns what an entry point answers into HTTP: values into JSON, refusals into RFC 9457 problems.</summary>
public static class ApiResults
{
    /// <summary>200 with the value; 204 for <see cref="Nothing"/>; else the problem.</summary>
    public static IResult ToResult<T>(this Outcome<T> outcome) =>
        outcome.Refusal is { } refusal ? Problem(refusal)
        : outcome.Value is Nothing ? Results.NoContent()
        : Results.Ok(outcome.Value);

    /// <summary>200 with what <paramref name="shape"/> makes of the value; else the problem.</summary>
    public static IResult ToResult<T, TBody>(this Outcome<T> outcome, Func<T, TBody> shape) =>
        outcome.Refusal is { } refusal ? Problem(refusal) : Results.Ok(shape(outcome.Value));

    /// <summary>201 with the value and where it now is; else the problem.</summary>
    public static IResult ToCreated<T>(this Outcome<T> outcome, Func<T, string> location) =>
        outcome.Refusal is { } refusal ? Problem(refusal) : Results.Created(location(outcome.Value), outcome.Value);

    /// <summary>The problem for a refusal.</summary>
    public static IResult Problem(Refusal refusal) => new ProblemResult(refusal);

    /// <summary>The problem for a single reason.</summary>
    public static IResult Problem(ErrorKind kind, string code, string message, string? path = null) => Problem(new Refusal(kind, code, message, path));

    /// <summary>Writes a problem to the response: <c>{title, status, code, errors: [{path, code, message, values}], traceId}</c>.</summary>
    public static Task WriteProblemAsync(HttpContext context, Refusal refusal)
    {
        var status = (int)refusal.Kind;
        return WriteProblemAsync(context, status, refusal.Errors);
    }

    /// <summary>As above for a status that no refusal has (500, 503).</summary>
    public static async Task WriteProblemAsync(HttpContext context, int status, IReadOnlyList<Error> errors)
    {
        context.Response.StatusCode = status;
        context.Response.Headers.CacheControl = "no-store";
        var body = new
        {
            title = Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status),
            status,
            code = errors.Count > 0 ? errors[0].Code : "http.error",
            errors = errors.Select(error => new { path = error.Path, code = error.Code, message = error.Message, values = error.Values }),
            traceId = TraceIdOf(context),
        };
        await context.Response.WriteAsJsonAsync(body, JsonSerializerOptions.Web, "application/problem+json", context.RequestAborted);
    }

    /// <summary>What the person tells the administrator, and what the log shows beside the cause.</summary>
    public static string TraceIdOf(HttpContext context) => Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier;

    private sealed class ProblemResult(Refusal refusal) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => WriteProblemAsync(httpContext, refusal);
    }
}
