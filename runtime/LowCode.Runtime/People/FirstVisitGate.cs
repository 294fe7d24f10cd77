using LowCode.People;
using LowCode.Runtime.Hosting;
using Microsoft.AspNetCore.Authorization;

namespace LowCode.Runtime.People;

/// <summary>Sends every page to /setup while there is no administrator, and closes /setup for ever after that.</summary>
public static class FirstVisitGate
{
    private const string Page = "/setup";

    public static IApplicationBuilder UseFirstVisit(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var visit = context.RequestServices.GetRequiredService<FirstVisit>();
        var path = context.Request.Path;
        if (!visit.IsOpen)
        {
            if (!path.StartsWithSegments(Page, StringComparison.OrdinalIgnoreCase))
                return next(context);
            context.Response.Redirect("/");
            return Task.CompletedTask;
        }
        if (context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null && !path.StartsWithSegments("/sign-in", StringComparison.OrdinalIgnoreCase))
            return next(context);
        if (Problems.IsApi(path) || !HttpMethods.IsGet(context.Request.Method))
            return ApiResults.WriteProblemAsync(context, PeopleErrors.SignedOut);
        context.Response.Redirect(Page);
        return Task.CompletedTask;
    });

    /// <summary>Prints where to begin, as long as nobody has.</summary>
    public static void Announce(FirstVisit visit, string address)
    {
        if (!visit.IsOpen)
            return;
        Print(address, visit.Code);
        visit.CodeChanged += code => Print(address, code);
    }

    private static void Print(string address, string code) => Console.WriteLine(
        $"""

          First visit / 首次使用
          Open / 打开:  {address}{Page}
          Code / 代码:  {code}

        """);
}
