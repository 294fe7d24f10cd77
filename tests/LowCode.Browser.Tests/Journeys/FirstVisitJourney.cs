using System.Text.RegularExpressions;
using LowCode.People;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace LowCode.Browser.Tests.Journeys;

/// <summary>From an empty product to a CRM that can be worked with.</summary>
public sealed class FirstVisitJourney(FreshHost host) : IClassFixture<FreshHost>
{
    [BrowserFact]
    public async Task The_first_visitor_sets_up_and_installs_the_crm()
    {
        await using var chrome = await Chrome.StartAsync(host.Address);
        var page = await chrome.WindowAsync();

        await page.GotoAsync("");
        await page.WaitForURLAsync(new Regex("/setup"));
        await Chrome.ShotAsync(page, "1-setup");
        await page.FillAsync("[name='Form.Code']", host.Services.GetRequiredService<FirstVisit>().Code);
        await page.FillAsync("[name='Form.Workspace']", "长江设备");
        await page.FillAsync("[name='Form.Name']", "王芳");
        await page.FillAsync("[name='Form.Email']", TestHost.AdminEmail);
        await page.FillAsync("[name='Form.Password']", TestHost.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "创建工作区" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "从哪里开始？" })).ToBeVisibleAsync();
        await Chrome.ShotAsync(page, "2-welcome");

        await Chrome.GoAsync(page, "");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "你好，王芳" })).ToBeVisibleAsync();
        await Chrome.ShotAsync(page, "3-home");
        await page.GetByRole(AriaRole.Link, new() { Name = "安装 CRM" }).ClickAsync();
        var plan = page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(plan).ToContainTextAsync("新建流程");
        await Chrome.ShotAsync(page, "4-plan");
        await plan.GetByRole(AriaRole.Button, new() { Name = "安装" }).ClickAsync();

        await page.WaitForURLAsync(new Regex("/apps/crm/forms/lead$"));
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "线索", Exact = true })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Grid, new() { Name = "线索" }).GetByRole(AriaRole.Columnheader, new() { Name = "公司" })).ToBeVisibleAsync();
        await Chrome.ShotAsync(page, "5-list");
        await Chrome.GoAsync(page, "");
        await Assertions.Expect(page.Locator("a[href='apps/crm']").First).ToBeVisibleAsync();
    }
}
