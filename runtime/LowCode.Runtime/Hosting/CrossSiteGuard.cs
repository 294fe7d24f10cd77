namespace LowCode.Runtime.Hosting;

/// <summary>
/// Refuses what another site makes a browser send: whatever changes something, and the screens' hub. Pages with forms have
/// antiforgery tokens besides; programs with a bearer token send no Origin and pass.
/// </summary>
public static class CrossSiteGuard
{
    public static IApplicationBuilder UseCrossSiteGuard(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var request = context.Request;
        var isHub = request.Path.StartsWithSegments("/_blazor", StringComparison.OrdinalIgnoreCase);
        var changes = !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method));
        if (!(isHub || changes) || !IsForeign(request))
            return next(context);

        return ApiResults.WriteProblemAsync(context, new Refusal(ErrorKind.Forbidden, "http.cross_site", "This request comes from another site."));
    });

    private static bool IsForeign(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site is "cross-site" or "same-site")
            return true;
        var origin = request.Headers.Origin.ToString();
        if (origin.Length == 0)
            return false;
        return !Uri.TryCreate(origin, UriKind.Absolute, out var from) || !string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase)
            && !(from.IsDefaultPort && string.Equals($"{from.Host}:{from.Port}", request.Host.Value, StringComparison.OrdinalIgnoreCase));
    }
}
