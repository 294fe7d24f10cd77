using System.Net.Http.Json;
using LowCode.Runtime.Flows;
using Microsoft.Playwright;

namespace LowCode.Browser.Tests.Journeys;

/// <summary>What others do reaches an open page: as a toast, in the bell, in the task that one has in front of oneself.</summary>
public sealed class NewsJourney(FlowHost host) : IClassFixture<FlowHost>
{
    [BrowserFact]
    public async Task News_arrive_open_what_they_are_about_and_are_read_then()
    {
        await using var chrome = await Chrome.StartAsync(host.Address);
        var page = await chrome.SignedInAsync(host.Boss.Email);
        var bell = page.GetByTestId("bell");
        await Assertions.Expect(bell).ToHaveAttributeAsync("aria-label", "通知，0 条未读");

        // While the page is open a task comes: told once, and the telling leads to it.
        await host.TaskAsync();
        var toast = page.Locator(".toast");
        await Assertions.Expect(toast).ToHaveCountAsync(1);
        await Assertions.Expect(bell).ToHaveAttributeAsync("aria-label", "通知，1 条未读");
        await Chrome.ShotAsync(page, "70-toast");
        await toast.GetByRole(AriaRole.Button).First.ClickAsync();
        await Assertions.Expect(page.Locator(".task-head h2")).ToHaveTextAsync("Pens");
        await Assertions.Expect(bell).ToHaveAttributeAsync("aria-label", "通知，0 条未读");

        // From the bell: unread until it is opened.
        await Chrome.GoAsync(page, "");
        await host.TaskAsync();
        await Assertions.Expect(toast).ToHaveCountAsync(1);
        // somebody reads it, so it doesn't leave by itself
        await page.Locator(".toasts").DispatchEventAsync("mouseenter");
        await Assertions.Expect(bell).ToHaveAttributeAsync("aria-label", "通知，1 条未读");
        await bell.ClickAsync();
        var panel = page.Locator(".bell-panel");
        await Assertions.Expect(panel.Locator("li.is-unread")).ToHaveCountAsync(1);
        await Chrome.ShotAsync(page, "71-bell");
        await panel.Locator("li.is-unread .bell-item").ClickAsync();
        // what has been read is no news any more
        await Assertions.Expect(toast).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator(".task-head h2")).ToHaveTextAsync("Pens");
        await Assertions.Expect(bell).ToHaveAttributeAsync("aria-label", "通知，0 条未读");

        // In another window the same task is decided: this one says so, keeps what was typed, and leads on.
        await page.Locator(".decision textarea").FillAsync("still thinking");
        var open = page.Url.Split("task=")[1].Split('&')[0];
        (await host.Boss.Client.PostAsJsonAsync($"/api/tasks/{open}/approve", new { })).EnsureSuccessStatusCode();
        await Assertions.Expect(page.Locator(".task-body .notice").First).ToContainTextAsync("处理过这条任务");
        await Chrome.ShotAsync(page, "72-decided");
        await page.Locator(".task-body").GetByRole(AriaRole.Button, new() { Name = "下一条" }).ClickAsync();
        await Assertions.Expect(page.Locator(".decision")).ToBeVisibleAsync();

        // What is left is refused as a batch, with a reason.
        var rows = page.Locator(".task-row");
        await Assertions.Expect(rows).ToHaveCountAsync(1);
        await host.TaskAsync();
        await Assertions.Expect(rows).ToHaveCountAsync(2);
        foreach (var row in await rows.AllAsync())
            await row.GetByRole(AriaRole.Checkbox).CheckAsync();
        await Assertions.Expect(page.Locator(".tasks-batch")).ToContainTextAsync("已选 2 条");
        await page.Locator(".tasks-batch").GetByRole(AriaRole.Button, new() { Name = "驳回" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(dialog.Locator("[data-default]")).ToBeDisabledAsync();
        await dialog.Locator("textarea").FillAsync("Not this year");
        await dialog.Locator("[data-default]").ClickAsync();
        await Assertions.Expect(rows).ToHaveCountAsync(0);
    }
}
