using LowCode.Runtime.Flows;
using Microsoft.Playwright;

namespace LowCode.Browser.Tests.Journeys;

/// <summary>A task that is half filled in when the product is restarted.</summary>
public sealed class TaskDraftJourney(FlowHost host) : IClassFixture<FlowHost>
{
    [BrowserFact]
    public async Task What_a_handler_has_typed_survives_a_restart_and_goes_with_the_decision()
    {
        var task = await host.TaskAsync();
        await using var chrome = await Chrome.StartAsync(host.Address);
        var page = await chrome.SignedInAsync(host.Boss.Email);
        await Chrome.GoAsync(page, $"tasks?queue=todo&task={task}");
        await page.GetByLabel("备注").FillAsync("先问库存");
        await page.Locator(".decision textarea").FillAsync("等明天再定");
        await Assertions.Expect(page.Locator(".decision .draft-mark")).ToContainTextAsync("草稿已保存");
        // What is kept is what was typed last.
        await PollAsync(async () => (await (await host.Boss.Client.GetAsync("/api/drafts")).Content.ReadAsStringAsync()).Contains("等明天再定", StringComparison.Ordinal));

        await host.RestartAsync();
        await Chrome.GoAsync(page, $"tasks?queue=todo&task={task}");

        await Assertions.Expect(page.Locator(".decision textarea")).ToHaveValueAsync("等明天再定");
        await Assertions.Expect(page.GetByLabel("备注")).ToHaveValueAsync("先问库存");
        await page.Locator(".decision").GetByRole(AriaRole.Button, new() { Name = "同意" }).ClickAsync();
        await Assertions.Expect(page.Locator(".task-row")).ToHaveCountAsync(0);
        Assert.DoesNotContain("等明天再定", await (await host.Boss.Client.GetAsync("/api/drafts")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task A_decision_ends_well_though_the_person_goes_on_meanwhile_and_leads_nobody_away()
    {
        var (first, second) = (await host.TaskAsync(), await host.TaskAsync());
        await using var chrome = await Chrome.StartAsync(host.Address);
        var page = await chrome.SignedInAsync(host.Boss.Email);
        await Chrome.GoAsync(page, $"tasks?queue=todo&task={first}");
        await page.GetByLabel("备注").FillAsync("可以");
        await page.Locator(".decision textarea").FillAsync("同意采购");
        await Assertions.Expect(page.Locator(".decision .draft-mark")).ToContainTextAsync("草稿已保存");
        using var held = new HeldLane(host);
        await page.Locator(".decision").GetByRole(AriaRole.Button, new() { Name = "同意" }).ClickAsync();

        await page.Locator($".task-link[href*='task={second}']").ClickAsync();
        await page.WaitForURLAsync(url => url.Contains($"task={second}", StringComparison.Ordinal));
        var comment = page.Locator(".decision textarea");
        await Assertions.Expect(comment).ToHaveValueAsync("");
        await comment.FillAsync("再想想");
        held.Release();

        await Assertions.Expect(page.Locator(".toast").First).ToContainTextAsync("已同意");
        await Assertions.Expect(page.Locator(".task-row")).ToHaveCountAsync(1);
        await Assertions.Expect(comment).ToHaveValueAsync("再想想");
        Assert.Contains($"task={second}", page.Url, StringComparison.Ordinal);
        Assert.DoesNotContain("同意采购", await (await host.Boss.Client.GetAsync("/api/drafts")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await page.Locator(".decision").GetByRole(AriaRole.Button, new() { Name = "同意" }).ClickAsync();
        await Assertions.Expect(page.Locator(".task-row")).ToHaveCountAsync(0);
    }

    private static async Task PollAsync(Func<Task<bool>> done)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await done())
            await Task.Delay(100, patience.Token);
    }
}
