using System.Text;
using System.Text.RegularExpressions;
using LowCode.Journeys;
using LowCode.Runtime.Imports.Tabular;
using Microsoft.Playwright;

namespace LowCode.Browser.Tests.Journeys;

/// <summary>An administrator brings a company's files in through the screen; a spelling that nobody knows is reported, explained, and then comes in.</summary>
public sealed class ImportJourney(CrmHost host) : IClassFixture<CrmHost>
{
    private const string Products = "product,series,sales_price\nGTX Pro,GTX,4821\nMG Special,MG,55\n";

    // As in the public sales data: the product is written without its space in some rows.
    private const string Pipeline = """
        opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value
        A1,Moses Frase,GTX Pro,Cancity,Won,2016-10-20,2017-03-01,4514
        A2,Moses Frase,GTXPro,Isdom,Won,2016-10-25,2017-03-11,4288
        A3,Darcel Schlecht,MG Special,Cancity,Engaging,2016-10-25,,
        A4,Darcel Schlecht,GTXPro,Cancity,Lost,2016-10-25,2017-03-07,0

        """;

    [BrowserFact]
    public async Task Files_come_in_through_the_screen_and_unknown_spellings_are_explained_there()
    {
        await using var chrome = await Chrome.StartAsync(host.Address);
        var page = await chrome.SignedInAsync(TestHost.AdminEmail);
        await ChooseAsync(page, "product", "products.csv", Encoding.UTF8.GetBytes(Products), ("product", "name"), ("series", "category"), ("sales_price", "standard_price"));
        await StartAsync(page, created: 2);
        await ChooseAsync(page, "customer", "accounts.xlsx", Accounts(), ("account", "name"), ("employees", "employees"));
        await StartAsync(page, created: 2);

        await ChooseAsync(page, "opportunity", "sales_pipeline.csv", Encoding.UTF8.GetBytes(Pipeline), ("opportunity_id", "external_id"), ("sales_agent", "name"), ("product", "product"), ("account", "customer"), ("deal_stage", "stage"), ("engage_date", "engaged_on"), ("close_date", "closed_on"), ("close_value", "amount"));
        await Chrome.ShotAsync(page, "i1-columns");
        await page.GetByRole(AriaRole.Button, new() { Name = "检查全部数据" }).ClickAsync();
        await CountAsync(page, "不能导入", 4);
        await Assertions.Expect(page.GetByRole(AriaRole.Row, new() { NameRegex = new("GTXPro") }).First).ToContainTextAsync("2");
        await Chrome.ShotAsync(page, "i2-checked");
        await MeanAsync(page, "Engaging", "需求分析");
        await MeanAsync(page, "Won", "最终回款");
        await page.GetByRole(AriaRole.Button, new() { Name = "应用并重新检查" }).ClickAsync();
        await CountAsync(page, "将新增", 2);

        // Nothing hinders the rows that are right; the others wait in a file, and on the screen for a word.
        await StartAsync(page, created: 2, check: false);
        await CountAsync(page, "未通过", 2);
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "下载未通过的行" }).ClickAsync());
        Assert.EndsWith(".xlsx", download.SuggestedFilename, StringComparison.Ordinal);
        await MeanAsync(page, "GTXPro", "GTX Pro");
        await Chrome.ShotAsync(page, "i3-explained");
        await page.GetByRole(AriaRole.Button, new() { Name = "应用，再导入这些行" }).ClickAsync();
        // The earlier import had two as well: first its refused ones must be gone from the screen.
        await CountAsync(page, "未通过", 0);
        await CountAsync(page, "新增", 2);

        var deals = await host.Admin.GetStringAsync(new Uri("/api/forms/opportunity/records?fields=external_id,product,stage&limit=10", UriKind.Relative));
        Assert.Equal(3, Regex.Count(deals, "GTX Pro"));
        await page.GetByRole(AriaRole.Link, new() { Name = "查看记录" }).ClickAsync();
        await page.WaitForURLAsync(new Regex("/forms/opportunity$"));
    }

    private static async Task ChooseAsync(IPage page, string form, string name, byte[] content, params (string Column, string Field)[] columns)
    {
        await Chrome.GoAsync(page, $"apps/crm/forms/{form}/import");
        await Chrome.UploadAsync(page.Locator("input[type=file]"), new FilePayload { Name = name, MimeType = "application/octet-stream", Buffer = content });
        // A proposed field may stand at another column: first nothing, then each where it belongs.
        foreach (var (column, _) in columns)
            await page.GetByLabel($"放进字段: {column}", new() { Exact = true }).SelectOptionAsync("");
        foreach (var (column, field) in columns)
            await page.GetByLabel($"放进字段: {column}", new() { Exact = true }).SelectOptionAsync(field);
    }

    private static async Task StartAsync(IPage page, int created, bool check = true)
    {
        if (check)
        {
            await page.GetByRole(AriaRole.Button, new() { Name = "检查全部数据" }).ClickAsync();
            await CountAsync(page, "将新增", created);
        }
        await page.GetByRole(AriaRole.Button, new() { Name = "开始导入" }).ClickAsync();
        await CountAsync(page, "新增", created);
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "查看记录" })).ToBeVisibleAsync();
    }

    private static Task CountAsync(IPage page, string what, int count) =>
        Assertions.Expect(page.Locator("dl > div").Filter(new() { Has = page.GetByText(what, new() { Exact = true }) }).Locator("dd")).ToHaveTextAsync($"{count}");

    private static Task MeanAsync(IPage page, string said, string meant) =>
        Chrome.ChooseAsync(page.GetByRole(AriaRole.Combobox, new() { Name = $"“{said}”指的是" }), meant);

    private static byte[] Accounts()
    {
        using var file = new MemoryStream();
        using (var writer = new XlsxWriter(file, [new TableColumn("account"), new TableColumn("employees", CellKind.Number)], "Sheet1"))
        {
            writer.Write([Cell.Of("Cancity"), Cell.Of(2448m)]);
            writer.Write([Cell.Of("Isdom"), Cell.Of(4540m)]);
        }
        return file.ToArray();
    }
}
