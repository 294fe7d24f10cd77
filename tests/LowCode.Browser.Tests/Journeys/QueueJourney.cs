using System.Text.RegularExpressions;
using LowCode.Runtime.Flows;
using Microsoft.Playwright;

namespace LowCode.Browser.Tests.Journeys;

/// <summary>A queue of twelve tasks, worked off without a mouse.</summary>
public sealed class QueueJourney(FlowHost host) : IClassFixture<FlowHost>
{
    private const int Count = 12;

    [BrowserFact]
    public async Task Twelve_tasks_are_decided_by_keyboard_alone()
    {
        for (var i = 0; i < Count; i++)
            await host.TaskAsync();
        var boss = host.Boss;
        await using var chrome = await Chrome.StartAsync(host.Address);
        var page = await chrome.SignedInAsync(boss.Email);
        await Chrome.GoAsync(page, "tasks");
        var rows = page.Locator(".task-row");
        var heading = page.Locator(".task-head h2");
        // What is due first is open already.
        await Assertions.Expect(rows).ToHaveCountAsync(Count);
        await Assertions.Expect(page.Locator(".decision")).ToBeVisibleAsync();

        await page.Keyboard.PressAsync("j");
        await Assertions.Expect(rows.Nth(1)).ToHaveClassAsync(new Regex("is-open"));
        await Assertions.Expect(heading).ToBeFocusedAsync();
        // into what is to be filled in, and out of it
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".tasks-pane :is(input, select, textarea):focus")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("k");
        await Assertions.Expect(rows.Nth(0)).ToHaveClassAsync(new Regex("is-open"));

        for (var left = Count - 1; left >= 3; left--)
        {
            var decided = (await heading.GetAttributeAsync("id"))!;
            await page.Keyboard.PressAsync("a");
            await NextAsync(decided);
            await Assertions.Expect(rows).ToHaveCountAsync(left);
        }

        // With a word: the comment, then straight on from it.
        var third = (await heading.GetAttributeAsync("id"))!;
        await page.Keyboard.PressAsync("c");
        await page.Keyboard.TypeAsync("fine by me");
        await page.Keyboard.PressAsync("Control+Enter");
        await NextAsync(third);
        await Assertions.Expect(rows).ToHaveCountAsync(2);

        // The last two at once.
        await page.Keyboard.PressAsync("x");
        await Assertions.Expect(page.Locator(".tasks-batch")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("j");
        await Assertions.Expect(rows.Nth(1)).ToHaveClassAsync(new Regex("is-open"));
        await page.Keyboard.PressAsync("x");
        await page.Locator(".tasks-batch").GetByRole(AriaRole.Button, new() { Name = "同意" }).PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await page.Keyboard.TypeAsync("both");
        await page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(rows).ToHaveCountAsync(0);

        var handled = (await (await boss.Client.GetAsync("/api/tasks?queue=handled")).JsonAsync()).GetProperty("items");
        Assert.Equal(Count, handled.GetArrayLength());
        var lastInstance = handled[0].GetProperty("instance").GetInt64();
        Assert.Contains("both", await boss.Client.GetStringAsync(new Uri($"/api/instances/{lastInstance}/events", UriKind.Relative)));

        // The next task is open, and whoever works by keyboard goes on from its heading.
        async Task NextAsync(string before)
        {
            await Assertions.Expect(heading).Not.ToHaveIdAsync(before);
            await Assertions.Expect(heading).ToBeFocusedAsync();
        }
    }
}
