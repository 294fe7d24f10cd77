using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace LowCode.Browser.Tests.Journeys;

/// <summary>A business user renames an app and arranges its menu.</summary>
public sealed class AppJourney(CrmDesk desk) : IClassFixture<CrmDesk>
{
    [BrowserFact]
    public async Task An_app_gets_a_new_name_and_a_group_that_people_see_in_their_menu()
    {
        await using var chrome = await Chrome.StartAsync(desk.Address);
        var page = await chrome.SignedInAsync(TestHost.AdminEmail);
        await Chrome.GoAsync(page, "apps/crm/forms/lead");
        await page.GetByTestId("edit-app").ClickAsync();
        await page.WaitForURLAsync(new Regex("/designer/apps/crm$"));
        await page.WaitForSelectorAsync("[data-testid=app-menu][data-ready]");

        var name = page.Locator(".desk-right .label-editor input").First;
        await name.FillAsync("销售中心");
        await Assertions.Expect(page.Locator(".am-app")).ToHaveTextAsync("销售中心");

        // The ticket goes into a group of its own, which is named at once and walks up by keys.
        await page.GetByTestId("entry-ticket").GetByRole(AriaRole.Button, new() { Name = "“投诉工单”的操作" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "移到新分组" }).ClickAsync();
        var title = page.Locator(".am-naming input").First;
        await Assertions.Expect(title).ToBeFocusedAsync();
        await title.FillAsync("售后");
        await title.PressAsync("Enter");
        var group = page.Locator(".am-group").Filter(new() { Has = page.GetByTestId("entry-ticket") });
        await Assertions.Expect(group.Locator(".am-title")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Alt+ArrowUp");
        await Assertions.Expect(page.GetByTestId("group-4").Locator(".am-title")).ToHaveTextAsync("售后");

        // A jump within the page, such as past the menu, leaves all as it was, the way back too.
        await page.Locator("a.skip").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(new Regex("#main$"));
        await Assertions.Expect(page.GetByTestId("group-4").Locator(".am-title")).ToHaveTextAsync("售后");
        await Assertions.Expect(page.GetByTestId("undo")).ToBeEnabledAsync();

        // One out of its group: it is with the rest, nothing is lost.
        await page.GetByTestId("entry-pool").Locator("[data-pick]").FocusAsync();
        await page.Keyboard.PressAsync("Delete");
        await Assertions.Expect(page.GetByTestId("rest").GetByTestId("entry-pool")).ToBeVisibleAsync();
        await Chrome.ShotAsync(page, "70-app-designer");

        await page.GetByTestId("publish").ClickAsync();
        await page.GetByTestId("publish-confirm").ClickAsync();
        await Assertions.Expect(page.GetByTestId("draft-state")).ToContainTextAsync("已发布第 2 版");
        // The rail has the new name at once.
        await Assertions.Expect(page.Locator(".rail").GetByRole(AriaRole.Link, new() { Name = "销售中心" })).ToBeVisibleAsync();

        await Chrome.GoAsync(page, "apps/crm/forms/lead");
        await Assertions.Expect(page.Locator(".side-app")).ToContainTextAsync("销售中心");
        await Assertions.Expect(page.Locator(".side .side-head").Filter(new() { HasText = "售后" })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".side ul").Last).ToContainTextAsync("公海池");
    }
}
