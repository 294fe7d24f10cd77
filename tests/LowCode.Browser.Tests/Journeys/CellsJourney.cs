using System.Net.Http.Json;
using LowCode.Catalog;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace LowCode.Browser.Tests.Journeys;

/// <summary>What is typed into cells and forms is saved as it was meant, or not at all.</summary>
public sealed class CellsJourney(CellsDesk host) : IClassFixture<CellsDesk>
{
    [BrowserFact]
    public async Task A_number_that_cannot_be_read_is_not_saved_as_another_one()
    {
        await using var chrome = await Chrome.StartAsync(host.Address);
        var page = await chrome.SignedInAsync(TestHost.AdminEmail);
        await Chrome.GoAsync(page, "apps/store/forms/good");
        ILocator Cell(int column) => page.Locator($"[data-row='0'] > [role=gridcell]").Nth(column);
        await Assertions.Expect(page.Locator("[role=gridcell][data-cursor]")).ToHaveCountAsync(1);
        await Cell(2).ClickAsync();
        await page.Keyboard.TypeAsync("2万");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Cell(2)).ToHaveTextAsync("20,000");

        await page.Keyboard.TypeAsync("12x");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Cell(2).Locator(".cell-note")).ToContainTextAsync("看不懂");
        await Chrome.ShotAsync(page, "23-unread");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(Cell(2)).ToHaveTextAsync("20,000");

        // The same in a form.
        await Chrome.GoAsync(page, $"apps/store/forms/good/{host.Good}?edit=true");
        await page.GetByLabel("数量").FillAsync("12x");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByText("有填写的内容看不懂")).ToBeVisibleAsync();
        await page.GetByLabel("数量").FillAsync("12");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("[data-testid=record-form], .record-form")).ToContainTextAsync("12");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "保存", Exact = true })).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task What_is_looked_for_in_vain_is_made_in_place()
    {
        await using var chrome = await Chrome.StartAsync(host.Address);
        var page = await chrome.SignedInAsync(TestHost.AdminEmail);
        await Chrome.GoAsync(page, $"apps/store/forms/good/{host.Good}?edit=true");
        var maker = page.GetByRole(AriaRole.Combobox, new() { Name = "厂家" });
        await maker.FillAsync("江南五金");
        await page.GetByRole(AriaRole.Option, new() { Name = "新建“江南五金”" }).ClickAsync();

        var drawer = page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(drawer.GetByLabel("厂名")).ToHaveValueAsync("江南五金");
        await drawer.GetByRole(AriaRole.Button, new() { Name = "保存", Exact = true }).ClickAsync();

        await Assertions.Expect(drawer).ToHaveCountAsync(0);
        await Assertions.Expect(maker).ToHaveValueAsync("江南五金");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "江南五金" })).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task Several_choices_are_edited_in_a_cell_by_keyboard()
    {
        await using var chrome = await Chrome.StartAsync(host.Address);
        var page = await chrome.SignedInAsync(TestHost.AdminEmail);
        await Chrome.GoAsync(page, "apps/store/forms/good");
        var cell = page.Locator("[data-row='0'] > [role=gridcell]").Nth(3);
        await Assertions.Expect(cell).ToHaveTextAsync("红");
        await Assertions.Expect(page.Locator("[role=gridcell][data-cursor]")).ToHaveCountAsync(1);
        await cell.ClickAsync();
        await Assertions.Expect(page.Locator("[role=gridcell][data-cursor]")).ToHaveTextAsync("红");

        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(cell.GetByRole(AriaRole.Combobox)).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("蓝");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(cell.Locator(".tag")).ToHaveTextAsync(["红", "蓝"]);
        await Assertions.Expect(cell.GetByRole(AriaRole.Combobox)).ToHaveValueAsync("");
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.Locator(".is-editing")).ToHaveCountAsync(0);
        await Assertions.Expect(cell.Locator(".tag")).ToHaveTextAsync(["红", "蓝"]);
    }
}

/// <summary>The product with one record of a number and of several choices.</summary>
public sealed class CellsDesk : TestHost
{
    private const string Form = """
        {"key":"good","app":"store","label":"货品","titleField":"name","fields":[
          {"key":"name","type":"text","label":"名称","required":true},
          {"key":"count","type":"number","label":"数量","settings":{"thousands":true}},
          {"key":"colours","type":"choices","label":"颜色","settings":{"choices":[{"value":"green","label":"绿"},{"value":"red","label":"红"},{"value":"blue","label":"蓝"}]}},
          {"key":"maker","type":"reference","label":"厂家","settings":{"form":"maker"}}],
         "views":[{"key":"all","label":"全部","columns":["name","count","colours"],"isDefault":true}]}
        """;

    /// <summary>Id of the record.</summary>
    public long Good { get; private set; }

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _ = (await Services.GetRequiredService<Publisher>().PublishAsync(AdminCaller, [new(DefinitionKind.App, "store", """{"key":"store","label":"仓库"}"""), new(DefinitionKind.Form, "maker", """{"key":"maker","app":"store","label":"厂家","titleField":"name","fields":[{"key":"name","type":"text","label":"厂名","required":true,"searchable":true}]}"""), new(DefinitionKind.Form, "good", Form)])).Value;
        Good = (await (await Admin.PostAsJsonAsync("/api/forms/good/records", new { name = "螺栓", count = 1, colours = new[] { "red" } })).JsonAsync()).GetProperty("id").GetInt64();
    }
}
