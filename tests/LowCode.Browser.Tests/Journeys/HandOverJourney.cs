using LowCode.Flows;
using LowCode.Runtime.Flows;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace LowCode.Browser.Tests.Journeys;

/// <summary>An administrator deactivates somebody who leaves; what rested with them goes to a colleague.</summary>
public sealed class HandOverJourney(FlowHost host) : IClassFixture<FlowHost>
{
    [BrowserFact]
    public async Task What_rests_with_somebody_who_is_deactivated_goes_to_a_colleague()
    {
        await host.TaskAsync();
        await using var chrome = await Chrome.StartAsync(host.Address);
        var page = await chrome.SignedInAsync(TestHost.AdminEmail);

        // The asker holds records and no task: handed over, they are still there.
        var dialog = await OpenAsync(page, host.Asker.Email, "hand-over-open");
        await Assertions.Expect(dialog).ToContainTextAsync("采购申请 · 负责人");
        await Chrome.ShotAsync(page, "80-hand-over");
        await dialog.GetByTestId("hand-over").ClickAsync();
        await Assertions.Expect(dialog).ToContainTextAsync("请选择一位在职的同事");
        await Chrome.ChooseAsync(dialog.GetByLabel("交给"), "Stranger");
        await dialog.GetByTestId("hand-over").ClickAsync();
        await Assertions.Expect(page.Locator(".toast")).ToContainTextAsync("已全部交接给Stranger");
        Assert.True(host.Workspace.People.User(host.Asker.Id)!.Active);

        // The boss holds a task, and leaves.
        dialog = await OpenAsync(page, host.Boss.Email, "deactivate-open");
        await Assertions.Expect(dialog.GetByRole(AriaRole.Checkbox, new() { Name = "待办任务" })).ToBeCheckedAsync();
        await Chrome.ChooseAsync(dialog.GetByLabel("交给"), "Stranger");
        await dialog.GetByTestId("hand-over").ClickAsync();
        await Assertions.Expect(dialog).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator(".person-row").Filter(new() { HasText = host.Boss.Email })).ToHaveCountAsync(0);
        Assert.Single(host.Services.GetRequiredService<TaskReader>().Queue(host.CallerFor(host.Stranger.Id), TaskQueue.Todo).Value.Items);

        // Nothing rests with the asker any more: only deactivating is left.
        dialog = await OpenAsync(page, host.Asker.Email, "deactivate-open");
        await Assertions.Expect(dialog).ToContainTextAsync("Asker 名下没有需要交接的内容");
        await Chrome.ShotAsync(page, "81-nothing-to-hand-over");
        await dialog.GetByTestId("deactivate").ClickAsync();
        await Assertions.Expect(page.Locator(".person-row").Filter(new() { HasText = host.Asker.Email })).ToHaveCountAsync(0);

        // What somebody made who has left is still found by their name.
        await Chrome.GoAsync(page, "apps/office/forms/leave");
        await page.GetByRole(AriaRole.Button, new() { Name = "筛选", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "添加条件" }).ClickAsync();
        await Chrome.ChooseAsync(page.GetByRole(AriaRole.Combobox, new() { Name = "字段" }), "创建人");
        await page.GetByRole(AriaRole.Combobox, new() { Name = "值" }).Last.FillAsync("Asker");
        await page.GetByRole(AriaRole.Option, new() { Name = "Asker 已停用" }).ClickAsync();
        await Chrome.ShotAsync(page, "82-filter-left");
        await Assertions.Expect(page.Locator(".grid-row")).ToHaveCountAsync(1);
    }

    private static async Task<ILocator> OpenAsync(IPage page, string email, string button)
    {
        await Chrome.GoAsync(page, "admin/people");
        await page.Locator(".person-row").Filter(new() { HasText = email }).ClickAsync();
        await page.GetByTestId(button).ClickAsync();
        return page.Locator("dialog.dialog");
    }
}
