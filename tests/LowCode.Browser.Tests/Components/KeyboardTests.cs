using Microsoft.Playwright;

namespace LowCode.Browser.Tests.Components;

[Collection("browser")]
public class KeyboardTests(Browser browser) : BrowserTest(browser)
{
    [BrowserFact]
    public async Task A_menu_is_used_with_the_arrow_keys_and_gives_the_focus_back()
    {
        var page = await Browser.OpenAsync("design", language: "en");
        var button = Sheet(page).GetByRole(AriaRole.Button, new() { Name = "Menu", Exact = true });
        await button.FocusAsync();

        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Menuitem, new() { Name = "Edit" }).First).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(page.GetByRole(AriaRole.Menuitem, new() { Name = "Duplicate" }).First).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");

        await Assertions.Expect(button).ToBeFocusedAsync();
    }

    [BrowserFact]
    public async Task Esc_closes_the_list_in_a_window_first_and_then_the_window()
    {
        var page = await Browser.OpenAsync("design", language: "en");
        var button = Sheet(page).GetByRole(AriaRole.Button, new() { Name = "Edit customer" });
        await button.ClickAsync();
        var window = page.GetByRole(AriaRole.Dialog, new() { Name = "Edit customer" });
        await Assertions.Expect(window.GetByLabel("Customer name")).ToBeFocusedAsync();

        await window.GetByRole(AriaRole.Combobox).ClickAsync();
        await Assertions.Expect(window.GetByRole(AriaRole.Listbox)).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(window.GetByRole(AriaRole.Listbox)).ToHaveCountAsync(0);
        await Assertions.Expect(window).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");

        await Assertions.Expect(window).ToHaveCountAsync(0);
        await Assertions.Expect(button).ToBeFocusedAsync();
    }

    [BrowserFact]
    public async Task An_option_is_found_and_chosen_without_the_mouse()
    {
        var page = await Browser.OpenAsync("design", language: "en");
        var owner = Sheet(page).GetByLabel("Owner");
        await owner.FocusAsync();

        await page.Keyboard.TypeAsync("ouy");
        await Assertions.Expect(page.GetByRole(AriaRole.Listbox).GetByRole(AriaRole.Option)).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(owner).ToHaveValueAsync("Ouyang Xiaoqing");
        await Assertions.Expect(page.GetByRole(AriaRole.Listbox)).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task After_a_choice_by_mouse_the_keyboard_chooses_on()
    {
        var page = await Browser.OpenAsync("design", language: "en");
        var owner = Sheet(page).GetByLabel("Owner");
        var options = page.GetByRole(AriaRole.Listbox).GetByRole(AriaRole.Option);
        await owner.FocusAsync();
        await page.Keyboard.TypeAsync("ouy");
        await Assertions.Expect(options).ToHaveCountAsync(1);
        await options.ClickAsync();
        await Assertions.Expect(owner).ToHaveValueAsync("Ouyang Xiaoqing");

        await page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(options).ToHaveCountAsync(4);
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.GetByRole(AriaRole.Listbox)).ToHaveCountAsync(0);
        await Assertions.Expect(owner).Not.ToHaveValueAsync("Ouyang Xiaoqing");
    }

    [BrowserFact]
    public async Task Ctrl_K_opens_the_search_from_anywhere()
    {
        var page = await Browser.OpenAsync("design", language: "en");

        await page.Keyboard.PressAsync("Control+k");

        await Assertions.Expect(page.GetByRole(AriaRole.Combobox, new() { Name = "Search records, forms and pages" })).ToBeFocusedAsync();
    }

    [BrowserFact]
    public async Task A_page_that_fails_leaves_the_frame_alive()
    {
        var page = await Browser.OpenAsync("design", language: "en");

        await Sheet(page).GetByRole(AriaRole.Button, new() { Name = "Break the page" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Something went wrong on this page" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Design", Exact = true })).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task Theme_and_language_stay_after_a_fresh_page()
    {
        var page = await Browser.OpenAsync("design");
        var head = page.Locator("#main .page-head").First;

        await head.GetByRole(AriaRole.Button, new() { Name = "深色" }).ClickAsync();
        await head.GetByRole(AriaRole.Button, new() { Name = "English" }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Design", Exact = true })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "en");
    }

    private static ILocator Sheet(IPage page) => page.Locator(".sheet[data-theme=light]");
}
