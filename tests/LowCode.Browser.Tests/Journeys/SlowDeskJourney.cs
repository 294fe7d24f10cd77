using System.Net.Http.Json;
using LowCode.Catalog;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace LowCode.Browser.Tests.Journeys;

/// <summary>People who type ahead on a slow line: every key and click means what it means on a fast one.</summary>
public sealed class SlowDeskJourney(SlowDesk host) : IClassFixture<SlowDesk>
{
    [BrowserFact]
    public async Task Cells_rows_and_cards_are_worked_without_waiting_for_the_line()
    {
        foreach (var roundTrip in (int[])[50, 200])
        {
            using var line = new SlowLine(host.Address, TimeSpan.FromMilliseconds(roundTrip / 2.0));
            await using var chrome = await Chrome.StartAsync(line.Address);
            var page = await chrome.SignedInAsync(TestHost.AdminEmail);
            var records = await host.FillAsync();
            await CellsAsync(page, roundTrip);
            await RowsAsync(page);
            await CardsAsync(page, records);
        }
    }

    [BrowserFact]
    public async Task A_double_press_saves_once()
    {
        using var line = new SlowLine(host.Address, TimeSpan.FromMilliseconds(100));
        await using var chrome = await Chrome.StartAsync(line.Address);
        var page = await chrome.SignedInAsync(TestHost.AdminEmail);
        foreach (var name in (string[])["Twice", "Thrice"])
        {
            await Chrome.GoAsync(page, "apps/shop/forms/order/new");
            await page.Locator("[data-field=name] input").FillAsync(name);
            var save = page.GetByRole(AriaRole.Button, new() { Name = "保存", Exact = true }).First;
            await save.ClickAsync(new() { ClickCount = name == "Twice" ? 2 : 3, Delay = 60 });
            await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = name })).ToBeVisibleAsync();
            Assert.Single(await host.OrdersAsync(name));
        }
    }

    [BrowserFact]
    public async Task Fields_are_named_one_after_the_other_and_a_second_designer_is_told()
    {
        using var line = new SlowLine(host.Address, TimeSpan.FromMilliseconds(100));
        await using var chrome = await Chrome.StartAsync(line.Address);
        var page = await chrome.SignedInAsync(TestHost.AdminEmail);
        // The script that knows the canvas's keys comes last of all: not before they are pressed.
        var pressed = new TaskCompletionSource();
        await page.RouteAsync("**/ui/form-canvas*", async route => { await pressed.Task; await route.ContinueAsync(); });
        await Chrome.GoAsync(page, "designer/forms/order");
        await page.GetByTestId("quick-add").FocusAsync();
        foreach (var name in (string[])["phone", "remark", "amount", "address"])
        {
            await page.Keyboard.TypeAsync(name);
            await page.Keyboard.PressAsync("Enter");
        }
        var cards = page.Locator(".fd-card");
        await Assertions.Expect(cards).ToHaveCountAsync(8);
        await Assertions.Expect(cards.Last).ToHaveAttributeAsync("data-testid", "card-address");
        foreach (var name in (string[])["phone", "remark", "amount", "address"])
            await Assertions.Expect(cards.Filter(new() { HasText = $"{name}，" })).ToHaveCountAsync(1);
        await Assertions.Expect(page.GetByTestId("quick-add")).ToHaveValueAsync("");

        // Three down and up again: each key goes on from where the one before has led.
        await cards.First.FocusAsync();
        foreach (var key in (string[])["ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp"])
            await page.Keyboard.PressAsync(key);
        pressed.SetResult();
        await Assertions.Expect(cards.Nth(2)).ToBeFocusedAsync();
        for (var i = 0; i < 4; i++)
            await page.Keyboard.PressAsync("Control+z");
        await Assertions.Expect(cards).ToHaveCountAsync(4);
        await page.Keyboard.PressAsync("Control+y");
        await Assertions.Expect(cards).ToHaveCountAsync(5);
        await Assertions.Expect(page.GetByTestId("draft-state")).ToContainTextAsync("已保存");

        // Both see each other; who saves second learns of the first before typing into what is no longer so.
        var other = await host.PersonAsync("XiaoLi", isAdmin: true);
        var second = await chrome.SignedInAsync(other.Email);
        // a screen keeps its language, whoever does something elsewhere
        await second.Context.AddCookiesAsync([new() { Name = ".AspNetCore.Culture", Value = Uri.EscapeDataString("c=en|uic=en"), Domain = line.Address.Host, Path = "/" }]);
        await Chrome.GoAsync(second, "designer/forms/order");
        await Assertions.Expect(second.GetByTestId("others")).ToContainTextAsync("Admin is editing this too");
        await Assertions.Expect(page.GetByTestId("others")).ToContainTextAsync("XiaoLi 也在编辑");
        await Chrome.ShotAsync(page, "61-together");
        await second.GetByTestId("quick-add").FillAsync("website");
        await second.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByTestId("draft-state")).ToContainTextAsync("别人刚刚也改了这份草稿");
        await second.CloseAsync();
        await Assertions.Expect(page.GetByTestId("others")).Not.ToContainTextAsync("XiaoLi");
    }

    private static async Task CellsAsync(IPage page, int roundTrip)
    {
        await Chrome.GoAsync(page, "apps/shop/forms/order");
        var grid = page.GetByRole(AriaRole.Grid);
        await Assertions.Expect(grid.Locator(".row-title")).Not.ToHaveCountAsync(0);
        await grid.FocusAsync();
        // drawn is not yet alive: the script comes a moment later
        await Assertions.Expect(grid.Locator("[data-cursor]")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("ArrowRight");
        // down a column by Enter, then on through a row by Tab, the last of them chosen from a list
        string[] typed = [$"Alpha{roundTrip}", $"Beta{roundTrip}", $"Gamma{roundTrip}"];
        foreach (var text in typed)
        {
            await page.Keyboard.TypeAsync(text);
            await page.Keyboard.PressAsync("Enter");
        }
        foreach (var text in (string[])["Delta", "paid"])
        {
            await page.Keyboard.TypeAsync(text);
            await page.Keyboard.PressAsync(text == "paid" ? "Enter" : "Tab");
        }
        ILocator Cell(int row, int column) => grid.Locator($"[data-row='{row}'] > [role=gridcell]").Nth(column);
        for (var row = 0; row < typed.Length; row++)
            await Assertions.Expect(Cell(row, 2)).ToHaveTextAsync(typed[row]);
        await Assertions.Expect(Cell(3, 2)).ToHaveTextAsync("Delta");
        await Assertions.Expect(Cell(3, 3)).ToHaveTextAsync("Paid");
        await Assertions.Expect(grid.Locator(".is-editing")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator(".grid-frame .inlet")).ToBeFocusedAsync();
    }

    private async Task RowsAsync(IPage page)
    {
        await Chrome.GoAsync(page, "apps/shop/forms/order/new");
        await page.Locator("[data-field=name] input").FillAsync("Rows");
        var rows = page.Locator("[data-field=items]");
        await rows.GetByRole(AriaRole.Button, new() { Name = "添加一行" }).ClickAsync();
        // the first cell of the new row is typed into before the row is here
        for (var i = 0; i < 3; i++)
        {
            await page.Keyboard.TypeAsync($"sku{i}");
            await page.Keyboard.PressAsync("Tab");
            await page.Keyboard.TypeAsync($"{i + 1}");
            await page.Keyboard.PressAsync("Enter");
        }
        ILocator Cell(int row, int column) => rows.Locator($"tr[data-row='{row}'] td[data-col='{column}'] input");
        await Assertions.Expect(Cell(3, 0)).ToBeFocusedAsync();
        for (var i = 0; i < 3; i++)
        {
            await Assertions.Expect(Cell(i, 0)).ToHaveValueAsync($"sku{i}");
            await Assertions.Expect(Cell(i, 1)).ToHaveValueAsync($"{i + 1}");
        }
        var block = string.Join("\n", Enumerable.Range(0, 50).Select(i => $"P{i}\t{i}"));
        await page.EvaluateAsync("""
            text => { const data = new DataTransfer(); data.setData('text/plain', text); document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })); }
            """, block);
        await Assertions.Expect(rows.Locator("table[data-rows]")).ToHaveAttributeAsync("data-count", "53");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存", Exact = true }).First.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Rows" })).ToBeVisibleAsync();
        var saved = await host.Admin.GetStringAsync(new Uri($"/api/forms/order/records/{(await host.OrdersAsync("Rows")).Max()}", UriKind.Relative));
        Assert.Contains("\"sku2\"", saved);
        Assert.Contains("\"P49\"", saved);
    }

    private static async Task CardsAsync(IPage page, IReadOnlyList<long> records)
    {
        await Chrome.GoAsync(page, "apps/shop/forms/order?view=board");
        ILocator Zone(string key) => page.Locator($"[data-zone={key}]");
        var first = page.Locator($"[data-card='{records[0]}']");
        await Assertions.Expect(page.Locator(".board[data-live]")).ToBeVisibleAsync();
        await first.FocusAsync();
        // Picked up, carried, dropped, and on to the neighbour, all before the first answer.
        foreach (var key in (string[])[" ", "ArrowRight", "ArrowRight", " ", "ArrowLeft"])
            await page.Keyboard.PressAsync(key);
        await Assertions.Expect(Zone("done").Locator($"[data-card='{records[0]}']")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".board [data-card]:focus")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator("[data-carried]")).ToHaveCountAsync(0);

        // Two by mouse, the second while the first is on its way: the lower first, so that the other stays where it is.
        var places = await Task.WhenAll(records.Skip(1).Take(2).Select(async record => (await page.Locator($"[data-card='{record}']").BoundingBoxAsync())!));
        var to = (await Zone("done").BoundingBoxAsync())!;
        foreach (var from in places.OrderByDescending(place => place.Y))
        {
            await page.Mouse.MoveAsync(from.X + 20, from.Y + 12);
            await page.Mouse.DownAsync();
            await page.Mouse.MoveAsync(to.X + to.Width / 2, to.Y + 80, new() { Steps = 6 });
            await page.Mouse.UpAsync();
        }
        await Assertions.Expect(Zone("done").Locator($"[data-card='{records[1]}']")).ToBeVisibleAsync();
        await Assertions.Expect(Zone("done").Locator($"[data-card='{records[2]}']")).ToBeVisibleAsync();
    }
}

/// <summary>The product with orders: a list, rows in an order, a board.</summary>
public sealed class SlowDesk : TestHost
{
    private const string Form = """
        {"key":"order","app":"shop","label":"订单","titleField":"name","fields":[
          {"key":"name","type":"text","label":"名称","required":true},{"key":"contact","type":"text","label":"联系人"},
          {"key":"stage","type":"choice","label":"阶段","settings":{"choices":[{"value":"open","label":"Open"},{"value":"paid","label":"Paid"},{"value":"done","label":"Done"},{"value":"free","label":"免收"}]}},
          {"key":"items","type":"subform","label":"明细","settings":{"fields":[{"key":"sku","type":"text","label":"货号"},{"key":"qty","type":"number","label":"数量"}]}}],
         "views":[{"key":"all","label":"全部","columns":["name","contact","stage"]},{"key":"board","label":"看板","kind":"kanban","settings":{"columnsBy":"stage"}}]}
        """;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _ = (await Services.GetRequiredService<Publisher>().PublishAsync(AdminCaller, [new(DefinitionKind.App, "shop", """{"key":"shop","label":"商店"}"""), new(DefinitionKind.Form, "order", Form)])).Value;
    }

    /// <summary>Adds five open orders; gives their ids.</summary>
    public async Task<IReadOnlyList<long>> FillAsync()
    {
        var ids = new List<long>();
        for (var i = 0; i < 5; i++)
            ids.Add((await (await Admin.PostAsJsonAsync("/api/forms/order/records", new { name = $"Order {i}", stage = "open" })).JsonAsync()).GetProperty("id").GetInt64());
        return ids;
    }

    /// <summary>Ids of the orders of this name.</summary>
    public async Task<IReadOnlyList<long>> OrdersAsync(string name) =>
        [.. (await (await Admin.GetAsync(new Uri($"/api/forms/order/records?search={name}", UriKind.Relative))).JsonAsync()).GetProperty("items").EnumerateArray().Select(each => each.GetProperty("id").GetInt64())];
}
