using System.Net.Http.Json;
using LowCode.Catalog;
using LowCode.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace LowCode.Browser.Tests.Journeys;

/// <summary>Hundreds of records changed from a list that is left while it goes on.</summary>
public sealed class BatchJourney(PartsDesk host) : IClassFixture<PartsDesk>
{
    [BrowserFact]
    public async Task A_change_of_many_goes_on_behind_a_closed_tab_and_says_what_became_of_it()
    {
        await using var chrome = await Chrome.StartAsync(host.Address);
        var page = await chrome.SignedInAsync(TestHost.AdminEmail);
        await Chrome.GoAsync(page, "apps/stock/forms/part");
        var grid = page.GetByRole(AriaRole.Grid);
        await Assertions.Expect(grid.Locator(".row-title").First).ToBeVisibleAsync();
        await host.HoldAsync();

        // All of them, not only those on the screen.
        await grid.FocusAsync();
        await Assertions.Expect(grid.Locator("[role=gridcell][data-cursor]")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Control+a");
        await page.GetByRole(AriaRole.Button, new() { Name = "选择全部 300 条" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "批量修改" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("修改哪个字段").FillAsync("库位");
        await page.Keyboard.PressAsync("Enter");
        await dialog.GetByLabel("改为").FillAsync("B-07");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "修改" }).ClickAsync();
        await Assertions.Expect(page.GetByTestId("batch-running")).ToContainTextAsync("已处理 0 / 300");
        await Assertions.Expect(page.GetByTestId("batch-running")).ToContainTextAsync("可以离开");
        await Chrome.ShotAsync(page, "50-batch-running");

        // Elsewhere it is among the work of the person; the tab may go.
        var context = page.Context;
        await Chrome.GoAsync(page, "");
        await Assertions.Expect(page.GetByTestId("work-tray")).ToBeVisibleAsync();
        await page.CloseAsync();

        page = await context.NewPageAsync();
        page.SetDefaultTimeout(30_000);
        await Chrome.GoAsync(page, "apps/stock/forms/part");
        await Assertions.Expect(page.GetByTestId("batch-running")).ToContainTextAsync("已处理 0 / 300");
        host.Release();

        var result = page.GetByTestId("batch-result");
        await Assertions.Expect(result).ToContainTextAsync("已修改 290 条，10 条没改成");
        await Assertions.Expect(page.GetByRole(AriaRole.Grid)).ToContainTextAsync("B-07");
        await result.GetByRole(AriaRole.Button, new() { Name = "查看原因" }).ClickAsync();
        var reasons = page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(reasons).ToContainTextAsync("停用的零件不能移库");
        await Assertions.Expect(reasons.GetByRole(AriaRole.Link)).ToHaveCountAsync(5);
        await Chrome.ShotAsync(page, "51-batch-reasons");
        await reasons.GetByRole(AriaRole.Button, new() { Name = "选中这 10 条" }).ClickAsync();
        await Assertions.Expect(page.Locator(".batch-bar")).ToContainTextAsync("已选 10 条");
        await page.GetByRole(AriaRole.Button, new() { Name = "取消选择" }).ClickAsync();

        // What was put away doesn't come back.
        await result.GetByRole(AriaRole.Button, new() { Name = "关闭" }).ClickAsync();
        await Assertions.Expect(result).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByTestId("work-tray")).ToHaveCountAsync(0);
    }
}

/// <summary>The product with three hundred parts, of which ten may not be changed, and long work that can be held up.</summary>
public sealed class PartsDesk : TestHost
{
    private const string Form = """
        {"key":"part","app":"stock","label":"零件","titleField":"name","fields":[
          {"key":"name","type":"text","label":"名称","required":true},
          {"key":"place","type":"text","label":"库位"},
          {"key":"retired","type":"switch","label":"停用"}],
         "validations":[{"check":"!(retired && place == 'B-07')","message":"停用的零件不能移库"}]}
        """;

    private readonly Hold _hold = new();

    protected override void Configure(IServiceCollection services) => services.AddSingleton<IJobHandler>(_hold);

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _ = (await Services.GetRequiredService<Publisher>().PublishAsync(AdminCaller, [new(DefinitionKind.App, "stock", """{"key":"stock","label":"仓库"}"""), new(DefinitionKind.Form, "part", Form)])).Value;
        var operations = Enumerable.Range(0, 300).Select(i => new { op = "create", values = new { name = $"零件 {i + 1}", retired = i % 30 == 0 } });
        (await Admin.PostAsJsonAsync("/api/forms/part/records/batch", new { operations })).EnsureSuccessStatusCode();
    }

    /// <summary>Long work waits from now on until <see cref="Release"/>.</summary>
    public Task HoldAsync() => _hold.BeginAsync(this);

    public void Release() => _hold.Release();
}
