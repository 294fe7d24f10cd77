using Microsoft.Playwright;

namespace LowCode.Browser.Tests;

/// <summary>All browser tests share one product and one browser: name it by <c>[Collection("browser")]</c>.</summary>
[CollectionDefinition("browser")]
public sealed class BrowserCollection : ICollectionFixture<Browser>;

/// <summary>The running product and a browser in which the administrator is signed in.</summary>
public sealed class Browser : TestHost
{
    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;
    private string _signedIn = "";

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        if (!File.Exists(BrowserFactAttribute.Chromium)) return;
        Assertions.SetDefaultExpectTimeout(20_000);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = BrowserFactAttribute.Chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        var context = await _browser.NewContextAsync(new() { BaseURL = Address.ToString() });
        var page = await context.NewPageAsync();
        await page.GotoAsync("sign-in");
        await page.FillAsync("[name='Form.Email']", AdminEmail);
        await page.FillAsync("[name='Form.Password']", Password);
        await page.ClickAsync("button[type=submit].btn-primary");
        await page.WaitForURLAsync(url => !url.Contains("sign-in", StringComparison.Ordinal));
        _signedIn = await context.StorageStateAsync();
        await context.CloseAsync();
    }

    public override async Task DisposeAsync()
    {
        if (_browser is not null) await _browser.CloseAsync();
        _playwright?.Dispose();
        await base.DisposeAsync();
    }

    /// <summary>Opens a page as the administrator and waits until its circuit has drawn it. <paramref name="through"/> is another address of the same product.</summary>
    public async Task<IPage> OpenAsync(string path, int width = 1280, string language = "zh-CN", ColorScheme theme = ColorScheme.Light, Uri? through = null)
    {
        var context = await _browser.NewContextAsync(new() { BaseURL = (through ?? Address).ToString(), StorageState = _signedIn, ColorScheme = theme, ViewportSize = new() { Width = width, Height = 860 } });
        await context.AddCookiesAsync([new() { Name = ".AspNetCore.Culture", Value = Uri.EscapeDataString($"c={language}|uic={language}"), Domain = Address.Host, Path = "/" }]);
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(60_000);
        await page.GotoAsync(path);
        await page.WaitForSelectorAsync(".shell[data-live]");
        return page;
    }
}
