using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using LowCode.Catalog;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace LowCode.Browser.Tests.Journeys;

/// <summary>The same records as tiles with pictures, in groups and by the hour: looked at, opened, edited in place, moved.</summary>
public sealed class ShapesJourney(RoomsDesk host) : IClassFixture<RoomsDesk>
{
    [BrowserFact]
    public async Task A_tile_shows_the_first_picture_and_opens_its_record()
    {
        await using var chrome = await Chrome.StartAsync(host.Address);
        var page = await chrome.SignedInAsync(TestHost.AdminEmail);
        await Chrome.GoAsync(page, "apps/rooms/forms/booking?view=tiles");
        ILocator Tile(string name) => page.Locator("[data-tile]").Filter(new() { HasText = name });

        await Assertions.Expect(Tile("评审会").Locator(".tile-cover img")).ToHaveJSPropertyAsync("naturalWidth", 1);
        await Assertions.Expect(Tile("周会").Locator(".tile-cover img")).ToHaveCountAsync(0);
        await Assertions.Expect(Tile("周会").Locator(".tile-cover svg")).ToBeVisibleAsync();
        await Chrome.ShotAsync(page, "60-gallery");

        await Tile("评审会").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "评审会" })).ToBeVisibleAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex($"(peek=|/){host.Review}$"));
    }

    [BrowserFact]
    public async Task A_cell_in_a_group_is_edited_in_place_and_its_record_goes_to_the_group_that_it_then_belongs_to()
    {
        await using var chrome = await Chrome.StartAsync(host.Address);
        var page = await chrome.SignedInAsync(TestHost.AdminEmail);
        await Chrome.GoAsync(page, "apps/rooms/forms/booking?view=groups");
        var table = page.GetByTestId("groups");
        ILocator Cell(int column) => table.Locator($"tr[data-id='{host.Weekly}'] > td").Nth(column);
        // The table says where the cursor is when it can be worked in.
        await Assertions.Expect(table.Locator("td[data-cursor]")).ToHaveCountAsync(1);

        await Cell(1).DblClickAsync();
        var editor = Cell(1).Locator("input");
        await Assertions.Expect(editor).ToBeFocusedAsync();
        await editor.FillAsync("25");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Cell(1)).ToHaveTextAsync("25");
        Assert.Contains("\"seats\":25", await host.SavedAsync(host.Weekly));

        // Against the rules, typed without waiting: said at the cell, nothing is lost.
        await Cell(1).ClickAsync();
        await page.Keyboard.TypeAsync("900");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Cell(1).GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(Cell(1)).ToHaveTextAsync("25");

        // What groups it: the record moves, the counts follow.
        var small = table.Locator(".group-head").Filter(new() { HasText = "小会议室" });
        await Assertions.Expect(small.Locator(".group-count")).ToHaveTextAsync("1");
        await Cell(2).DblClickAsync();
        await Assertions.Expect(Cell(2).Locator("input")).ToBeFocusedAsync();
        await Cell(2).Locator("input").FillAsync("小会议室");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(small.Locator(".group-count")).ToHaveTextAsync("2");
        await Chrome.ShotAsync(page, "61-groups");
        Assert.Contains("\"room\":\"small\"", await host.SavedAsync(host.Weekly));
    }

    [BrowserFact]
    public async Task A_block_that_is_dragged_among_hours_begins_where_it_is_put()
    {
        await using var chrome = await Chrome.StartAsync(host.Address);
        var page = await chrome.SignedInAsync(TestHost.AdminEmail);
        await Chrome.GoAsync(page, "apps/rooms/forms/booking?view=hours");
        // The working hours come into sight when the calendar can be worked in.
        await page.WaitForFunctionAsync("document.querySelector('[data-testid=hours]')?.scrollTop > 0");
        var block = page.Locator($".hours-block[data-card='{host.Review}']");
        await Assertions.Expect(block).ToContainTextAsync("10:00");

        var (from, to) = ((await block.BoundingBoxAsync())!, (await page.Locator($"[data-zone='{host.Today}T14:30:00']").BoundingBoxAsync())!);
        await page.Mouse.MoveAsync(from.X + 20, from.Y + 6);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(to.X + 20, to.Y + to.Height / 2, new() { Steps = 30 });
        await page.Mouse.MoveAsync(to.X + 24, to.Y + to.Height / 2, new() { Steps = 30 });
        await page.Mouse.UpAsync();

        await Assertions.Expect(block).ToContainTextAsync("14:30 – 15:30");
        await Chrome.ShotAsync(page, "62-hours");
        var saved = await host.SavedAsync(host.Review);
        Assert.Contains($"{host.Today}T06:30", saved);
        Assert.Contains($"{host.Today}T07:30", saved);

        // By keyboard: picked up, half an hour later, put down.
        await block.FocusAsync();
        await page.Keyboard.PressAsync(" ");
        await Assertions.Expect(page.Locator("[aria-live=assertive]").Filter(new() { HasText = "已拿起" })).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync(" ");
        await Assertions.Expect(block).ToContainTextAsync("15:00 – 16:00");
    }
}

/// <summary>The product with three bookings of rooms today: a review with a picture, a weekly meeting, a talk.</summary>
public sealed class RoomsDesk : TestHost
{
    private const string Form = """
        {"key":"booking","app":"rooms","label":"预订","titleField":"name","fields":[
          {"key":"name","type":"text","label":"主题","required":true},
          {"key":"seats","type":"number","label":"人数","settings":{"max":500}},
          {"key":"room","type":"choice","label":"会议室","settings":{"choices":[{"value":"big","label":"大会议室","color":"blue"},{"value":"small","label":"小会议室","color":"green"}]}},
          {"key":"begin","type":"datetime","label":"开始"},
          {"key":"end","type":"datetime","label":"结束"},
          {"key":"pictures","type":"file","label":"图片","settings":{"multiple":true}}],
         "views":[{"key":"all","label":"全部"},
          {"key":"tiles","label":"图库","kind":"gallery","columns":["seats","room"],"settings":{"cover":"pictures"}},
          {"key":"groups","label":"分组","columns":["name","seats","room"],"groupBy":[{"field":"room"}]},
          {"key":"hours","label":"日程","kind":"calendar","columns":["seats"],"settings":{"start":"begin","end":"end","color":"room","scale":"week"}}]}
        """;

    // One point.
    private const string Picture = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    public long Review { get; private set; }

    public long Weekly { get; private set; }

    /// <summary>Today as people here write it.</summary>
    public string Today { get; private set; } = "";

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _ = (await Services.GetRequiredService<Publisher>().PublishAsync(AdminCaller, [new(DefinitionKind.App, "rooms", """{"key":"rooms","label":"会议室"}"""), new(DefinitionKind.Form, "booking", Form)])).Value;
        Today = TimeZoneInfo.ConvertTimeFromUtc(Workspace.Now, Workspace.Zone).ToString("yyyy-MM-dd", null);
        Review = await NewAsync(new { name = "评审会", seats = 12, room = "big", begin = $"{Today}T02:00:00Z", end = $"{Today}T03:00:00Z", pictures = new[] { await UploadAsync() } });
        Weekly = await NewAsync(new { name = "周会", seats = 8, room = "big" });
        await NewAsync(new { name = "面谈", seats = 2, room = "small" });
    }

    public async Task<string> SavedAsync(long id) => await Admin.GetStringAsync(new Uri($"/api/forms/booking/records/{id}", UriKind.Relative));

    private async Task<string> UploadAsync()
    {
        using var file = new ByteArrayContent(Convert.FromBase64String(Picture));
        file.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        using var form = new MultipartFormDataContent { { file, "file", "plan.png" } };
        return (await (await Admin.PostAsync(new Uri("/api/files", UriKind.Relative), form)).JsonAsync()).GetProperty("id").GetString()!;
    }

    private async Task<long> NewAsync(object values)
    {
        var answer = await Admin.PostAsJsonAsync("/api/forms/booking/records", values);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.JsonAsync()).GetProperty("id").GetInt64();
    }
}
