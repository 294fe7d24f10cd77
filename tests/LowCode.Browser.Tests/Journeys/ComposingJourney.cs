using Microsoft.Playwright;

namespace LowCode.Browser.Tests.Journeys;

/// <summary>People who write Chinese: an input method composes from the first key, also where the field is still on its way.</summary>
public sealed class ComposingJourney(SlowDesk host) : IClassFixture<SlowDesk>
{
    [BrowserFact]
    public async Task What_an_input_method_composes_is_in_the_cell_that_was_meant()
    {
        foreach (var roundTrip in (int[])[0, 200])
        {
            using var line = new SlowLine(host.Address, TimeSpan.FromMilliseconds(roundTrip / 2.0));
            await using var chrome = await Chrome.StartAsync(line.Address);
            var page = await chrome.SignedInAsync(TestHost.AdminEmail);
            await host.FillAsync();
            var pen = await Pen.TakeAsync(page);
            await CellsAsync(page, pen);
            await RowsAsync(page, pen);
        }
    }

    private static async Task CellsAsync(IPage page, Pen pen)
    {
        await Chrome.GoAsync(page, "apps/shop/forms/order");
        var grid = page.GetByRole(AriaRole.Grid);
        await Assertions.Expect(grid.Locator("[data-cursor]")).ToHaveCountAsync(1);
        await grid.FocusAsync();
        var keyboard = page.Locator(".grid-frame .inlet");
        await Assertions.Expect(keyboard).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        // a screen reader is told of the cell
        ILocator Cell(int row, int column) => grid.Locator($"[data-row='{row}'] > [role=gridcell]").Nth(column);
        await Assertions.Expect(keyboard).ToHaveAttributeAsync("aria-activedescendant", (await Cell(0, 2).GetAttributeAsync("id"))!);

        // Seen over the cell while it is composed; down by Enter, and the next begins while the one before is being saved.
        await pen.BeginAsync("ni", "你hao");
        await Assertions.Expect(keyboard).ToHaveCSSAsync("opacity", "1");
        await Assertions.Expect(keyboard).ToHaveValueAsync("你hao");
        await pen.EndAsync("你好");
        await page.Keyboard.PressAsync("Enter");
        await pen.WriteAsync("世界");
        await page.Keyboard.PressAsync("Enter");

        // The editor comes in the middle of a word that was begun behind a letter; two words one after the other; then the next cell by Tab, a choice.
        await page.Keyboard.TypeAsync("A");
        await pen.BeginAsync("ce", "ce shi");
        await Assertions.Expect(grid.Locator(".is-editing")).ToHaveCountAsync(1);
        await pen.EndAsync("测试");
        await pen.WriteAsync("公司");
        await page.Keyboard.PressAsync("Tab");
        await pen.WriteAsync("免");
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(Cell(0, 2)).ToHaveTextAsync("你好");
        await Assertions.Expect(Cell(1, 2)).ToHaveTextAsync("世界");
        await Assertions.Expect(Cell(2, 2)).ToHaveTextAsync("A测试公司");
        await Assertions.Expect(Cell(2, 3)).ToHaveTextAsync("免收");
        await Assertions.Expect(grid.Locator(".is-editing")).ToHaveCountAsync(0);

        // Thought better of: nothing is opened, and nothing of it is left for the next word.
        await pen.BeginAsync("bu");
        await pen.EndAsync("");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("ArrowLeft");
        await pen.WriteAsync("好");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Cell(3, 2)).ToHaveTextAsync("好");
        await Assertions.Expect(keyboard).ToBeFocusedAsync();
    }

    private static async Task RowsAsync(IPage page, Pen pen)
    {
        await Chrome.GoAsync(page, "apps/shop/forms/order/new");
        var rows = page.Locator("[data-field=items]");
        await rows.GetByRole(AriaRole.Button, new() { Name = "添加一行" }).ClickAsync();
        // the first is composed before its row is here; the second is begun meanwhile, or while its own row comes
        await pen.WriteAsync("螺丝");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("12");
        await page.Keyboard.PressAsync("Enter");
        await pen.BeginAsync("luo", "luo mu");
        ILocator Cell(int row, int column) => rows.Locator($"tr[data-row='{row}'] td[data-col='{column}'] input");
        await Assertions.Expect(Cell(0, 0)).ToHaveCountAsync(1);
        await pen.EndAsync("螺母");
        await Assertions.Expect(Cell(1, 0)).ToBeFocusedAsync();
        await Assertions.Expect(Cell(0, 0)).ToHaveValueAsync("螺丝");
        await Assertions.Expect(Cell(0, 1)).ToHaveValueAsync("12");
        await Assertions.Expect(Cell(1, 0)).ToHaveValueAsync("螺母");
        await Assertions.Expect(page.Locator(".inlet")).ToHaveCountAsync(0);
    }
}

/// <summary>An input method: what is being composed stands in the field, until a word is chosen for it.</summary>
public sealed class Pen
{
    private readonly ICDPSession _browser;

    private Pen(ICDPSession browser) => _browser = browser;

    public static async Task<Pen> TakeAsync(IPage page) => new(await page.Context.NewCDPSessionAsync(page));

    public async Task WriteAsync(string text)
    {
        await BeginAsync(text);
        await EndAsync(text);
    }

    public async Task BeginAsync(params string[] steps)
    {
        foreach (var step in steps)
        {
            // the key itself is the input method's
            await _browser.SendAsync("Input.dispatchKeyEvent", new() { ["type"] = "rawKeyDown", ["key"] = "Process", ["windowsVirtualKeyCode"] = 229 });
            await _browser.SendAsync("Input.imeSetComposition", new() { ["text"] = step, ["selectionStart"] = step.Length, ["selectionEnd"] = step.Length });
        }
    }

    /// <summary>The Enter that is the input method's, not the page's.</summary>
    public Task EnterAsync() => _browser.SendAsync("Input.dispatchKeyEvent", new() { ["type"] = "rawKeyDown", ["key"] = "Enter", ["windowsVirtualKeyCode"] = 229 });

    public async Task EndAsync(string text)
    {
        if (text.Length == 0)
            await _browser.SendAsync("Input.imeSetComposition", new() { ["text"] = "", ["selectionStart"] = 0, ["selectionEnd"] = 0 });
        else
            await _browser.SendAsync("Input.insertText", new() { ["text"] = text });
    }
}
