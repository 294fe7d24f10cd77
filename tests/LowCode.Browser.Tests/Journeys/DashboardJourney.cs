using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace LowCode.Browser.Tests.Journeys;

/// <summary>A business user makes a dashboard, publishes it and looks behind a number.</summary>
public sealed class DashboardJourney(CrmDesk desk) : IClassFixture<CrmDesk>
{
    [BrowserFact]
    public async Task Three_widgets_are_made_moved_published_and_drilled_into()
    {
        await using var chrome = await Chrome.StartAsync(desk.Address);
        var page = await chrome.SignedInAsync(TestHost.AdminEmail);

        await Chrome.GoAsync(page, "designer");
        await page.GetByTestId("new-dashboard").ClickAsync();
        await page.GetByTestId("new-name").FillAsync("线索一览");
        await page.GetByTestId("new-key").FillAsync("lead_overview");
        await page.GetByTestId("new-create").ClickAsync();
        await page.WaitForURLAsync(new Regex("/designer/dashboards/lead_overview$"));

        // One click each: data, then what one wants to know.
        await page.GetByTestId("source").SelectOptionAsync("lead");
        await page.GetByTestId("wish-HowMuch").ClickAsync();
        await page.GetByTestId("wish-Compare").ClickAsync();
        await page.GetByTestId("wish-Course").ClickAsync();
        var canvas = page.GetByTestId("dashboard-canvas");
        await Assertions.Expect(canvas.Locator("[data-widget]")).ToHaveCountAsync(3);
        await Assertions.Expect(canvas.Locator(".chart svg")).ToHaveCountAsync(2);

        // The second becomes a ranking by its kind, the first wider by keys, the third goes to the top by the mouse.
        await page.GetByTestId("widget-widget_2").ClickAsync();
        await Assertions.Expect(page.GetByTestId("widget-widget_2")).ToHaveAttributeAsync("aria-selected", "true");
        await page.GetByTestId("kind-Ranking").ClickAsync();
        await Assertions.Expect(canvas.Locator(".ranking")).ToContainTextAsync("官网");
        await page.GetByTestId("widget-widget_1").FocusAsync();
        await page.Keyboard.PressAsync("Shift+ArrowRight");
        await Assertions.Expect(page.GetByTestId("widget-widget_1")).ToHaveAttributeAsync("data-place", new Regex("^0,0,7,"));
        // It is taken where it stands once everything has moved to its place: a press beside it would take nothing.
        var third = page.GetByTestId("widget-widget_3");
        await third.ClickAsync(new() { Position = new() { X = 40, Y = 20 } });
        await Assertions.Expect(third).ToHaveAttributeAsync("aria-selected", "true");
        await page.WaitForFunctionAsync("() => document.getAnimations().every(each => each.playState !== 'running')");
        var box = (await third.BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(box.X + 40, box.Y + 20);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(box.X + 40, box.Y - 400, new() { Steps = 40 });
        await Assertions.Expect(third).ToHaveAttributeAsync("data-dragged", "");
        await page.Mouse.MoveAsync(box.X + 44, box.Y - 404, new() { Steps = 60 });
        await page.Mouse.UpAsync();
        await Assertions.Expect(third).ToHaveAttributeAsync("data-place", new Regex("^\\d+,0,"));
        await page.GetByTestId("undo").ClickAsync();
        await Assertions.Expect(page.GetByTestId("widget-widget_1")).ToHaveAttributeAsync("data-place", new Regex("^0,0,7,"));
        await Chrome.ShotAsync(page, "dashboard-designer");

        await page.GetByTestId("publish").ClickAsync();
        await page.GetByTestId("publish-confirm").ClickAsync();
        await Assertions.Expect(page.GetByTestId("draft-state")).ToContainTextAsync("已发布第 1 版");

        await Chrome.GoAsync(page, "apps/crm/dashboards/lead_overview");
        await Assertions.Expect(page.Locator(".widget").First).ToBeVisibleAsync();
        await Chrome.ShotAsync(page, "dashboard-made");
        await page.Locator(".ranking").GetByRole(AriaRole.Button).First.ClickAsync();
        await page.WaitForURLAsync(new Regex("/apps/crm/forms/lead\\?filter="));
        await Assertions.Expect(page.GetByRole(AriaRole.Grid, new() { Name = "线索" })).ToContainTextAsync(CrmDesk.Companies[0]);
    }

    [BrowserFact]
    public async Task A_filter_takes_several_choices_and_every_number_follows()
    {
        await using var chrome = await Chrome.StartAsync(desk.Address);
        var page = await chrome.SignedInAsync(TestHost.AdminEmail);
        await Chrome.GoAsync(page, "apps/crm/dashboards/leads");
        var number = page.Locator(".cell").Filter(new() { HasText = "新增线索" }).Locator(".big-value").First;
        await Assertions.Expect(number).ToHaveTextAsync("3");

        // by keyboard, the list stays open for the next choice
        var source = page.GetByRole(AriaRole.Combobox, new() { Name = "来源" });
        await source.FillAsync("转介绍");
        await page.Locator("[role=listbox][data-for='转介绍'] [role=option]").WaitForAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".filters .tag")).ToHaveTextAsync(["转介绍"]);
        await Assertions.Expect(number).ToHaveTextAsync("0");
        await source.FillAsync("官网");
        await page.Locator("[role=listbox][data-for='官网'] [role=option]").WaitForAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".filters .tag")).ToHaveTextAsync(["转介绍", "官网"]);
        await Assertions.Expect(number).ToHaveTextAsync("3");

        // it is in the address, so that it can be sent to somebody
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator(".filters .tag")).ToHaveTextAsync(["转介绍", "官网"]);
    }
}
