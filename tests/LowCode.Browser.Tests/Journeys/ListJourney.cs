using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace LowCode.Browser.Tests.Journeys;

/// <summary>A list worked with the keyboard alone.</summary>
public sealed class ListJourney(CrmDesk host) : IClassFixture<CrmDesk>
{
    [BrowserFact]
    public async Task A_list_is_worked_with_the_keyboard_alone()
    {
        await using var chrome = await Chrome.StartAsync(host.Address);
        var page = await chrome.SignedInAsync(TestHost.AdminEmail);
        await Chrome.GoAsync(page, "apps/crm/forms/lead");
        var grid = page.GetByRole(AriaRole.Grid);
        await Assertions.Expect(grid.GetByRole(AriaRole.Link, new() { Name = CrmDesk.Companies[0] })).ToBeVisibleAsync();
        var companies = await grid.Locator(".row-title").AllInnerTextsAsync();
        await Assertions.Expect(Cursor(page)).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("/");
        await Assertions.Expect(page.GetByRole(AriaRole.Searchbox, new() { Name = "搜索", Exact = true })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(Cursor(page)).ToContainTextAsync(companies[0]);
        await Assertions.Expect(page.Locator(".grid-frame .inlet")).ToBeFocusedAsync();

        // Beside the list, and on through it.
        await page.Keyboard.PressAsync("Control+Enter");
        var peek = page.Locator("[data-peek]");
        await Assertions.Expect(peek.GetByRole(AriaRole.Heading, new() { Name = companies[0] })).ToBeVisibleAsync();
        await page.WaitForURLAsync(new Regex("peek=\\d+"));
        await page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(peek.GetByRole(AriaRole.Heading, new() { Name = companies[1] })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("k");
        await Assertions.Expect(peek.GetByRole(AriaRole.Heading, new() { Name = companies[0] })).ToBeVisibleAsync();
        await Chrome.ShotAsync(page, "20-peek");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(peek).ToHaveCountAsync(0);

        // Opened with the mouse, the keyboard goes on from there.
        await grid.Locator("[data-row='1']").HoverAsync();
        await grid.Locator("[data-row='1'] .row-open").ClickAsync();
        await Assertions.Expect(peek.GetByRole(AriaRole.Heading, new() { Name = companies[1] })).ToBeVisibleAsync();
        await Assertions.Expect(Cursor(page)).ToContainTextAsync(companies[1]);
        await page.Keyboard.PressAsync("k");
        await Assertions.Expect(peek.GetByRole(AriaRole.Heading, new() { Name = companies[0] })).ToBeVisibleAsync();
        await Assertions.Expect(Cursor(page)).ToContainTextAsync(companies[0]);
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(peek).ToHaveCountAsync(0);

        // A cell by typing; what the rules refuse is said at the cell.
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.TypeAsync("Qian");
        await Assertions.Expect(grid.Locator(".is-editing input")).ToHaveValueAsync("Qian");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Cell(grid, 0, 2)).ToHaveTextAsync("Qian");
        await page.Keyboard.PressAsync("ArrowUp");
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.TypeAsync("12");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(grid.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await Chrome.ShotAsync(page, "21-refused");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(grid.Locator(".is-editing")).ToHaveCountAsync(0);

        // Esc in the bar of what is selected leaves it, and the rows have the keyboard again.
        await page.Keyboard.PressAsync("Control+a");
        await page.GetByRole(AriaRole.Button, new() { Name = "批量修改" }).FocusAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator(".batch-bar")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator(".grid-frame .inlet")).ToBeFocusedAsync();

        // Marked rows are selected together.
        await page.Keyboard.PressAsync("Control+Home");
        await page.Keyboard.PressAsync("Shift+ArrowDown");
        await page.Keyboard.PressAsync(" ");
        await Assertions.Expect(page.Locator(".batch-bar")).ToContainTextAsync("已选 2 条");
        await page.Keyboard.PressAsync(" ");
        await Assertions.Expect(page.Locator(".batch-bar")).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("Escape");

        // Many at once, and all of it back.
        await page.Keyboard.PressAsync("Control+a");
        await Assertions.Expect(page.Locator(".batch-bar")).ToContainTextAsync($"已选 {companies.Count} 条");
        await page.GetByRole(AriaRole.Button, new() { Name = "批量修改" }).PressAsync("Enter");
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("修改哪个字段").FillAsync("联系人");
        await page.Keyboard.PressAsync("Enter");
        await dialog.GetByLabel("改为").FillAsync("李强");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "修改" }).PressAsync("Enter");
        await Assertions.Expect(page.GetByText($"已修改 {companies.Count} 条")).ToBeVisibleAsync();
        await Assertions.Expect(Cell(grid, 1, 2)).ToHaveTextAsync("李强");
        await Chrome.ShotAsync(page, "22-batch");
        await grid.FocusAsync();
        await page.Keyboard.PressAsync("Control+z");
        await Assertions.Expect(Cell(grid, 0, 2)).ToHaveTextAsync("Qian");
    }

    private static ILocator Cursor(IPage page) => page.Locator("[role=gridcell][data-cursor]");

    private static ILocator Cell(ILocator grid, int row, int column) => grid.Locator($"[data-row='{row}'] > [role=gridcell]").Nth(column);
}
