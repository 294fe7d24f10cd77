using LowCode.Packs;
using LowCode.People;
using LowCode.Runtime.Hosting;

namespace LowCode.Runtime.Packs;

/// <summary><c>/api/packs</c>: the shelf, plans, installing, sample data.</summary>
public static class PacksApi
{
    private const long MaxZipBytes = 10 * 1024 * 1024;

    public static WebApplicationBuilder AddPacks(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(new PackShelf(Path.Combine(AppContext.BaseDirectory, "templates")));
        builder.Services.AddSingleton<PackInstaller>().AddSingleton<PackSamples>().AddSingleton<PackExport>();
        return builder;
    }

    public static WebApplication MapPacks(this WebApplication app)
    {
        var api = app.MapGroup("/api/packs").WithTags("Packs");
        api.MapGet("", (Caller caller, PackShelf shelf, PackInstaller installer) => installer.Installed(caller).ToResult(installed => new
        {
            items = shelf.All().Select(pack => new { pack.Manifest, installed = installed.FirstOrDefault(each => each.Key == pack.Manifest.Key), samples = pack.Samples.Count }),
        })).WithSummary("The packs on the shelf, and which are installed.");
        api.MapPost("/{key}/plan", (string key, Caller caller, PackShelf shelf, PackInstaller installer) => shelf.Find(key) is { Ok: true } pack ? installer.Plan(caller, pack.Value).ToResult() : ApiResults.Problem(shelf.Find(key).Refusal!))
            .WithSummary("What installing a pack would do.");
        api.MapPost("/{key}/install", async (string key, Caller caller, PackShelf shelf, PackInstaller installer, CancellationToken cancel) =>
            shelf.Find(key) is { Ok: true } pack ? (await installer.InstallAsync(caller, pack.Value, cancel)).ToResult() : ApiResults.Problem(shelf.Find(key).Refusal!)).WithSummary("Install or upgrade a pack, in one transaction.");
        api.MapPost("/{key}/sample", async (string key, Caller caller, PackShelf shelf, PackSamples samples, CancellationToken cancel) =>
            shelf.Find(key) is { Ok: true } pack ? (await samples.AddAsync(caller, pack.Value, cancel)).ToResult(count => new { count }) : ApiResults.Problem(shelf.Find(key).Refusal!)).WithSummary("Bring in a pack's sample data.");
        api.MapDelete("/{key}/sample", async (string key, Caller caller, PackSamples samples, CancellationToken cancel) => (await samples.RemoveAsync(caller, key, cancel)).ToResult(count => new { count }))
            .WithSummary("Take a pack's sample data away.");
        api.MapPost("/upload/plan", (HttpRequest request, Caller caller, PackInstaller installer) => WithUploadAsync(request, pack => Task.FromResult(installer.Plan(caller, pack)))).WithSummary("What installing an uploaded ZIP would do.");
        api.MapPost("/upload/install", (HttpRequest request, Caller caller, PackInstaller installer, CancellationToken cancel) => WithUploadAsync(request, pack => installer.InstallAsync(caller, pack, cancel))).WithSummary("Install a pack from an uploaded ZIP.");
        app.MapGet("/api/apps/{key}/export", (string key, Caller caller, PackExport export) =>
        {
            var zip = export.Zip(caller, key);
            return zip.Ok ? Results.File(zip.Value, "application/zip", $"{key}.zip") : ApiResults.Problem(zip.Refusal!);
        })
            .WithTags("Packs").WithSummary("An app as a pack: a ZIP that is the same for the same app.");
        return app;
    }

    // The body is the ZIP itself (application/zip); read into memory within the limit, because a ZIP is read from its end.
    private static async Task<IResult> WithUploadAsync(HttpRequest request, Func<Pack, Task<Outcome<PackPlan>>> act)
    {
        if (request.ContentLength > MaxZipBytes)
            return ApiResults.Problem(PackErrors.TooLarge);
        using var zip = new MemoryStream();
        var buffer = new byte[81920];
        for (int read; (read = await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted)) > 0;)
        {
            if (zip.Length + read > MaxZipBytes)
                return ApiResults.Problem(PackErrors.TooLarge);
            zip.Write(buffer, 0, read);
        }
        zip.Position = 0;
        var pack = PackReader.FromZip(zip);
        return pack.Ok ? (await act(pack.Value)).ToResult() : ApiResults.Problem(pack.Refusal!);
    }
}
