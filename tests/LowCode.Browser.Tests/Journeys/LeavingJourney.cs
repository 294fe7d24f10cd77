using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;

namespace LowCode.Browser.Tests.Journeys;

/// <summary>A page that is left while its record is still being saved.</summary>
public sealed class LeavingJourney(CellsDesk host) : IClassFixture<CellsDesk>
{
    [BrowserFact]
    public async Task A_save_ends_well_though_its_page_is_left_meanwhile_and_leaves_no_draft()
    {
        await using var chrome = await Chrome.StartAsync(host.Address);
        var page = await chrome.SignedInAsync(TestHost.AdminEmail);
        using var held = await TypeAndSaveAsync(page, host.Good, "螺母");

        await page.Locator(".side").GetByRole(AriaRole.Link, new() { Name = "厂家" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "厂家" })).ToBeVisibleAsync();
        held.Release();

        await Assertions.Expect(page.Locator(".toast")).ToContainTextAsync("已保存");
        await page.Locator(".side").GetByRole(AriaRole.Link, new() { Name = "货品" }).ClickAsync();
        await Assertions.Expect(page.Locator(".row-title").First).ToHaveTextAsync("螺母");
        Assert.Empty((await host.Admin.GetFromJsonAsync<JsonElement>("/api/drafts")).GetProperty("items").EnumerateArray());
    }

    [BrowserFact]
    public async Task What_is_typed_into_the_next_record_stays_when_the_save_of_the_one_before_ends()
    {
        var next = (await (await host.Admin.PostAsJsonAsync("/api/forms/good/records", new { name = "垫圈", count = 3 })).JsonAsync()).GetProperty("id").GetInt64();
        await using var chrome = await Chrome.StartAsync(host.Address);
        var page = await chrome.SignedInAsync(TestHost.AdminEmail);
        using var held = await TypeAndSaveAsync(page, host.Good, "螺钉");

        await page.EvaluateAsync($"Blazor.navigateTo('apps/store/forms/good/{next}?edit=true')");
        var name = page.GetByLabel("名称");
        await Assertions.Expect(name).ToHaveValueAsync("垫圈");
        await name.FillAsync("弹簧垫圈");
        await name.BlurAsync();
        held.Release();

        await Assertions.Expect(page.Locator(".toast")).ToContainTextAsync("已保存");
        await Assertions.Expect(name).ToHaveValueAsync("弹簧垫圈");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator(".record-form")).ToContainTextAsync("弹簧垫圈");
        Assert.Equal(["弹簧垫圈", "螺钉"], (await host.Admin.GetFromJsonAsync<JsonElement>("/api/forms/good/records?fields=name")).GetProperty("items").EnumerateArray()
            .Select(item => item.GetProperty("values").GetProperty("name").GetString()).Order(StringComparer.Ordinal));
    }

    // Nothing is written until it is released.
    private async Task<HeldLane> TypeAndSaveAsync(IPage page, long record, string name)
    {
        await Chrome.GoAsync(page, $"apps/store/forms/good/{record}?edit=true");
        await page.GetByLabel("名称").FillAsync(name);
        await page.GetByLabel("名称").BlurAsync();
        var held = new HeldLane(host);
        await page.GetByRole(AriaRole.Button, new() { Name = "保存", Exact = true }).ClickAsync();
        return held;
    }
}
