using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace LowCode.Browser.Tests.Journeys;

/// <summary>An administrator adds an option to a list that the pack brought, from the field that uses it, and it can be chosen at once.</summary>
public sealed class ChoiceListJourney(CrmDesk desk) : IClassFixture<CrmDesk>
{
    [BrowserFact]
    public async Task An_option_that_is_added_to_a_shared_list_is_chosen_on_a_record()
    {
        await using var chrome = await Chrome.StartAsync(desk.Address);
        var page = await chrome.SignedInAsync(TestHost.AdminEmail);

        await Chrome.GoAsync(page, "designer/forms/lead?field=source");
        await page.GetByTestId("edit-list").ClickAsync();
        await page.WaitForURLAsync(new Regex("/designer/choices/lead_source\\?"));
        await Assertions.Expect(page.GetByTestId("choice-uses")).ToContainTextAsync("线索 › 来源");
        await page.GetByTestId("choice-new").FillAsync("抖音直播");
        await page.GetByTestId("choice-new").PressAsync("Enter");
        await Assertions.Expect(page.Locator(".choice-line[data-choice=option_1] [lang=zh-CN]")).ToHaveValueAsync("抖音直播");
        await page.GetByTestId("publish").ClickAsync();
        await page.GetByTestId("publish-confirm").ClickAsync();
        await Assertions.Expect(page.GetByTestId("draft-state")).ToContainTextAsync("已发布第 2 版");
        await Chrome.ShotAsync(page, "choice-list");

        // Back where one came from: the field shows it.
        await page.Locator(".desk-bar > a").First.ClickAsync();
        await page.WaitForURLAsync(new Regex("/designer/forms/lead\\?field=source"));
        await Assertions.Expect(page.Locator(".choice-shown")).ToContainTextAsync("抖音直播");

        await Chrome.GoAsync(page, "apps/crm/forms/lead/new");
        await page.Locator("[data-field=company] input").FillAsync("珠江传媒");
        await page.Locator("[data-field=contact] input").FillAsync("赵敏");
        await page.Locator("[data-field=phone] input").FillAsync("13955557777");
        await Chrome.ChooseAsync(page.Locator("[data-field=source]").GetByRole(AriaRole.Combobox), "抖音直播");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存", Exact = true }).ClickAsync();
        await page.WaitForURLAsync(new Regex("/forms/lead/\\d+$"));
        await Chrome.GoAsync(page, "apps/crm/forms/lead?group=source");
        await Assertions.Expect(page.GetByRole(AriaRole.Grid, new() { Name = "线索" })).ToContainTextAsync("抖音直播");
    }
}
