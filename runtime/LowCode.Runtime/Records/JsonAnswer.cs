using System.Text.Json;

namespace LowCode.Runtime.Records;

/// <summary>An answer that is written straight into the response, without an object in between.</summary>
internal sealed class JsonAnswer(Action<Utf8JsonWriter> write, int status = 200, long? version = null, string? location = null) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType = "application/json; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        if (version is { } number)
            response.Headers.ETag = RecordVersions.Tag(number);
        if (location is not null)
            response.Headers.Location = location;
        await using (var writer = new Utf8JsonWriter(response.BodyWriter, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            write(writer);
        await response.BodyWriter.FlushAsync(httpContext.RequestAborted);
    }
}

/// <summary>Versions as entity tags: <c>ETag: "7"</c>, <c>If-Match: "7"</c>.</summary>
internal static class RecordVersions
{
    public static string Tag(long version) => $"\"{version.ToString(System.Globalization.CultureInfo.InvariantCulture)}\"";

    /// <summary>The version that the request demands; null for none or <c>*</c>.</summary>
    public static long? Demanded(HttpContext context)
    {
        var match = context.Request.Headers.IfMatch.ToString().Trim();
        if (match.Length == 0 || match == "*")
            return null;
        if (match.StartsWith("W/", StringComparison.Ordinal))
            match = match[2..];
        return long.TryParse(match.Trim('"'), out var version) && version > 0
            ? version
            : throw new RefusedException(ErrorKind.Malformed, "http.ifMatch", "If-Match takes the record's ETag, such as \"7\".");
    }
}
