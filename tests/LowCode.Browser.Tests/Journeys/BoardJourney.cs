using System.Net.Http.Json;
using LowCode.Catalog;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace LowCode.Browser.Tests.Journeys;

/// <summary>Deals on a board and in a calendar: dragged, carried by keys, refused, asked about, taken back.</summary>
public sealed class BoardJourney(DealDesk host) : IClassFixture<DealDesk>
{
    [BrowserFact]
    public async Task Deals_move_through_stages_and_days()
    {
        await using var chrome = await Chrome.StartAsync(host.Address);
        var page = await chrome.SignedInAsync(TestHost.AdminEmail, width: 1760);
        await Chrome.GoAsync(page, "apps/sales/forms/deal?view=board");
        ILocator Card(string name) => page.Locator(".board-card").Filter(new() { HasText = name });
        ILocator Column(string name) => page.Locator($".board-column[aria-label^='{name}']");
        await Assertions.Expect(Column("洽谈")).ToContainTextAsync("桥梁");

        // By mouse: the next stage, counted and summed anew, and taken back.
        await Chrome.DragAsync(Card("桥梁"), Column("报价"));
        await Assertions.Expect(Column("报价").Locator(".board-card")).ToContainTextAsync("桥梁");
        await Assertions.Expect(Column("报价").Locator(".board-sum")).ToContainTextAsync("500");
        await page.GetByRole(AriaRole.Button, new() { Name = "撤销" }).ClickAsync();
        await Assertions.Expect(Column("洽谈")).ToContainTextAsync("桥梁");

        // By keyboard: picked up, carried one column to the right, dropped.
        await Card("桥梁").FocusAsync();
        await page.Keyboard.PressAsync(" ");
        await Assertions.Expect(page.Locator("[aria-live=assertive]").Filter(new() { HasText = "已拿起" })).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(page.Locator(".board-column.is-target")).ToContainTextAsync("报价");
        await page.Keyboard.PressAsync(" ");
        await Assertions.Expect(Column("报价")).ToContainTextAsync("桥梁");
        await Assertions.Expect(Card("桥梁")).ToBeFocusedAsync();

        // Against the rules: it goes back and says why.
        await Chrome.DragAsync(Card("码头"), Column("赢单"));
        await Assertions.Expect(Card("码头").GetByRole(AriaRole.Alert)).ToContainTextAsync("赢单要有金额");
        await Assertions.Expect(Column("洽谈")).ToContainTextAsync("码头");
        await Chrome.ShotAsync(page, "30-board-refused");

        // What a colleague moves while it is in the hand stays where the colleague put it, until the person has seen that.
        var held = (await Card("桥梁").BoundingBoxAsync())!;
        var onto = (await Column("输单").BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(held.X + 20, held.Y + held.Height / 2);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(held.X + 60, held.Y + held.Height / 2 + 10, new() { Steps = 10 });
        await host.MoveAsync(host.Bridge, "won");
        await Assertions.Expect(Column("赢单")).ToContainTextAsync("桥梁");
        await page.Mouse.MoveAsync(onto.X + onto.Width / 2, onto.Y + 200, new() { Steps = 40 });
        await page.Mouse.UpAsync();
        await Assertions.Expect(Card("桥梁").GetByRole(AriaRole.Alert)).ToContainTextAsync("别人刚刚把它移到了“赢单”");
        await Assertions.Expect(Column("赢单")).ToContainTextAsync("桥梁");

        // Picked up and left for another card: that one is not what was picked up.
        await Card("桥梁").FocusAsync();
        await page.Keyboard.PressAsync(" ");
        await Assertions.Expect(page.Locator(".board-card.is-carried")).ToHaveCountAsync(1);
        await Card("码头").FocusAsync();
        await page.Keyboard.PressAsync(" ");
        await Assertions.Expect(page.Locator(".board-card.is-carried")).ToHaveCountAsync(0);
        await Assertions.Expect(Column("洽谈")).ToContainTextAsync("码头");
        await host.MoveAsync(host.Bridge, "offer");
        await Assertions.Expect(Column("报价")).ToContainTextAsync("桥梁");

        // What the stage requires is asked for, nothing else.
        await Chrome.DragAsync(Card("码头"), Column("输单"));
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(dialog).ToBeVisibleAsync();
        await Chrome.ShotAsync(page, "30-board-asks");
        await Assertions.Expect(dialog.Locator(".form-cell")).ToHaveCountAsync(1);
        await dialog.GetByLabel("原因").FillAsync("太慢");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "保存并移动" }).ClickAsync();
        await Assertions.Expect(Column("输单")).ToContainTextAsync("码头");

        // The calendar shows the same records; a drag changes the day.
        await page.GetByRole(AriaRole.Tab, new() { Name = "日历" }).ClickAsync();
        var bar = page.Locator(".cal-bar").Filter(new() { HasText = "桥梁" });
        await Assertions.Expect(bar).ToBeVisibleAsync();
        await Chrome.DragAsync(bar, page.Locator($"[data-day='{host.Day(18)}']"));
        await host.WaitForDayAsync(host.Bridge, host.Day(18));
        await Chrome.ShotAsync(page, "31-calendar");
        var saved = await host.Admin.GetStringAsync(new Uri($"/api/forms/deal/records/{host.Bridge}", UriKind.Relative));
        Assert.Contains(host.Day(18), saved);
        Assert.Contains("offer", saved);
    }
}

/// <summary>The product with deals on a board and in a calendar of this month.</summary>
public sealed class DealDesk : TestHost
{
    private const string Form = """
        {"key":"deal","app":"sales","label":"商机","titleField":"name","fields":[
          {"key":"name","type":"text","label":"名称","required":true},
          {"key":"amount","type":"number","label":"金额"},
          {"key":"stage","type":"choice","label":"阶段","settings":{"choices":[{"value":"talk","label":"洽谈","color":"blue"},{"value":"offer","label":"报价","color":"purple"},{"value":"won","label":"赢单","color":"green"},{"value":"lost","label":"输单","color":"red"}]}},
          {"key":"reason","type":"text","label":"原因","visibleWhen":"stage == 'lost'","requiredWhen":"stage == 'lost'"},
          {"key":"day","type":"date","label":"日期"}],
         "validations":[{"check":"stage != 'won' || amount > 0","message":"赢单要有金额"}],
         "views":[{"key":"all","label":"全部"},
          {"key":"board","label":"看板","kind":"kanban","columns":["amount","day"],"settings":{"columnsBy":"stage","sum":"amount"}},
          {"key":"days","label":"日历","kind":"calendar","columns":["amount"],"settings":{"start":"day","color":"stage"}}]}
        """;

    /// <summary>Id of the deal that is moved about.</summary>
    public long Bridge { get; private set; }

    /// <summary>A colleague moves a deal.</summary>
    public async Task MoveAsync(long deal, string stage) =>
        (await Admin.PatchAsJsonAsync($"/api/forms/deal/records/{deal}", new { stage })).EnsureSuccessStatusCode();

    /// <summary>Waits until a deal stands on a day: what the calendar's drag has saved.</summary>
    public async Task WaitForDayAsync(long deal, string day)
    {
        var saved = new TaskCompletionSource();
        void Look(RecordChanged _)
        {
            if (Admin.GetStringAsync(new Uri($"/api/forms/deal/records/{deal}", UriKind.Relative)).GetAwaiter().GetResult().Contains(day, StringComparison.Ordinal))
                saved.TrySetResult();
        }
        Workspace.Changed += Look;
        Look(new RecordChanged("deal", deal));
        await saved.Task.WaitAsync(TimeSpan.FromSeconds(20));
        Workspace.Changed -= Look;
    }

    /// <summary>A day of this month, as addresses and values write it.</summary>
    public string Day(int day) => $"{TimeZoneInfo.ConvertTimeFromUtc(Workspace.Now, Workspace.Zone):yyyy-MM}-{day:00}";

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _ = (await Services.GetRequiredService<Publisher>().PublishAsync(AdminCaller, [new(DefinitionKind.App, "sales", """{"key":"sales","label":"销售"}"""), new(DefinitionKind.Form, "deal", Form)])).Value;
        Bridge = await NewAsync(new { name = "桥梁", amount = 500, stage = "talk", day = Day(12) });
        await NewAsync(new { name = "码头", stage = "talk" });
    }

    private async Task<long> NewAsync(object values) => (await (await Admin.PostAsJsonAsync("/api/forms/deal/records", values)).JsonAsync()).GetProperty("id").GetInt64();
}
