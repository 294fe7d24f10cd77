using System.Net.Http.Json;
using System.Text.RegularExpressions;
using LowCode.Runtime.Flows;
using Microsoft.Playwright;

namespace LowCode.Browser.Tests.Journeys;

/// <summary>A designer adds a step in the simple view, tries the flow out, publishes it, and it runs.</summary>
public sealed class FlowDrawingJourney(FlowHost host) : IClassFixture<FlowHost>
{
    [BrowserFact]
    public async Task A_flow_is_drawn_tried_published_and_run()
    {
        var record = await host.RecordAsync("Paper");
        await using var chrome = await Chrome.StartAsync(host.Address);
        var page = await chrome.SignedInAsync(TestHost.AdminEmail, width: 1440);
        await Chrome.GoAsync(page, "designer/flows/leave");
        var simple = page.Locator(".simple");
        await Assertions.Expect(simple).ToContainTextAsync("经理审批");
        await Chrome.ShotAsync(page, "30-simple");

        // Looking is not editing.
        await page.GetByTestId("view-canvas").ClickAsync();
        await Assertions.Expect(page.Locator("[data-testid=flow-canvas] .x6-node")).ToHaveCountAsync(4);
        await page.GetByTestId("view-simple").ClickAsync();
        await Assertions.Expect(page.GetByTestId("draft-state")).ToHaveTextAsync("已发布第 1 版");

        await simple.GetByRole(AriaRole.Button, new() { Name = "在“经理审批”之后添加" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "办理" }).ClickAsync();
        await Assertions.Expect(simple.Locator(".simple-card.kind-handle")).ToHaveClassAsync(new Regex("is-selected"));
        await Assertions.Expect(simple.Locator(".simple-badge")).ToHaveCountAsync(1);
        var side = page.Locator(".desk-right");
        await side.GetByRole(AriaRole.Group, new() { Name = "节点名称" }).GetByRole(AriaRole.Textbox).First.FillAsync("采购");
        await side.GetByRole(AriaRole.Button, new() { Name = "添加处理人" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "发起人自己" }).ClickAsync();
        await Assertions.Expect(side.Locator(".flow-says")).ToContainTextAsync("由 发起人 办理");
        await Assertions.Expect(simple.Locator(".simple-badge")).ToHaveCountAsync(0);

        // Tried before anybody depends on it: the path lights up, nothing is kept.
        await page.GetByTestId("trial").ClickAsync();
        var choose = side.GetByLabel(new Regex("用哪条"));
        await Chrome.ChooseAsync(choose, "Paper");
        await side.GetByTestId("trial-start").ClickAsync();
        await Assertions.Expect(side.Locator(".trial-wait")).ToContainTextAsync("经理审批");
        await Assertions.Expect(simple.Locator(".simple-card.is-current")).ToContainTextAsync("经理审批");
        await side.Locator(".trial-wait").GetByRole(AriaRole.Button, new() { Name = "同意" }).ClickAsync();
        await Assertions.Expect(simple.Locator(".simple-card.is-current")).ToContainTextAsync("采购");
        await side.GetByTestId("trial-end").ClickAsync();
        await Assertions.Expect(side).ToContainTextAsync("流程走完");
        await Chrome.ShotAsync(page, "31-trial");

        await page.GetByTestId("publish").ClickAsync();
        await page.GetByTestId("publish-confirm").ClickAsync();
        await Assertions.Expect(page.GetByTestId("draft-state")).ToHaveTextAsync("已发布第 2 版");
        await page.GetByTestId("versions").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("版本对比");
        await page.GetByRole(AriaRole.Dialog).GetByLabel("原来").SelectOptionAsync("1");
        await Assertions.Expect(page.Locator(".flow-diff-list")).ToContainTextAsync("新增“采购”");
        await Chrome.ShotAsync(page, "32-versions");

        var started = await (await host.Asker.Client.PostAsync(new Uri($"/api/forms/leave/records/{record}/flow/leave/start", UriKind.Relative), null)).JsonAsync();
        var tasks = (await (await host.Boss.Client.GetAsync(new Uri("/api/tasks", UriKind.Relative))).JsonAsync()).GetProperty("items");
        var task = tasks.EnumerateArray().Single(each => each.GetProperty("record").GetInt64() == record).GetProperty("id").GetInt64();
        var approved = await (await host.Boss.Client.PostAsJsonAsync($"/api/tasks/{task}/approve", new { })).JsonAsync();
        Assert.Equal(started.GetProperty("instanceId").GetInt64(), approved.GetProperty("instanceId").GetInt64());
        Assert.Equal("running", approved.GetProperty("state").GetString());
        Assert.StartsWith("handle", approved.GetProperty("nodes")[0].GetString(), StringComparison.Ordinal);
    }
}
