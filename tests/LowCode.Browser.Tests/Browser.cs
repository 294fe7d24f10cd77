using LowCode.Browser.Tests.Journeys;
using Microsoft.Playwright;

namespace LowCode.Browser.Tests;

/// <summary>All browser tests share one product and one browser: derive from <see cref="BrowserTest"/> and name it by <c>[Collection("browser")]</c>.</summary>
[CollectionDefinition("browser")]
public sealed class BrowserCollection : ICollectionFixture<Browser>;

/// <summary>A test of the shared product. Its windows close with it: one that nobody looks at any more still draws, and takes the next test's time.</summary>
public abstract class BrowserTest(Browser browser) : IAsyncLifetime
{
    protected Browser Browser => browser;

    public virtual Task InitializeAsync() => Task.CompletedTask;

    public virtual Task DisposeAsync() => browser.CloseWindowsAsync();
}

/// <summary>The running product and a browser in which the administrator is signed in.</summary>
public sealed class Browser : TestHost
{
    private Chrome _chrome = null!;
    private string _signedIn = "";

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        if (!File.Exists(BrowserFactAttribute.Chromium)) return;
        _chrome = await Chrome.StartAsync(Address);
        _signedIn = await (await _chrome.SignedInAsync(AdminEmail)).Context.StorageStateAsync();
    }

    public override async Task DisposeAsync()
    {
        if (_chrome is not null) await _chrome.DisposeAsync();
        await base.DisposeAsync();
    }

    /// <summary>Closes whatever was opened.</summary>
    public Task CloseWindowsAsync() => _chrome.CloseWindowsAsync();

    /// <summary>Opens a page as the administrator and waits until its circuit has drawn it. <paramref name="through"/> is another address of the same product.</summary>
    public async Task<IPage> OpenAsync(string path, int width = 1280, string language = "zh-CN", ColorScheme theme = ColorScheme.Light, Uri? through = null)
    {
        var context = await _chrome.ContextAsync(new() { BaseURL = through?.ToString(), StorageState = _signedIn, ColorScheme = theme, ViewportSize = new() { Width = width, Height = 860 } });
        await context.AddCookiesAsync([new() { Name = ".AspNetCore.Culture", Value = Uri.EscapeDataString($"c={language}|uic={language}"), Domain = Address.Host, Path = "/" }]);
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(60_000);
        await page.GotoAsync(path);
        await page.WaitForSelectorAsync(".shell[data-live]");
        return page;
    }
}
