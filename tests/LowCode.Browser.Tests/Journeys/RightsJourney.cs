using System.Net.Http.Json;
using LowCode.Catalog;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace LowCode.Browser.Tests.Journeys;

/// <summary>What an administrator changes about rights acts on the screens that are open.</summary>
public sealed class RightsJourney(CellsDesk host) : IClassFixture<CellsDesk>
{
    [BrowserFact]
    public async Task A_new_role_has_a_key_of_its_own_and_never_takes_that_of_another()
    {
        await using var chrome = await Chrome.StartAsync(host.Address);
        var page = await chrome.SignedInAsync(TestHost.AdminEmail);
        await Chrome.GoAsync(page, "admin/roles");
        var drawer = page.GetByRole(AriaRole.Dialog);
        await NewAsync("仓库管理员", "role_1");
        await drawer.GetByTestId("save-role").ClickAsync();
        await Assertions.Expect(drawer).ToHaveCountAsync(0);

        await NewAsync("仓库主管", "role_2");
        await drawer.GetByTestId("role-key").FillAsync("role_1");
        await drawer.GetByTestId("save-role").ClickAsync();
        await Assertions.Expect(drawer).ToContainTextAsync("这个标识已经有了");

        async Task NewAsync(string name, string key)
        {
            await page.GetByRole(AriaRole.Button, new() { Name = "新建角色" }).ClickAsync();
            await drawer.GetByLabel("名称 (中)").First.FillAsync(name);
            await Assertions.Expect(drawer.GetByTestId("role-key")).ToHaveValueAsync(key);
        }
    }

    [BrowserFact]
    public async Task Screens_that_are_open_follow_the_rights_that_are_changed()
    {
        var clerk = await host.PersonAsync("Clerk");
        await GrantAsync(["view", "edit"], new { });
        Assert.True((await host.Services.GetRequiredService<Publisher>().PublishAsync(host.AdminCaller, [new(DefinitionKind.Dashboard, "stock",
            """{"key":"stock","app":"store","label":"库存","widgets":[{"key":"all","kind":"number","label":"货品数","form":"good","at":{"x":0,"y":0,"w":6,"h":3}}]}""")])).Ok);
        await using var chrome = await Chrome.StartAsync(host.Address);
        var list = await chrome.SignedInAsync(clerk.Email);
        await Chrome.GoAsync(list, "apps/store/forms/good");
        var column = list.GetByRole(AriaRole.Columnheader).Filter(new() { HasText = "数量" });
        await Assertions.Expect(column).ToBeVisibleAsync();
        var dashboard = await list.Context.NewPageAsync();
        await Chrome.GoAsync(dashboard, "apps/store/dashboards/stock");
        await Assertions.Expect(dashboard.Locator(".big-value")).ToHaveTextAsync("1");
        var record = await list.Context.NewPageAsync();
        await Chrome.GoAsync(record, $"apps/store/forms/good/{host.Good}");
        var form = await list.Context.NewPageAsync();
        await Chrome.GoAsync(form, $"apps/store/forms/good/{host.Good}?edit=true");
        await form.GetByLabel("名称").FillAsync("螺母");

        await GrantAsync(["view", "edit"], new { count = "hidden" });
        await Assertions.Expect(column).ToHaveCountAsync(0);
        await Assertions.Expect(record.Locator(".record-form")).Not.ToContainTextAsync("数量");
        await Assertions.Expect(form.GetByLabel("数量")).ToHaveCountAsync(0);
        await Assertions.Expect(form.GetByLabel("名称")).ToHaveValueAsync("螺母");

        await GrantAsync(["view"], new { });
        await Assertions.Expect(column).ToBeVisibleAsync();
        (await host.Admin.DeleteAsync("/api/groups/clerks")).EnsureSuccessStatusCode();
        await Assertions.Expect(list.GetByText("没有访问权限")).ToBeVisibleAsync();
        await Assertions.Expect(record.Locator(".record-form")).ToHaveCountAsync(0);
        await Assertions.Expect(dashboard.Locator(".big-value")).ToHaveCountAsync(0);
        await Chrome.ShotAsync(dashboard, "83-dashboard-without-rights");

        // Whoever is deactivated leaves.
        (await host.Admin.PostAsync($"/api/users/{clerk.Id}/deactivate", null)).EnsureSuccessStatusCode();
        foreach (var page in (IPage[])[list, record, dashboard])
            await page.WaitForURLAsync(url => url.Contains("sign-in", StringComparison.Ordinal), new() { Timeout = 10_000 });

        async Task GrantAsync(string[] actions, object fields) => (await host.Admin.PutAsJsonAsync("/api/groups/clerks",
            new { key = "clerks", form = "good", members = new { users = new[] { clerk.Id } }, actions, fields, otherFields = "editable" })).EnsureSuccessStatusCode();
    }
}
