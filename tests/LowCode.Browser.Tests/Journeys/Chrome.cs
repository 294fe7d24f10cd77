using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace LowCode.Browser.Tests.Journeys;

/// <summary>
/// The windows of one test, in the browser that all share. With the environment variable <c>LOWCODE_SHOTS</c> naming a folder, <see cref="ShotAsync"/> leaves pictures there;
/// with <c>LOWCODE_LINE</c> every window's line takes that many milliseconds each way, which shows a test that is quicker than the page.
/// </summary>
public sealed class Chrome : IAsyncDisposable
{
    // Starting a browser takes the machine seconds; what windows know of each other (cookies, storage, cache) is kept apart by their contexts. It ends with the process.
    private static readonly Lazy<Task<IBrowser>> Shared = new(LaunchAsync);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly int Line = int.TryParse(Environment.GetEnvironmentVariable("LOWCODE_LINE"), out var each) ? each : 0;

    private readonly IBrowser _browser;
    private readonly Uri _product;
    private readonly SlowLine? _line;
    private readonly List<IBrowserContext> _contexts = [];

    private Chrome(IBrowser browser, Uri product)
    {
        _line = Line > 0 ? new SlowLine(product, TimeSpan.FromMilliseconds(Line)) : null;
        (_browser, _product) = (browser, _line?.Address ?? product);
    }

    public static async Task<Chrome> StartAsync(Uri product) => new(await Shared.Value, product);

    private static async Task<IBrowser> LaunchAsync()
    {
        Assertions.SetDefaultExpectTimeout(30_000);
        var playwright = await Playwright.CreateAsync();
        return await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = BrowserFactAttribute.Chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    /// <summary>A context of these options, which ends with the test.</summary>
    public async Task<IBrowserContext> ContextAsync(BrowserNewContextOptions options)
    {
        options.BaseURL ??= _product.ToString();
        var context = await _browser.NewContextAsync(options);
        _contexts.Add(context);
        return context;
    }

    /// <summary>A window in Chinese in which nobody is signed in.</summary>
    public async Task<IPage> WindowAsync(int width = 1280)
    {
        var context = await ContextAsync(new() { Locale = "zh-CN", ColorScheme = ColorScheme.Light, ViewportSize = new() { Width = width, Height = 860 } });
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(30_000);
        return page;
    }

    /// <summary>A window in which a person has signed in through the page for it.</summary>
    public async Task<IPage> SignedInAsync(string email, int width = 1280)
    {
        var page = await WindowAsync(width);
        await page.GotoAsync("sign-in");
        await page.FillAsync("[name='Form.Email']", email);
        await page.FillAsync("[name='Form.Password']", TestHost.Password);
        await page.ClickAsync("button[type=submit].btn-primary");
        await page.WaitForSelectorAsync(".shell[data-live]");
        return page;
    }

    /// <summary>Opens an address and waits until it can be worked with.</summary>
    public static async Task GoAsync(IPage page, string path)
    {
        await page.GotoAsync(path);
        await page.WaitForSelectorAsync(".shell[data-live]");
    }

    /// <summary>Types into a drop-down, waits for what is found for it, and chooses the option of this name, or the only one that begins with it.</summary>
    public static async Task ChooseAsync(ILocator box, string option)
    {
        await box.ClickAsync();
        await box.FillAsync(option);
        var list = box.Page.Locator($"[role=listbox][data-for='{option}']");
        await list.GetByRole(AriaRole.Option, new() { NameRegex = new($"^{Regex.Escape(option)}(\\b|\\s|$)") }).First.ClickAsync();
        await Assertions.Expect(box).ToHaveAttributeAsync("aria-expanded", "false");
        await Assertions.Expect(box).ToHaveValueAsync(option);
    }

    /// <summary>Gives a field for files one, once the field listens.</summary>
    public static async Task UploadAsync(ILocator field, FilePayload file)
    {
        await field.Page.WaitForFunctionAsync("field => '_blazorInputFileNextFileId' in field", await field.ElementHandleAsync());
        await field.SetInputFilesAsync(file);
    }

    /// <summary>
    /// Drags something onto a point of something else, given in parts of its width and height; slowly, as a hand does. Drawn is not yet draggable, the script comes a
    /// moment later: a hand that has taken nothing takes once more.
    /// </summary>
    public static async Task DragAsync(ILocator what, ILocator onto, double across = .5, double down = .5)
    {
        var mouse = what.Page.Mouse;
        for (var taken = false; !taken; await mouse.UpAsync())
        {
            var (from, to) = ((await what.BoundingBoxAsync())!, (await onto.BoundingBoxAsync())!);
            var (x, y) = (to.X + to.Width * (float)across, to.Y + to.Height * (float)down);
            await mouse.MoveAsync(from.X + 20, from.Y + from.Height / 2);
            await mouse.DownAsync();
            await mouse.MoveAsync(x, y, new() { Steps = 40 });
            await mouse.MoveAsync(x + 4, y + 2, new() { Steps = 60 });
            taken = await what.Page.Locator(".is-dragging, [data-dragging]").CountAsync() > 0;
        }
    }

    /// <summary>Looks at the page that is open, in Chinese, as this role or person.</summary>
    public static async Task LookAsync(IPage page, string whom)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Admin", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "以他人身份查看" }).ClickAsync();
        await ChooseAsync(page.GetByLabel("成员或角色"), whom);
        await page.GetByTestId("view-as-begin").ClickAsync();
        await page.WaitForSelectorAsync(".shell.is-looking[data-live]");
    }

    public static async Task ShotAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("LOWCODE_SHOTS") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png") });
    }

    public async ValueTask DisposeAsync()
    {
        await CloseWindowsAsync();
        _line?.Dispose();
    }

    public async Task CloseWindowsAsync()
    {
        foreach (var context in _contexts)
        {
            try
            {
                await context.CloseAsync().WaitAsync(Patience);
            }
            catch (TimeoutException)
            {
                // A window that goes elsewhere at this very moment can keep its context open for ever; it ends with the browser.
            }
        }
        _contexts.Clear();
    }
}
