using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace LowCode.Browser.Tests.Journeys;

/// <summary>A day's work: a rep's tasks, a designer's new field, a phone.</summary>
public sealed class WorkJourneys(CrmDesk host) : IClassFixture<CrmDesk>
{
    [BrowserFact]
    public async Task A_rep_works_through_the_queue()
    {
        await using var chrome = await Chrome.StartAsync(host.Address);
        var page = await chrome.SignedInAsync(host.Rep.Email);

        await Chrome.GoAsync(page, "tasks");
        await Chrome.ShotAsync(page, "6-tasks");
        await page.GetByRole(AriaRole.Link, new() { NameRegex = new(CrmDesk.Companies[1]) }).ClickAsync();
        var pane = page.Locator(".tasks-pane");
        await Assertions.Expect(pane.GetByRole(AriaRole.Heading, new() { Name = CrmDesk.Companies[1] })).ToBeVisibleAsync();
        await Chrome.ShotAsync(page, "7-task");
        await pane.GetByRole(AriaRole.Button, new() { Name = "提交" }).ClickAsync();
        await Assertions.Expect(pane.Locator("[data-field=requirement].form-cell .form-error")).ToBeVisibleAsync();
        await Chrome.ShotAsync(page, "8-refused");
        await Assertions.Expect(pane.GetByLabel("需求备忘")).ToBeInViewportAsync();
        await pane.GetByLabel("需求备忘").FillAsync("两条产线的监控");
        await pane.GetByRole(AriaRole.Button, new() { Name = "提交" }).ClickAsync();

        // The same lead comes back with its next step, so the queue goes on with whatever stands there now.
        await Assertions.Expect(page.GetByText("已提交")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".task-row").Filter(new() { HasText = CrmDesk.Companies[1] })).ToContainTextAsync("方案报价");
        await Assertions.Expect(pane.GetByRole(AriaRole.Button, new() { Name = "提交" })).ToBeVisibleAsync();
        await Chrome.ShotAsync(page, "9-next");
        // A record made from a step is about what the step is about.
        await page.Locator(".task-row").GetByRole(AriaRole.Link, new() { NameRegex = new(CrmDesk.Companies[1]) }).ClickAsync();
        await pane.GetByRole(AriaRole.Button, new() { Name = "新建报价" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog).GetByLabel("商机")).ToHaveValueAsync(new Regex(CrmDesk.Companies[1]));
        await Chrome.ShotAsync(page, "19-quotation");
        var lead = await host.Rep.Client.GetStringAsync(new Uri($"/api/forms/lead/records/{host.Leads[1]}", UriKind.Relative));
        Assert.Contains("两条产线的监控", lead);
    }

    [BrowserFact]
    public async Task What_a_step_asks_for_is_written_without_leaving_it()
    {
        await using var chrome = await Chrome.StartAsync(host.Address);
        var page = await chrome.SignedInAsync(host.Rep.Email);
        await Chrome.GoAsync(page, "tasks");
        await page.GetByRole(AriaRole.Link, new() { NameRegex = new(CrmDesk.Companies[2]) }).ClickAsync();
        var pane = page.Locator(".tasks-pane");
        await Assertions.Expect(pane.Locator(".task-missing")).ToContainTextAsync("至少写一条跟进记录");

        await pane.GetByRole(AriaRole.Button, new() { Name = "新建跟进记录" }).ClickAsync();
        var drawer = page.GetByRole(AriaRole.Dialog);
        await drawer.GetByLabel("跟进内容").FillAsync("约了周五上门");
        await Chrome.ShotAsync(page, "17-follow-up");
        await drawer.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();

        await Assertions.Expect(drawer).ToHaveCountAsync(0);
        // The step waited for that follow-up alone: the lead's next step stands there.
        await Assertions.Expect(pane.Locator(".task-head .strong")).ToHaveTextAsync("初步沟通");
        await Chrome.ShotAsync(page, "18-followed");
        Assert.Contains("约了周五上门", await host.Rep.Client.GetStringAsync(new Uri($"/api/forms/follow_up/records?filter=lead%20==%20{host.Leads[2]}", UriKind.Relative)));
    }

    [BrowserFact]
    public async Task A_new_field_is_everywhere_after_publishing()
    {
        await using var chrome = await Chrome.StartAsync(host.Address);
        var page = await chrome.SignedInAsync(TestHost.AdminEmail);
        await Chrome.GoAsync(page, "designer/forms/lead");
        await Assertions.Expect(page.GetByTestId("card-company")).ToBeVisibleAsync();
        var cards = await page.Locator(".fd-card").CountAsync();

        await Chrome.DragAsync(page.Locator("[data-palette] [data-field-type=text]"), page.GetByTestId("card-company"), across: .3);
        await Assertions.Expect(page.Locator(".fd-card")).ToHaveCountAsync(cards + 1);
        await page.Locator(".desk-right").GetByRole(AriaRole.Group, new() { Name = "标题" }).GetByRole(AriaRole.Textbox).First.FillAsync("渠道等级");
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.Locator(".fd-card").Filter(new() { HasText = "渠道等级" })).ToBeVisibleAsync();
        await Chrome.ShotAsync(page, "10-designer");
        await page.GetByTestId("publish").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("渠道等级");
        await Chrome.ShotAsync(page, "11-publish");
        await page.GetByTestId("publish-confirm").ClickAsync();
        await Assertions.Expect(page.GetByTestId("draft-state")).ToHaveTextAsync("已发布第 2 版");

        await Chrome.GoAsync(page, "apps/crm/forms/lead");
        await page.GetByRole(AriaRole.Button, new() { Name = "列", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "渠道等级" }).CheckAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Columnheader, new() { Name = "渠道等级" })).ToBeVisibleAsync();
        await Chrome.ShotAsync(page, "12-columns");
        await Chrome.GoAsync(page, "apps/crm/forms/lead/new");
        await Assertions.Expect(page.GetByLabel("渠道等级")).ToBeEditableAsync();
        await Chrome.ShotAsync(page, "13-new");
        Assert.Contains("渠道等级", await host.Admin.GetStringAsync(new Uri("/api/forms/lead", UriKind.Relative)));
        Assert.Contains("渠道等级", (await host.Admin.GetStringAsync(new Uri("/api/forms/lead/export?format=csv", UriKind.Relative))).Split('\n')[0]);
    }

    [BrowserFact]
    public async Task A_spreadsheet_becomes_a_form_with_its_rows()
    {
        await using var chrome = await Chrome.StartAsync(host.Address);
        var page = await chrome.SignedInAsync(TestHost.AdminEmail);
        await Chrome.GoAsync(page, "start");
        var sheet = "名称,等级,签约日期,金额,手机\n" + string.Join('\n', Enumerable.Range(1, 12).Select(row => $"门店{row:00},{"ABC"[row % 3]},2026-{row:00}-05,{row * 1000}.50,139000000{row:00}"));
        await Chrome.UploadAsync(page.Locator("input[type=file]"), new FilePayload { Name = "门店.csv", MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes(sheet) });
        await Assertions.Expect(page.GetByRole(AriaRole.Combobox, new() { Name = "“等级”的字段类型" })).ToHaveValueAsync("Choice");
        await Assertions.Expect(page.GetByRole(AriaRole.Combobox, new() { Name = "“金额”的字段类型" })).ToHaveValueAsync("Money");
        await Chrome.ShotAsync(page, "20-sheet");
        await page.GetByRole(AriaRole.Button, new() { Name = "创建表单并导入" }).ClickAsync();

        await page.WaitForURLAsync(new Regex("/import\\?run="));
        await page.GetByRole(AriaRole.Link, new() { Name = "查看记录" }).ClickAsync();
        await Assertions.Expect(page.GetByText("共 12 条")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("¥12,000.50")).ToBeVisibleAsync();
        await Chrome.ShotAsync(page, "21-sheet-list");
    }

    [BrowserFact]
    public async Task What_is_starred_and_opened_is_found_again()
    {
        await using var chrome = await Chrome.StartAsync(host.Address);
        var page = await chrome.SignedInAsync(host.Rep.Email);
        await Chrome.GoAsync(page, $"apps/crm/forms/lead/{host.Leads[0]}");
        await page.GetByRole(AriaRole.Button, new() { Name = "收藏", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "取消收藏" })).ToBeVisibleAsync();

        await Chrome.GoAsync(page, "");
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = "收藏" }).GetByRole(AriaRole.Link, new() { NameRegex = new(CrmDesk.Companies[0]) })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Control+k");
        await page.GetByRole(AriaRole.Combobox).FillAsync("新建线索");
        await Assertions.Expect(page.GetByRole(AriaRole.Option, new() { Name = "新建线索" })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(new Regex("/forms/lead/new$"));
    }

    [BrowserFact]
    public async Task Lists_and_records_fit_a_phone()
    {
        await using var chrome = await Chrome.StartAsync(host.Address);
        var page = await chrome.SignedInAsync(host.Rep.Email, width: 390);

        await Chrome.GoAsync(page, "apps/crm/forms/lead");
        var first = page.GetByRole(AriaRole.Link, new() { Name = CrmDesk.Companies[0] });
        await Assertions.Expect(first).ToBeVisibleAsync();
        await FitsAsync(page, "14-phone-list");
        await first.ClickAsync();
        await page.WaitForURLAsync(new Regex("/forms/lead/\\d+"));
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = CrmDesk.Companies[0] })).ToBeVisibleAsync();
        await FitsAsync(page, "15-phone-record");
        await Chrome.GoAsync(page, "tasks");
        await page.GetByRole(AriaRole.Link, new() { NameRegex = new(CrmDesk.Companies[0]) }).ClickAsync();
        await Assertions.Expect(page.Locator(".tasks-pane").GetByLabel("需求备忘")).ToBeVisibleAsync();
        await FitsAsync(page, "16-phone-task");
    }

    private static async Task FitsAsync(IPage page, string name)
    {
        await Chrome.ShotAsync(page, name);
        Assert.Equal(0, await page.EvaluateAsync<int>("() => Math.max(0, document.documentElement.scrollWidth - innerWidth)"));
    }
}
