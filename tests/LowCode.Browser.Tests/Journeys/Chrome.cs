using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace LowCode.Browser.Tests.Journeys;

/// <summary>A browser of one test's own. With the environment variable <c>LOWCODE_SHOTS</c> naming a folder, <see cref="ShotAsync"/> leaves pictures there.</summary>
public sealed class Chrome : IAsyncDisposable
{
    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private readonly Uri _product;

    private Chrome(IPlaywright playwright, IBrowser browser, Uri product) => (_playwright, _browser, _product) = (playwright, browser, product);

    public static async Task<Chrome> StartAsync(Uri product)
    {
        Assertions.SetDefaultExpectTimeout(30_000);
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = BrowserFactAttribute.Chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        return new Chrome(playwright, browser, product);
    }

    /// <summary>A window in Chinese in which nobody is signed in.</summary>
    public async Task<IPage> WindowAsync(int width = 1280)
    {
        var context = await _browser.NewContextAsync(new() { BaseURL = _product.ToString(), Locale = "zh-CN", ColorScheme = ColorScheme.Light, ViewportSize = new() { Width = width, Height = 860 } });
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

    public static async Task ShotAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("LOWCODE_SHOTS") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png") });
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.CloseAsync();
        _playwright.Dispose();
    }
}
