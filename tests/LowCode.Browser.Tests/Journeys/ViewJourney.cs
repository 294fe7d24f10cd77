using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace LowCode.Browser.Tests.Journeys;

/// <summary>A view that is adjusted and not saved: what was changed stays through a reload and the way back, and is taken back at a press.</summary>
public sealed class ViewJourney(CrmDesk host) : IClassFixture<CrmDesk>
{
    [BrowserFact]
    public async Task What_was_changed_on_a_view_survives_a_reload_and_is_taken_back_at_a_press()
    {
        await using var chrome = await Chrome.StartAsync(host.Address);
        var page = await chrome.SignedInAsync(TestHost.AdminEmail);
        await Chrome.GoAsync(page, "apps/crm/forms/lead");
        var changed = page.Locator(".view-changed");
        var titles = page.GetByRole(AriaRole.Grid).Locator(".row-title");
        await Assertions.Expect(titles.First).ToBeVisibleAsync();
        var companies = await titles.AllInnerTextsAsync();

        // Under a column, over all records.
        await page.GetByTestId("totals").Locator(".total-cell").First.ClickAsync();
        await page.Locator(":popover-open [role^=menuitem]").Filter(new() { HasText = "已填" }).ClickAsync();
        await Assertions.Expect(page.GetByTestId("totals")).ToContainTextAsync($"已填 {companies.Count}");
        await Assertions.Expect(changed).ToBeVisibleAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("totals="));

        // A search that is typed in one go arrives whole, and its address with it.
        await page.Locator(".list-tools input[type=search]").PressSequentiallyAsync(companies[0]);
        await Assertions.Expect(titles).ToHaveCountAsync(1);
        await Assertions.Expect(page).ToHaveURLAsync(new Regex(Regex.Escape("search=" + Uri.EscapeDataString(companies[0]))));

        await page.ReloadAsync();
        await page.WaitForSelectorAsync(".shell[data-live]");
        await Assertions.Expect(page.Locator(".list-tools input[type=search]")).ToHaveValueAsync(companies[0]);
        await Assertions.Expect(page.GetByTestId("totals")).ToContainTextAsync("已填 1");

        await changed.GetByRole(AriaRole.Button, new() { Name = "还原" }).ClickAsync();
        await Assertions.Expect(titles).ToHaveCountAsync(companies.Count);
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("forms/lead(\\?view=[a-z_]+)?$"));
    }

    [BrowserFact]
    public async Task A_date_is_typed_in_words_or_chosen_by_keyboard()
    {
        await using var chrome = await Chrome.StartAsync(host.Address);
        var page = await chrome.SignedInAsync(TestHost.AdminEmail);
        await Chrome.GoAsync(page, "apps/crm/forms/opportunity/new");
        var field = page.GetByLabel("预计成交日期", new() { Exact = true });

        await field.FillAsync("2027年3月5日");
        await field.BlurAsync();
        await Assertions.Expect(field).ToHaveValueAsync("2027-03-05");

        await field.FocusAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        var calendar = page.GetByRole(AriaRole.Dialog, new() { Name = "选择日期" });
        await Assertions.Expect(calendar.Locator(":focus")).ToHaveTextAsync("5");
        await page.Keyboard.PressAsync("PageDown");
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(field).ToHaveValueAsync("2027-04-06");
        await Assertions.Expect(calendar).ToHaveCountAsync(0);

        await field.FillAsync("不知道");
        await field.BlurAsync();
        await Assertions.Expect(page.GetByText("看不懂这个日期")).ToBeVisibleAsync();
    }
}
