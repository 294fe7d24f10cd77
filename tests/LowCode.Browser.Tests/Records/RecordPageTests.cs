using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using LowCode.Browser.Tests.Journeys;
using LowCode.Catalog;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace LowCode.Browser.Tests.Records;

/// <summary>The product with one form that has a bit of everything.</summary>
public sealed class DealDesk : TestHost
{
    private const string Deal = """
        {"key":"deal","app":"sales","label":"商机","titleField":"name","stageField":"stage","fields":[
          {"key":"name","type":"text","label":"名称","required":true},{"key":"amount","type":"number","label":"金额"},{"key":"note","type":"text","label":"备注"},{"key":"papers","type":"file","label":"资料","settings":{"multiple":true,"maxMegabytes":1,"accept":["image/*",".pdf"]}},
          {"key":"stage","type":"choice","label":"阶段","default":"\"open\"","settings":{"choices":[{"value":"open","label":"进行中"},{"value":"won","label":"赢单"}]}},
          {"key":"reason","type":"text","label":"赢单原因","requiredWhen":"stage == \"won\"","visibleWhen":"stage == \"won\""},
          {"key":"items","type":"subform","label":"明细","settings":{"maxRows":1000,"fields":[{"key":"product","type":"text","label":"产品"},{"key":"price","type":"number","label":"单价","settings":{"scale":2}},{"key":"on","type":"date","label":"日期"},{"key":"twice","type":"formula","label":"两倍","computed":"price * 2"}]}}],
         "layout":{"tabs":[{"key":"main","label":"主要"},{"key":"rows","label":"明细页"}],"sections":[{"key":"a","label":"基本","tab":"main","items":[{"field":"name"},{"field":"amount"},{"field":"stage"},{"field":"reason"},{"field":"note","divider":true},{"field":"papers"}]},{"key":"b","tab":"rows","items":[{"field":"items","span":12}]}]}}
        """;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        var published = await Services.GetRequiredService<Publisher>().PublishAsync(AdminCaller, [new DefinitionChange(DefinitionKind.App, "sales", """{"key":"sales","label":"销售"}"""), new DefinitionChange(DefinitionKind.Form, "deal", Deal)]);
        Assert.True(published.Ok, published.Refusal?.ToString());
    }

    public async Task<long> NewAsync(object values) => (await (await Admin.PostAsJsonAsync("/api/forms/deal/records", values)).JsonAsync()).GetProperty("id").GetInt64();

    public async Task<JsonElement> ValuesAsync(long id) => (await (await Admin.GetAsync($"/api/forms/deal/records/{id}")).JsonAsync()).GetProperty("values");
}

/// <summary>The record page: nothing typed is lost, two people don't overwrite each other, rows work like a sheet.</summary>
public sealed class RecordPageTests(DealDesk host) : IClassFixture<DealDesk>
{
    private const string Url = "apps/sales/forms/deal";

    [BrowserFact]
    public async Task What_was_typed_survives_a_restart_of_the_product()
    {
        await using var chrome = await Chrome.StartAsync(host.Address);
        var page = await chrome.SignedInAsync(TestHost.AdminEmail);
        await Chrome.GoAsync(page, $"{Url}/new");
        await page.GetByLabel("名称").FillAsync("长江桥梁");
        await page.GetByLabel("金额").FillAsync("1200");
        await Assertions.Expect(page.Locator(".editing-bar")).ToContainTextAsync("草稿已保存");

        await host.RestartAsync();
        await Chrome.GoAsync(page, $"{Url}/new");
        await page.GetByRole(AriaRole.Button, new() { Name = "继续填写" }).ClickAsync();

        await Assertions.Expect(page.GetByLabel("名称")).ToHaveValueAsync("长江桥梁");
        await Chrome.ShotAsync(page, "30-draft");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "长江桥梁" })).ToBeVisibleAsync();
        await Chrome.GoAsync(page, "drafts");
        await Assertions.Expect(page.GetByText("没有草稿")).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task Two_people_who_change_one_record_choose_field_by_field()
    {
        var id = await host.NewAsync(new { name = "黄河", amount = 1, note = "n" });
        await using var chrome = await Chrome.StartAsync(host.Address);
        var page = await chrome.SignedInAsync(TestHost.AdminEmail);
        await Chrome.GoAsync(page, $"{Url}/{id}?edit=true");
        await page.GetByLabel("金额").FillAsync("5");
        await page.GetByLabel("备注").FillAsync("mine");
        using var change = await host.Admin.PatchAsJsonAsync($"/api/forms/deal/records/{id}", new { amount = 9, note = "theirs", name = "黄河机电" });

        await page.GetByRole(AriaRole.Button, new() { Name = "保存", Exact = true }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Group, new() { Name = "金额" }).GetByRole(AriaRole.Radio).Last.CheckAsync();
        await Chrome.ShotAsync(page, "31-merge");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "合并并保存" }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "黄河机电" })).ToBeVisibleAsync();
        var values = await host.ValuesAsync(id);
        Assert.Equal((9, "mine"), (values.GetProperty("amount").GetInt32(), values.GetProperty("note").GetString()));
    }

    [BrowserFact]
    public async Task Rows_are_worked_like_a_sheet()
    {
        var id = await host.NewAsync(new { name = "海河" });
        await using var chrome = await Chrome.StartAsync(host.Address);
        var page = await chrome.SignedInAsync(TestHost.AdminEmail);
        await Chrome.GoAsync(page, $"{Url}/{id}?edit=true");
        await page.GetByRole(AriaRole.Tab, new() { Name = "明细页" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "添加一行" }).ClickAsync();
        await Cell(page, 0, 0).FillAsync("笔");
        await Cell(page, 0, 0).PressAsync("Enter");
        await Assertions.Expect(Cell(page, 1, 0)).ToBeFocusedAsync();

        await page.EvaluateAsync("""
            () => { const data = new DataTransfer(); data.setData('text/plain', '墨水\t2.5\t2026-01-02\r\n帽子\tx\t2026-01-03\r\n');
              document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })); }
            """);

        await Assertions.Expect(Cell(page, 2, 0)).ToHaveValueAsync("帽子");
        await Assertions.Expect(page.Locator("tr[data-row='1']")).ToContainTextAsync("5");
        await Assertions.Expect(page.Locator("tr[data-row='2'] .form-error")).ToBeVisibleAsync();
        await Chrome.ShotAsync(page, "32-rows");
        await Cell(page, 2, 1).FillAsync("4");
        await Cell(page, 2, 0).PressAsync("Alt+ArrowUp");
        await Assertions.Expect(Cell(page, 1, 0)).ToHaveValueAsync("帽子");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator(".editing-bar")).ToHaveCountAsync(0);
        var rows = (await host.ValuesAsync(id)).GetProperty("items").EnumerateArray().Select(row => $"{row.GetProperty("product")} {row.GetProperty("price")}");
        Assert.Equal(["笔 ", "帽子 4.00", "墨水 2.50"], rows);
    }

    [BrowserFact]
    public async Task A_file_that_is_not_accepted_is_told_so_with_what_is()
    {
        var id = await host.NewAsync(new { name = "辽河" });
        await using var chrome = await Chrome.StartAsync(host.Address);
        var page = await chrome.SignedInAsync(TestHost.AdminEmail);
        await Chrome.GoAsync(page, $"{Url}/{id}?edit=true");
        var field = page.Locator("[data-field=papers]");
        var told = field.Locator(".upload.is-bad");
        await Assertions.Expect(field).ToContainTextAsync("支持 图片、.pdf");

        await field.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "setup.exe", MimeType = "application/octet-stream", Buffer = [1] });
        await Assertions.Expect(told).ToContainTextAsync("“setup.exe”未上传：只支持 图片、.pdf");

        // Dropped, one of three is taken; what was told before is past.
        await field.Locator("lc-files").EvaluateAsync("""
            field => {
              const data = new DataTransfer();
              for (const [name, size] of [['offer.pdf', 10], ['film.mp4', 10], ['plan.pdf', 1100000]]) data.items.add(new File([new Uint8Array(size)], name, { type: name.endsWith('pdf') ? 'application/pdf' : 'video/mp4' }));
              field.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
            }
            """);
        await Assertions.Expect(told).ToHaveTextAsync([new Regex("film.mp4.*只支持 图片、.pdf"), new Regex("plan.pdf.*超过 1")]);
        await Assertions.Expect(field.Locator(".file-chip")).ToHaveTextAsync(new Regex("offer.pdf"));
        await Chrome.ShotAsync(page, "33-files");

        await page.GetByLabel("备注").EvaluateAsync("""
            note => { const data = new DataTransfer(); data.items.add(new File(['x'], 'notes.txt', { type: 'text/plain' })); note.focus(); note.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })); }
            """);
        await Assertions.Expect(told).ToHaveTextAsync([new Regex("notes.txt.*只支持 图片、.pdf")]);
        await told.GetByRole(AriaRole.Button, new() { Name = "关闭" }).ClickAsync();
        await Assertions.Expect(told).ToHaveCountAsync(0);

        // Let go beside the field, the browser must not leave what was typed to show the file.
        Assert.True(await page.GetByLabel("备注").EvaluateAsync<bool>("""
            note => { const data = new DataTransfer(); data.items.add(new File(['x'], 'a.pdf')); return !note.dispatchEvent(new DragEvent('dragover', { dataTransfer: data, bubbles: true, cancelable: true })); }
            """));
        await page.GetByRole(AriaRole.Button, new() { Name = "保存", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator(".editing-bar")).ToHaveCountAsync(0);
        Assert.Equal("offer.pdf", Assert.Single((await host.ValuesAsync(id)).GetProperty("papers").EnumerateArray()).GetProperty("name").GetString());
    }

    [BrowserFact]
    public async Task A_stage_that_asks_for_more_opens_the_form_at_what_is_missing()
    {
        var id = await host.NewAsync(new { name = "淮河" });
        await using var chrome = await Chrome.StartAsync(host.Address);
        var page = await chrome.SignedInAsync(TestHost.AdminEmail);
        await Chrome.GoAsync(page, $"{Url}/{id}");

        await page.Locator(".stepper").GetByRole(AriaRole.Button, new() { Name = "赢单" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "变为必填：赢单原因" })).ToHaveCountAsync(1);
        await page.Locator(".form-problems").GetByRole(AriaRole.Button, new() { Name = "赢单原因" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("赢单原因")).ToBeFocusedAsync();
        await page.GetByLabel("赢单原因").FillAsync("价格");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存", Exact = true }).ClickAsync();

        // The stage stands there before it is saved: whoever leaves then leaves a draft.
        await Assertions.Expect(page.Locator(".editing-bar")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator(".step.is-current")).ToHaveTextAsync("赢单");
    }

    [BrowserFact]
    public async Task A_refused_save_leads_to_what_is_missing_wherever_the_page_was_scrolled_to()
    {
        await using var chrome = await Chrome.StartAsync(host.Address);
        var page = await chrome.SignedInAsync(TestHost.AdminEmail);
        await page.SetViewportSizeAsync(1280, 420);
        await Chrome.GoAsync(page, $"{Url}/new");
        await page.Locator("[data-field='papers']").EvaluateAsync("field => field.scrollIntoView()");
        await Assertions.Expect(page.Locator("[data-field='name'] input")).Not.ToBeInViewportAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "保存", Exact = true }).ClickAsync();

        await Assertions.Expect(page.Locator("[data-field='name'] input")).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator("[data-field='name'] input")).ToBeInViewportAsync();
    }

    private static ILocator Cell(IPage page, int row, int column) => page.Locator($"tr[data-row='{row}'] td[data-col='{column}'] input");
}
