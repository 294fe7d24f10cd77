using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace LowCode.Browser.Tests.Journeys;

/// <summary>A person's window, and what a journey does there in the words of somebody at work.</summary>
internal sealed class Seat(IPage page)
{
    public IPage Page => page;

    /// <summary>The open task.</summary>
    public ILocator Pane => page.Locator(".tasks-pane");

    /// <summary>What stands over the page: a drawer or a dialog.</summary>
    public ILocator Drawer => page.GetByRole(AriaRole.Dialog);

    public static async Task<Seat> TakeAsync(Chrome chrome, TestPerson person) => new(await chrome.SignedInAsync(person.Email));

    public Task GoAsync(string path) => Chrome.GoAsync(page, path);

    /// <summary>Opens the to-do list and there the task with this title.</summary>
    public async Task OpenAsync(string title, string step)
    {
        await GoAsync("tasks");
        await page.Locator(".task-row").GetByRole(AriaRole.Link, new() { NameRegex = new(Regex.Escape(title)) }).ClickAsync();
        await StandsAtAsync(step);
    }

    /// <summary>The open task is this step.</summary>
    public Task StandsAtAsync(string step) => Assertions.Expect(Pane.Locator(".task-head .strong")).ToHaveTextAsync(step);

    /// <summary>Nothing with this title waits for the person.</summary>
    public async Task HasNothingAsync(string title)
    {
        await GoAsync("tasks");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "待办中心" })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".task-row").Filter(new() { HasText = title })).ToHaveCountAsync(0);
    }

    /// <summary>Chooses from a drop-down by its field's name.</summary>
    public Task PickAsync(string field, string option, ILocator? within = null) =>
        Chrome.ChooseAsync((within ?? Pane).GetByRole(AriaRole.Combobox, new() { Name = field }), option);

    /// <summary>Fills a field in and leaves it.</summary>
    public async Task FillAsync(string field, string text, ILocator? within = null)
    {
        var box = (within ?? Pane).GetByLabel(field, new() { Exact = true });
        await box.FillAsync(text);
        await box.BlurAsync();
    }

    /// <summary>Makes a record without leaving the task.</summary>
    public async Task MakeAsync(string button, Func<ILocator, Task> fill)
    {
        await Pane.GetByRole(AriaRole.Button, new() { Name = button }).First.ClickAsync();
        await fill(Drawer);
        await Drawer.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Assertions.Expect(Drawer).ToHaveCountAsync(0);
    }

    /// <summary>Decides; the task goes, or stays because something is missing.</summary>
    public async Task DecideAsync(string button, bool refused = false)
    {
        var step = await Pane.Locator(".task-head .strong").InnerTextAsync();
        await Pane.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
        if (refused)
            await Assertions.Expect(Pane.Locator(".form-problems, .form-error").First).ToBeVisibleAsync();
        else
            await Assertions.Expect(Pane.Locator(".task-head .strong").Filter(new() { HasText = step })).ToHaveCountAsync(0);
    }

    /// <summary>Adds a row to a subform and gives it.</summary>
    public static async Task<ILocator> RowAsync(ILocator within, string field)
    {
        var rows = within.Locator($"[data-field={field}]");
        var before = await rows.Locator("tr[data-row]").CountAsync();
        await rows.GetByRole(AriaRole.Button, new() { Name = "添加一行" }).ClickAsync();
        var added = rows.Locator($"tr[data-row='{before}']");
        await Assertions.Expect(added).ToBeVisibleAsync();
        return added;
    }
}
