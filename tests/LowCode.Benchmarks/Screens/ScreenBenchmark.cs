using System.Globalization;
using System.IO.Compression;
using LowCode.Catalog;
using LowCode.Measuring;
using LowCode.Packs;
using LowCode.People;
using LowCode.Running;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace LowCode.Screens;

/// <summary>What a person waits for, in a real browser on the same machine: the first visit of a page, a keystroke that a rule answers, and what an open tab costs the server.</summary>
internal static class ScreenBenchmark
{
    private const string Email = "admin@example.com";
    private const string Password = "river stone lamp 7";
    private const string MetricsToken = "bench";
    private const int WarmUp = 8;
    private const int Visits = 7;
    private const int Keystrokes = 60;
    private const int Tabs = 12;

    private const string Question = """
        {"key":"question","app":"crm","label":"Question","titleField":"name","fields":[{"key":"name","type":"text","label":"Name"},{"key":"more","type":"text","label":"More","visibleWhen":"name == \"x\""}]}
        """;

    private static string Chromium => Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium";

    internal static async Task Run(Report report)
    {
        report.Begin("Screens in Chromium, the CRM with its samples");
        if (!File.Exists(Chromium))
        {
            Console.WriteLine($"There is no browser at {Chromium}: set CHROMIUM to one.");
            return;
        }
        var product = new BenchProduct();
        await using var ended = product;
        await SetUpAsync(product);
        await product.CloseAsync();
        using var server = await Child.StartAsync(await Published.ProgramAsync(), [], "/health",
            new Dictionary<string, string> { ["LowCode__DataFolder"] = product.Folder, ["LowCode__MetricsToken"] = MetricsToken });
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"] });
        var signedIn = await SignInAsync(browser, server.Address);

        foreach (var (name, path, ready) in new[]
        {
            ("list page", "apps/crm/forms/lead", ".grid-row"), ("record page", "apps/crm/forms/customer/1", "[data-field]"), ("task centre", "tasks", ".shell[data-live]"),
        })
        {
            if (report.Wants(name))
                await VisitAsync(report, browser, server.Address, signedIn, name, path, ready);
        }
        if (report.Wants("keystroke"))
            await KeystrokeAsync(report, browser, server.Address, signedIn);
        if (report.Wants("circuit"))
            await CircuitsAsync(report, browser, server, signedIn);
    }

    private static async Task SetUpAsync(BenchProduct product)
    {
        var first = product.Services.GetRequiredService<FirstVisit>();
        _ = (await first.CompleteAsync(new FirstVisitRequest(first.Code, "Bench", "Admin", Email, Password), new Origin("127.0.0.1", "bench"))).Value;
        var crm = product.Services.GetRequiredService<PackShelf>().Find("crm").Value;
        _ = (await product.Services.GetRequiredService<PackInstaller>().InstallAsync(BenchProduct.System, crm)).Value;
        _ = (await product.Services.GetRequiredService<PackSamples>().AddAsync(BenchProduct.System, crm)).Value;
        await product.PublishAsync(new DefinitionChange(DefinitionKind.Form, "question", Question));
    }

    private static async Task<string> SignInAsync(IBrowser browser, Uri address)
    {
        await using var context = await browser.NewContextAsync(new() { BaseURL = address.ToString() });
        var page = await context.NewPageAsync();
        await page.GotoAsync("sign-in");
        await page.FillAsync("[name='Form.Email']", Email);
        await page.FillAsync("[name='Form.Password']", Password);
        await page.ClickAsync("button[type=submit].btn-primary");
        await page.WaitForURLAsync(url => !url.Contains("sign-in", StringComparison.Ordinal));
        return await context.StorageStateAsync();
    }

    // Each visit with an empty cache, then once more with a full one; the first ones, which warm the server up, are not counted. The tab is open already, as a person's is.
    private static async Task VisitAsync(Report report, IBrowser browser, Uri address, string signedIn, string name, string path, string ready)
    {
        var (paint, live, bytes) = (new List<double>(), new List<double>(), new List<double>());
        var (paintAgain, liveAgain, bytesAgain) = (new List<double>(), new List<double>(), new List<double>());
        for (var visit = 0; visit < WarmUp + Visits; visit++)
        {
            await using var context = await browser.NewContextAsync(new() { BaseURL = address.ToString(), StorageState = signedIn, ViewportSize = new() { Width = 1360, Height = 860 } });
            var page = await context.NewPageAsync();
            await page.GotoAsync("about:blank");
            await page.WaitForTimeoutAsync(800);
            var transferred = 0.0;
            var network = await context.NewCDPSessionAsync(page);
            await network.SendAsync("Network.enable");
            network.Event("Network.loadingFinished").OnEvent += (_, data) => transferred += data!.Value.GetProperty("encodedDataLength").GetDouble();
            network.Event("Network.webSocketFrameReceived").OnEvent += (_, data) => transferred += Deflated(data!.Value.GetProperty("response").GetProperty("payloadData").GetString()!);
            async Task<double> GoAsync()
            {
                transferred = 0;
                await page.GotoAsync(path);
                await page.WaitForSelectorAsync(".shell[data-live]");
                await page.WaitForSelectorAsync(ready);
                var at = await page.EvaluateAsync<double>("performance.now()");
                await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
                return at;
            }
            Task<double> PaintAsync() => page.EvaluateAsync<double>("performance.getEntriesByName('first-contentful-paint')[0].startTime");
            var first = (Live: await GoAsync(), Paint: await PaintAsync(), Bytes: transferred);
            var next = (Live: await GoAsync(), Paint: await PaintAsync(), Bytes: transferred);
            if (visit < WarmUp)
                continue;
            paint.Add(first.Paint);
            live.Add(first.Live);
            bytes.Add(first.Bytes / 1024);
            paintAgain.Add(next.Paint);
            liveAgain.Add(next.Live);
            bytesAgain.Add(next.Bytes / 1024);
        }
        report.Add($"{name}, first visit with nothing kept: first paint, ms", Sampling.Percentile(paint, 0.5), null, "< 500");
        report.Add("    interactive, ms", Sampling.Percentile(live, 0.5), null, "< 1,000");
        report.Add("    transferred, KB", Sampling.Percentile(bytes, 0.5), null, "< 400");
        report.Add($"{name}, next visit: first paint, ms", Sampling.Percentile(paintAgain, 0.5), null, "< 500");
        report.Add("    interactive, ms", Sampling.Percentile(liveAgain, 0.5), null, "< 1,000");
        report.Add("    transferred, KB", Sampling.Percentile(bytesAgain, 0.5));
    }

    // The browser tells of frames as they were before the connection compressed them.
    private static long Deflated(string frame)
    {
        using var bytes = new MemoryStream();
        using (var deflate = new DeflateStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
            deflate.Write(Convert.FromBase64String(frame));
        return bytes.Length;
    }

    private static async Task KeystrokeAsync(Report report, IBrowser browser, Uri address, string signedIn)
    {
        await using var context = await browser.NewContextAsync(new() { BaseURL = address.ToString(), StorageState = signedIn });
        var page = await context.NewPageAsync();
        await page.GotoAsync("apps/crm/forms/question/new");
        await page.WaitForSelectorAsync(".shell[data-live]");
        await page.Locator("[data-field=name] input").FocusAsync();
        await page.EvaluateAsync("""
            () => {
                let pressed = 0, seen = !!document.querySelector('[data-field=more]');
                window.answers = [];
                addEventListener('keydown', () => pressed = performance.now(), true);
                new MutationObserver(() => {
                    const now = !!document.querySelector('[data-field=more]');
                    if (now !== seen) { seen = now; window.answers.push(performance.now() - pressed); }
                }).observe(document.body, { childList: true, subtree: true });
            }
            """);
        for (var i = 0; i < Keystrokes; i++)
        {
            await page.Keyboard.PressAsync(i % 2 == 0 ? "x" : "Backspace");
            await page.WaitForFunctionAsync($"window.answers.length > {i}");
        }
        var times = (await page.EvaluateAsync<double[]>("window.answers")).Skip(10).ToList();
        report.Add("keystroke that shows or hides a field, median ms", Sampling.Percentile(times, 0.5));
        report.Add("    its 95th percentile, ms", Sampling.Percentile(times, 0.95), null, "< 60");
    }

    // What a tab holds on the server while its person reads: the heap that a full collection leaves, with and without the tabs.
    private static async Task CircuitsAsync(Report report, IBrowser browser, Child server, string signedIn)
    {
        await using var context = await browser.NewContextAsync(new() { BaseURL = server.Address.ToString(), StorageState = signedIn });
        async Task OpenAsync()
        {
            var page = await context.NewPageAsync();
            await page.GotoAsync("apps/crm/forms/lead");
            await page.WaitForSelectorAsync(".shell[data-live]");
            await page.WaitForSelectorAsync(".grid-row");
        }
        for (var i = 0; i < 3; i++)
            await OpenAsync();
        var before = await HeapAsync(server);
        for (var i = 0; i < Tabs; i++)
            await OpenAsync();
        report.Add($"idle circuit on a list of leads, KB ({Tabs} tabs)", (await HeapAsync(server) - before) / Tabs / 1024, null, "< 500");
    }

    private static async Task<double> HeapAsync(Child server)
    {
        using var http = new HttpClient { BaseAddress = server.Address };
        http.DefaultRequestHeaders.Authorization = new("Bearer", MetricsToken);
        await server.CollectAsync();
        const string Heap = "system_runtime_dotnet_gc_last_collection_heap_size";
        var lines = (await http.GetStringAsync(new Uri("/metrics", UriKind.Relative))).Split('\n').Where(line => line.StartsWith(Heap, StringComparison.Ordinal)).ToList();
        return lines.Sum(line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));
    }
}
