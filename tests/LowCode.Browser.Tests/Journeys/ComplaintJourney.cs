using System.Text.RegularExpressions;
using LowCode.Journeys;
using Microsoft.Playwright;

namespace LowCode.Browser.Tests.Journeys;

/// <summary>A complaint in the browser: registered, assigned, handled, sent back once, called back and closed.</summary>
public sealed class ComplaintJourney(CrmHost host) : IClassFixture<CrmHost>
{
    private const string Title = "设备无法启动";
    private const string Secret = "只给主管看的批注";

    [BrowserFact]
    public async Task A_complaint_is_sent_back_once_and_closed_and_agents_never_read_the_managers_note()
    {
        await using var chrome = await Chrome.StartAsync(host.Address);
        var (agent, manager) = (await Seat.TakeAsync(chrome, host.Agent), await Seat.TakeAsync(chrome, host.ServiceManager));
        var ticket = await RegisterAsync(agent);

        await manager.OpenAsync(Title, "分派");
        // The keys below the list are those of this step.
        await Assertions.Expect(manager.Page.Locator(".tasks-keys")).ToContainTextAsync("分派");
        await Assertions.Expect(manager.Page.Locator(".tasks-keys")).Not.ToContainTextAsync("驳回");
        // Decided too early, by key or not: the caret waits where something is missing.
        await manager.Page.Locator(".decision").GetByRole(AriaRole.Button, new() { Name = "分派" }).ClickAsync();
        await Assertions.Expect(manager.Page.GetByRole(AriaRole.Combobox, new() { Name = "处理人" })).ToBeFocusedAsync();
        await manager.PickAsync("处理人", "Agent");
        await manager.PickAsync("优先级", "高");
        await Chrome.ShotAsync(manager.Page, "c2-assign");
        await manager.DecideAsync("分派");

        await HandleAsync(agent, "电话了解情况");
        await manager.OpenAsync(Title, "结案审核");
        await Assertions.Expect(manager.Page.Locator(".tasks-keys")).ToContainTextAsync("驳回");
        await manager.FillAsync("意见", "请补充检测结果");
        await Chrome.ShotAsync(manager.Page, "c4-return");
        await manager.DecideAsync("驳回");

        await HandleAsync(agent, "上门检测，主板故障");
        await CloseAsync(manager, agent, ticket);
        await NothingSecretAsync(await Seat.TakeAsync(chrome, host.OtherAgent), manager, ticket);
    }

    private static async Task<long> RegisterAsync(Seat agent)
    {
        await agent.GoAsync("apps/crm/forms/ticket/new");
        var form = agent.Page.Locator("main");
        await agent.FillAsync("标题", Title, form);
        await agent.PickAsync("投诉类型", "产品质量", form);
        await agent.FillAsync("问题描述", "开机无反应", form);
        await Chrome.ShotAsync(agent.Page, "c1-ticket");
        await agent.Page.GetByRole(AriaRole.Button, new() { Name = "保存" }).First.ClickAsync();
        await agent.Page.WaitForURLAsync(new Regex("/forms/ticket/\\d+"));
        return long.Parse(new Uri(agent.Page.Url).Segments[^1], System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>A line of the process log, a solution, and the answer to the customer.</summary>
    private static async Task HandleAsync(Seat agent, string did)
    {
        await agent.OpenAsync(Title, "跟进处理");
        var line = await Seat.RowAsync(agent.Pane, "log");
        await agent.FillAsync("处理内容", did, line);
        await agent.FillAsync("解决方案", "更换主板");
        await Chrome.ShotAsync(agent.Page, "c3-handle");
        await agent.DecideAsync("提交");
        await agent.StandsAtAsync("反馈客户");
        await agent.FillAsync("给客户的答复", "明天上门更换");
        await agent.DecideAsync("提交");
    }

    private async Task CloseAsync(Seat manager, Seat agent, long ticket)
    {
        await manager.OpenAsync(Title, "结案审核");
        await manager.FillAsync("主管批注", Secret);
        await manager.DecideAsync("同意", refused: true);
        await manager.PickAsync("根因分类", "产品");
        await Chrome.ShotAsync(manager.Page, "c5-review");
        await manager.DecideAsync("同意");

        await agent.OpenAsync(Title, "回访");
        await agent.Pane.GetByRole(AriaRole.Radiogroup, new() { Name = "客户满意度" }).GetByRole(AriaRole.Radio).Last.ClickAsync();
        await agent.PickAsync("是否解决", "已解决");
        await agent.DecideAsync("完成回访");
        await agent.HasNothingAsync(Title);
        Assert.Equal("closed", (await host.Agent.Client.ValuesAsync("ticket", ticket)).Text("state"));
    }

    private static async Task NothingSecretAsync(Seat other, Seat manager, long ticket)
    {
        foreach (var seat in new[] { manager, other })
        {
            await seat.GoAsync($"apps/crm/forms/ticket/{ticket}");
            await Assertions.Expect(seat.Page.GetByRole(AriaRole.Heading, new() { Name = Title })).ToBeVisibleAsync();
            await Assertions.Expect(seat.Page.GetByText("更换主板").First).ToBeVisibleAsync();
        }
        await Assertions.Expect(manager.Page.GetByText(Secret).First).ToBeVisibleAsync();
        foreach (var trace in new[] { "主管批注", "赔付金额", Secret })
            await Assertions.Expect(other.Page.GetByText(trace)).ToHaveCountAsync(0);
        await Chrome.ShotAsync(other.Page, "c6-other");
    }
}
