using System.Net.Http.Json;
using LowCode.Jobs;
using LowCode.Runtime.Flows;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace LowCode.Browser.Tests.Journeys;

/// <summary>Sixty tasks approved at once from a task centre that is left while it goes on.</summary>
public sealed class TaskBatchJourney(TasksDesk host) : IClassFixture<TasksDesk>
{
    private const int Count = 60;

    [BrowserFact]
    public async Task Many_tasks_are_decided_behind_a_closed_tab_and_it_is_said_where_somebody_was_faster()
    {
        var tasks = new List<long>();
        while (tasks.Count < Count)
            tasks.Add(await host.TaskAsync());
        await using var chrome = await Chrome.StartAsync(host.Address);
        var page = await chrome.SignedInAsync(host.Boss.Email);
        await Chrome.GoAsync(page, "tasks");
        await host.HoldAsync();

        // All of the step, not only those on the screen.
        await page.Locator(".task-row").First.GetByRole(AriaRole.Checkbox).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "选中同一步骤" }).ClickAsync();
        var bar = page.Locator(".tasks-batch");
        await Assertions.Expect(bar).ToContainTextAsync($"已选 {Count} 条");
        await bar.GetByRole(AriaRole.Button, new() { Name = "同意" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("意见").FillAsync("照办");
        await Assertions.Expect(dialog).ToContainTextAsync("不能一键撤销");
        await dialog.GetByRole(AriaRole.Button, new() { Name = $"同意 {Count} 条" }).ClickAsync();
        await Assertions.Expect(page.GetByTestId("batch-running")).ToContainTextAsync($"已处理 0 / {Count}");
        await Assertions.Expect(page.GetByTestId("batch-running")).ToContainTextAsync("可以离开");
        await Chrome.ShotAsync(page, "53-tasks-running");

        // Elsewhere it is among the work of the person; the tab may go, and meanwhile one of the tasks is decided by itself.
        var context = page.Context;
        await Chrome.GoAsync(page, "");
        await Assertions.Expect(page.GetByTestId("work-tray")).ToBeVisibleAsync();
        await page.CloseAsync();
        (await host.Boss.Client.PostAsJsonAsync($"/api/tasks/{tasks[7]}/reject", new { comment = "no" })).EnsureSuccessStatusCode();

        page = await context.NewPageAsync();
        page.SetDefaultTimeout(30_000);
        await Chrome.GoAsync(page, "tasks");
        await Assertions.Expect(page.GetByTestId("batch-running")).ToContainTextAsync($"已处理 0 / {Count}");
        host.Release();

        var result = page.GetByTestId("batch-result");
        await Assertions.Expect(result).ToContainTextAsync($"已同意 {Count - 1} 条，1 条没有同意");
        await Assertions.Expect(page.Locator(".task-row")).ToHaveCountAsync(0);
        await result.GetByRole(AriaRole.Button, new() { Name = "查看原因" }).ClickAsync();
        var reasons = page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(reasons).ToContainTextAsync("任务已被处理");
        await Assertions.Expect(reasons.GetByRole(AriaRole.Link)).ToHaveTextAsync("Pens");
        await Chrome.ShotAsync(page, "54-tasks-reasons");
        await reasons.GetByRole(AriaRole.Button, new() { Name = "关闭" }).Last.ClickAsync();

        // What was put away doesn't come back.
        await result.GetByRole(AriaRole.Button, new() { Name = "关闭" }).ClickAsync();
        await Assertions.Expect(result).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByTestId("work-tray")).ToHaveCountAsync(0);
    }
}

/// <summary>The product with a boss whose approval is asked for, and long work that can be held up.</summary>
public sealed class TasksDesk : FlowHost
{
    private readonly Hold _hold = new();

    protected override void Configure(IServiceCollection services) => services.AddSingleton<IJobHandler>(_hold);

    /// <summary>Long work waits from now on until <see cref="Release"/>.</summary>
    public Task HoldAsync() => _hold.BeginAsync(this);

    public void Release() => _hold.Release();
}
