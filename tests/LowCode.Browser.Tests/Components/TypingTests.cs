using Microsoft.Playwright;

namespace LowCode.Browser.Tests.Components;

[Collection("browser")]
public class TypingTests(Browser browser) : BrowserTest(browser)
{
    private const string Text = "abcdefghij0123456789klmnop";

    [BrowserFact]
    public async Task What_is_typed_as_soon_as_a_page_stands_stays_in_its_field()
    {
        using var line = new SlowLine(Browser.Address, TimeSpan.FromMilliseconds(400));
        var page = await Browser.OpenAsync("design", language: "en", through: line.Address);
        var field = page.Locator(".sheet[data-theme=light]").GetByLabel("Customer name").First;

        // longer than a round trip: nothing that the server says meanwhile may take the focus away
        await field.PressSequentiallyAsync(Text, new() { Delay = 60 });

        await Assertions.Expect(field).ToHaveValueAsync(Text);
        await Assertions.Expect(field).ToBeFocusedAsync();
    }

    [BrowserFact]
    public async Task Moving_to_another_page_moves_the_focus_to_its_heading()
    {
        var page = await Browser.OpenAsync("design", language: "en");
        await page.Locator(".rail").GetByRole(AriaRole.Link).First.ClickAsync();
        await Assertions.Expect(page.Locator("main h1")).ToBeFocusedAsync();
    }

    [BrowserFact]
    public async Task No_keystroke_is_lost_on_a_line_with_200_ms_round_trip()
    {
        using var line = new SlowLine(Browser.Address, TimeSpan.FromMilliseconds(100));
        var page = await Browser.OpenAsync("design", language: "en", through: line.Address);
        var sheet = page.Locator(".sheet[data-theme=light]");

        foreach (var label in (string[])["Customer name", "Notes"])
        {
            var field = sheet.GetByLabel(label, new() { Exact = label == "Notes" }).First;
            await field.PressSequentiallyAsync(Text, new() { Delay = 20 });

            // the same value is drawn twice; when the other copy has it, the server has it and has answered
            await Assertions.Expect(page.Locator(".sheet[data-theme=dark]").GetByLabel(label, new() { Exact = label == "Notes" }).First).ToHaveValueAsync(Text);
            await Assertions.Expect(field).ToHaveValueAsync(Text);
        }

        var amount = sheet.GetByLabel("Contract amount");
        await amount.FillAsync("");
        await amount.PressSequentiallyAsync("123456789012345", new() { Delay = 20 });
        await amount.BlurAsync();
        await Assertions.Expect(amount).ToHaveValueAsync("123,456,789,012,345.00");

        var owner = sheet.GetByLabel("Owner");
        await owner.ClickAsync();
        await owner.PressSequentiallyAsync("ouyang", new() { Delay = 20 });
        await Assertions.Expect(page.GetByRole(AriaRole.Listbox).GetByRole(AriaRole.Option)).ToHaveCountAsync(1);
        await Assertions.Expect(owner).ToHaveValueAsync("ouyang");
        await owner.PressAsync("Escape");

        // Enter waits for the answer to what was typed: the first of the older list is somebody else.
        await owner.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Listbox).GetByRole(AriaRole.Option)).ToHaveCountAsync(4);
        await owner.PressSequentiallyAsync("ouyang");
        await owner.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Listbox)).ToHaveCountAsync(0);
        await Assertions.Expect(owner).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("Ouyang"));
    }
}
