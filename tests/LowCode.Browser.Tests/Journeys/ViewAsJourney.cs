using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace LowCode.Browser.Tests.Journeys;

/// <summary>An administrator asks themselves what a rep sees, and looks.</summary>
public sealed class ViewAsJourney(CrmDesk host) : IClassFixture<CrmDesk>
{
    [BrowserFact]
    public async Task A_page_is_seen_with_the_eyes_of_a_rep_and_nothing_on_it_can_be_changed()
    {
        (await host.Admin.PostAsJsonAsync("/api/forms/lead/records", new { company = "珠江电气" })).EnsureSuccessStatusCode();
        await using var chrome = await Chrome.StartAsync(host.Address);
        var page = await chrome.SignedInAsync(TestHost.AdminEmail);
        await Chrome.GoAsync(page, "apps/crm/forms/lead?sort=-company");
        await Assertions.Expect(page.Locator(".grid-row")).ToHaveCountAsync(4);

        await Chrome.LookAsync(page, "LiLei");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("sort=-company"));
        await Assertions.Expect(page.GetByTestId("looking")).ToContainTextAsync("你正在以“LiLei”的身份查看");
        await Assertions.Expect(page.Locator(".grid-row")).ToHaveCountAsync(3);
        await Chrome.ShotAsync(page, "90-looking");

        await Chrome.GoAsync(page, "apps/crm/forms/lead/new");
        await page.GetByLabel("公司").FillAsync("不该存在");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Alert)).ToContainTextAsync("只能看，不会改动任何内容");

        await Chrome.GoAsync(page, "tasks");
        await page.GetByRole(AriaRole.Link, new() { NameRegex = new(CrmDesk.Companies[0]) }).ClickAsync();
        await page.GetByLabel("需求备忘").FillAsync("不该存在");
        await page.Locator(".tasks-pane").GetByRole(AriaRole.Button, new() { Name = "提交" }).ClickAsync();
        await Assertions.Expect(page.Locator(".tasks-pane")).ToContainTextAsync("只能看，不会改动任何内容");
        await Chrome.ShotAsync(page, "91-looking-task");

        await page.GetByTestId("looking").GetByRole(AriaRole.Link, new() { Name = "换一个身份" }).ClickAsync();
        await Chrome.ChooseAsync(page.GetByLabel("成员或角色"), "财务");
        await page.GetByTestId("view-as-begin").ClickAsync();
        await Assertions.Expect(page.GetByTestId("looking")).ToContainTextAsync("你正在以角色“财务”查看");
        await page.GetByTestId("view-as-end").ClickAsync();
        await page.WaitForSelectorAsync(".shell[data-live]:not(.is-looking)");

        await Chrome.GoAsync(page, "apps/crm/forms/lead");
        await Assertions.Expect(page.Locator(".grid-row")).ToHaveCountAsync(4);
        Assert.DoesNotContain("不该存在", await host.Admin.GetStringAsync(new Uri("/api/forms/lead/records", UriKind.Relative)), StringComparison.Ordinal);
        Assert.Empty((await (await host.Rep.Client.GetAsync(new Uri("/api/drafts", UriKind.Relative))).JsonAsync()).GetProperty("items").EnumerateArray());
    }

    [BrowserFact]
    public async Task Who_sees_a_record_and_why_is_asked_on_its_page_and_then_seen()
    {
        await using var chrome = await Chrome.StartAsync(host.Address);
        var page = await chrome.SignedInAsync(TestHost.AdminEmail);
        await Chrome.GoAsync(page, $"apps/crm/forms/lead/{host.Leads[0]}");

        await page.Locator(".page-actions").GetByRole(AriaRole.Button, new() { Name = "更多" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "谁看得到、改得了" }).ClickAsync();
        var drawer = page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(drawer.GetByLabel("记录编号")).ToHaveValueAsync($"{host.Leads[0]}");
        await Chrome.ChooseAsync(drawer.GetByLabel("成员"), "LiLei");
        await drawer.GetByRole(AriaRole.Button, new() { Name = "说明", Exact = true }).ClickAsync();
        await Assertions.Expect(drawer).ToContainTextAsync("LiLei 可以：");
        await Assertions.Expect(drawer).ToContainTextAsync("负责人 = LiLei · 我 = LiLei");
        await Chrome.ShotAsync(page, "92-explained");
        // What was found out for one form is nothing for another.
        await page.Keyboard.PressAsync("Escape");
        await page.GetByRole(AriaRole.Link, new() { NameRegex = new("^客户 ") }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "为什么看得到 / 看不到" }).ClickAsync();
        await Assertions.Expect(drawer.GetByLabel("记录编号")).ToHaveValueAsync("");
        await Assertions.Expect(drawer).Not.ToContainTextAsync("LiLei 可以：");

        await Chrome.GoAsync(page, $"admin/permissions/lead?record={host.Leads[0]}");
        await Chrome.ChooseAsync(drawer.GetByLabel("成员"), "LiLei");
        await drawer.GetByRole(AriaRole.Button, new() { Name = "说明", Exact = true }).ClickAsync();
        await drawer.GetByTestId("view-as-begin").ClickAsync();
        await Assertions.Expect(page.GetByTestId("looking")).ToContainTextAsync("LiLei");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex($"/apps/crm/forms/lead/{host.Leads[0]}$"));
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = CrmDesk.Companies[0] })).ToBeVisibleAsync();
    }
}
