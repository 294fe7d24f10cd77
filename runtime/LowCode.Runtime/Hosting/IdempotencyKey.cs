namespace LowCode.Runtime.Hosting;

/// <summary>The caller's own name for a request, by which its repetition is told from another one.</summary>
internal static class IdempotencyKey
{
    private const int Longest = 200;

    /// <summary>The header; null when there is none. A longer one is refused: passed over, the request would be done twice.</summary>
    internal static string? Of(HttpContext context) => context.Request.Headers["Idempotency-Key"].ToString() switch
    {
        "" => null,
        { Length: <= Longest } key => key,
        _ => throw new RefusedException(ErrorKind.Malformed, "http.idempotencyKey", $"An Idempotency-Key has at most {Longest} characters."),
    };
}
