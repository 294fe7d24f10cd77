using Microsoft.Playwright;

namespace LowCode.Browser.Tests.Conventions;

[Collection("browser")]
public class AccessibilityTests(Browser browser) : BrowserTest(browser)
{
    [BrowserFact]
    public Task The_components_have_no_finding_in_light() => CheckAsync(1280, ColorScheme.Light);

    [BrowserFact]
    public Task The_components_have_no_finding_in_dark() => CheckAsync(1280, ColorScheme.Dark);

    [BrowserFact]
    public Task The_components_have_no_finding_on_a_phone() => CheckAsync(390, ColorScheme.Light);

    [BrowserFact]
    public async Task Open_windows_have_no_finding()
    {
        var page = await Browser.OpenAsync("design", language: "en");

        await page.Locator(".sheet[data-theme=light]").GetByRole(AriaRole.Button, new() { Name = "Edit customer" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Combobox).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Listbox)).ToBeVisibleAsync();
        await Axe.ExpectNothingAsync(page);

        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.GetByRole(AriaRole.Listbox)).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("Control+k");
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Search" })).ToBeVisibleAsync();
        await Axe.ExpectNothingAsync(page);
    }

    private async Task CheckAsync(int width, ColorScheme theme)
    {
        var page = await Browser.OpenAsync("design", width, theme: theme);

        await Axe.ExpectNothingAsync(page);
        Assert.Equal(0, await page.EvaluateAsync<int>("() => Math.max(0, document.documentElement.scrollWidth - innerWidth)"));
    }
}
