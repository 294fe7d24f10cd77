using System.Text.RegularExpressions;
using LowCode.Runtime.Flows;
using Microsoft.Playwright;

namespace LowCode.Browser.Tests.Journeys;

/// <summary>Tasks and flows on a slow line, and on one that is cut.</summary>
public sealed class SlowTasksJourney(FlowHost host) : IClassFixture<FlowHost>
{
    [BrowserFact]
    public async Task Tasks_are_walked_and_decided_by_keys_that_are_faster_than_the_line_and_a_cut_line_loses_nothing()
    {
        for (var i = 0; i < 5; i++)
            await host.TaskAsync();
        using var line = new SlowLine(host.Address, TimeSpan.FromMilliseconds(100));
        await using var chrome = await Chrome.StartAsync(line.Address);
        var page = await chrome.SignedInAsync(host.Boss.Email);
        await Chrome.GoAsync(page, "tasks");
        var rows = page.Locator(".task-row");
        var heading = page.Locator(".task-head h2");
        await Assertions.Expect(rows).ToHaveCountAsync(5);
        await Assertions.Expect(page.Locator(".decision")).ToBeVisibleAsync();
        var open = (await rows.AllAsync()).Select(row => row.GetByRole(AriaRole.Link).First.GetAttributeAsync("href"));
        var ids = (await Task.WhenAll(open)).Select(href => Regex.Match(href!, "task=(\\d+)").Groups[1].Value).ToList();

        // Three on and one back, each from where the one before has led; what is decided in the same breath is not decided unseen.
        foreach (var key in (string[])["j", "j", "j", "k", "a"])
            await page.Keyboard.PressAsync(key);
        await Assertions.Expect(heading).ToHaveIdAsync($"task-{ids[2]}");
        await Assertions.Expect(heading).ToBeFocusedAsync();
        await Assertions.Expect(rows).ToHaveCountAsync(5);
        // Pressed twice it decides one, and the next is open.
        await page.Keyboard.PressAsync("a");
        await page.Keyboard.PressAsync("a");
        await Assertions.Expect(heading).ToHaveIdAsync($"task-{ids[3]}");
        await Assertions.Expect(rows).ToHaveCountAsync(4);
        await Assertions.Expect(heading).ToBeFocusedAsync();

        // The line is cut under the last letters, and typing goes on; the panel says so in the person's language.
        var note = page.GetByLabel("备注");
        await note.FocusAsync();
        await page.Keyboard.TypeAsync("before the cut");
        line.Cut();
        await Assertions.Expect(page.Locator("#components-reconnect-modal .strong")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#components-reconnect-modal")).ToContainTextAsync("连接");
        await Chrome.ShotAsync(page, "60-cut");
        await note.FocusAsync();
        await page.Keyboard.PressAsync("End");
        await page.Keyboard.TypeAsync(" and after");
        line.Mend();
        await Assertions.Expect(page.Locator("#components-reconnect-modal")).ToBeHiddenAsync();
        await Assertions.Expect(note).ToHaveValueAsync("before the cut and after");
        await Assertions.Expect(page.Locator(".decision .draft-mark")).ToContainTextAsync("草稿已保存");
        await page.Locator(".decision").GetByRole(AriaRole.Button, new() { Name = "同意" }).ClickAsync();
        await Assertions.Expect(rows).ToHaveCountAsync(3);
        Assert.Contains("before the cut and after", await host.Admin.GetStringAsync(new Uri("/api/forms/leave/records", UriKind.Relative)));
    }

    [BrowserFact]
    public async Task A_step_that_is_added_on_a_line_is_named_at_once()
    {
        using var line = new SlowLine(host.Address, TimeSpan.FromMilliseconds(100));
        await using var chrome = await Chrome.StartAsync(line.Address);
        var page = await chrome.SignedInAsync(TestHost.AdminEmail, width: 1440);
        await Chrome.GoAsync(page, "designer/flows/leave");
        var simple = page.Locator(".simple");
        await simple.GetByRole(AriaRole.Button, new() { Name = "在“经理审批”之后添加" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "办理" }).ClickAsync();
        await page.Keyboard.TypeAsync("Purchasing");
        await Assertions.Expect(simple.Locator(".simple-card.is-selected")).ToContainTextAsync("Purchasing");

        await page.GetByTestId("view-canvas").ClickAsync();
        var nodes = page.Locator("[data-testid=flow-canvas] .x6-node");
        await Assertions.Expect(nodes).ToHaveCountAsync(5);
        await nodes.Filter(new() { HasText = "Purchasing" }).FocusAsync();
        await page.Keyboard.PressAsync("+");
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.TypeAsync("Check");
        await Assertions.Expect(nodes).ToHaveCountAsync(6);
        await Assertions.Expect(nodes.Filter(new() { HasText = "Check" })).ToHaveCountAsync(1);
    }
}
