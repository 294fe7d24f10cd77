using System.Net.Http.Json;
using System.Text.Json;
using LowCode.Journeys;
using Microsoft.Playwright;

namespace LowCode.Browser.Tests.Journeys;

/// <summary>What was deleted is found in the recycle bin of its list, comes back, or goes for good.</summary>
public sealed class BinJourney(CrmHost host) : IClassFixture<CrmHost>
{
    [BrowserFact]
    public async Task A_deleted_record_comes_back_from_the_recycle_bin_or_goes_for_good()
    {
        foreach (var name in (string[])["甲公司", "乙公司"])
        {
            var made = await (await host.Admin.PostAsJsonAsync("/api/forms/customer/records", new { name })).Content.ReadFromJsonAsync<JsonElement>();
            (await host.Admin.DeleteAsync(new Uri($"/api/forms/customer/records/{made.GetProperty("id")}", UriKind.Relative))).EnsureSuccessStatusCode();
        }
        await using var chrome = await Chrome.StartAsync(host.Address);
        var page = await chrome.SignedInAsync(TestHost.AdminEmail);
        await Chrome.GoAsync(page, "apps/crm/forms/customer");
        await page.GetByRole(AriaRole.Button, new() { Name = "更多", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "回收站" }).ClickAsync();
        var rows = page.Locator(".draft-list li");
        await Assertions.Expect(rows).ToHaveCountAsync(2);
        await Chrome.ShotAsync(page, "80-bin");

        await page.GetByRole(AriaRole.Button, new() { Name = "恢复“甲公司”" }).ClickAsync();
        await Assertions.Expect(rows).ToHaveCountAsync(1);
        await page.GetByRole(AriaRole.Button, new() { Name = "彻底删除“乙公司”" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).Locator("[data-default]").ClickAsync();
        await Assertions.Expect(page.GetByText("回收站是空的")).ToBeVisibleAsync();

        Assert.Equal(["甲公司"], await NamesAsync(""));
        Assert.Empty(await NamesAsync("&deleted=true"));
    }

    [BrowserFact]
    public async Task Many_deleted_records_come_back_at_once_and_who_cannot_says_why()
    {
        for (var i = 0; i < 60; i++)
        {
            var made = await (await host.Admin.PostAsJsonAsync("/api/forms/customer/records", new { name = $"分店{i:D2}" })).Content.ReadFromJsonAsync<JsonElement>();
            (await host.Admin.DeleteAsync(new Uri($"/api/forms/customer/records/{made.GetProperty("id")}", UriKind.Relative))).EnsureSuccessStatusCode();
        }
        // The name is taken again meanwhile.
        (await host.Admin.PostAsJsonAsync("/api/forms/customer/records", new { name = "分店07" })).EnsureSuccessStatusCode();
        await using var chrome = await Chrome.StartAsync(host.Address);
        var page = await chrome.SignedInAsync(TestHost.AdminEmail);
        await Chrome.GoAsync(page, "apps/crm/forms/customer/bin");
        var rows = page.Locator(".draft-list li");
        await Assertions.Expect(rows).ToHaveCountAsync(50);

        await page.GetByRole(AriaRole.Checkbox, new() { Name = "选择“分店59”" }).CheckAsync();
        await Assertions.Expect(page.Locator(".bin-bar")).ToContainTextAsync("已选 1 条");
        await page.GetByTestId("purge-chosen").ClickAsync();
        await page.GetByRole(AriaRole.Dialog).Locator("[data-default]").ClickAsync();
        await Assertions.Expect(rows).ToHaveCountAsync(49);
        await page.Locator(".bin-bar").GetByRole(AriaRole.Checkbox).CheckAsync();
        await Assertions.Expect(page.Locator(".bin-bar")).ToContainTextAsync("已选 59 条");
        await Assertions.Expect(rows.Nth(40).GetByRole(AriaRole.Checkbox)).ToBeCheckedAsync();
        await Chrome.ShotAsync(page, "81-bin-many");
        await page.GetByTestId("restore-chosen").ClickAsync();

        await Assertions.Expect(page.Locator(".toast").Filter(new() { HasText = "已恢复 58 条" })).ToBeVisibleAsync();
        await Assertions.Expect(rows).ToHaveCountAsync(1);
        await Assertions.Expect(rows).ToContainTextAsync("分店07");
        Assert.Equal(["分店07"], await NamesAsync("&deleted=true"));
    }

    private async Task<List<string?>> NamesAsync(string more) =>
        [.. (await host.Admin.GetFromJsonAsync<JsonElement>($"/api/forms/customer/records?fields=name{more}")).GetProperty("items").EnumerateArray().Select(item => item.GetProperty("values").GetProperty("name").GetString())];
}
