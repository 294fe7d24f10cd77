using Microsoft.Playwright;

namespace LowCode.Browser.Tests.Journeys;

/// <summary>A business user makes a form of their own: with the mouse, and with nothing but keys.</summary>
public sealed class FormDesignJourneys(CrmDesk host) : IClassFixture<CrmDesk>
{
    [BrowserFact]
    public async Task A_form_with_rules_is_made_with_the_mouse()
    {
        await using var chrome = await Chrome.StartAsync(host.Address);
        var page = await NewFormAsync(chrome, "用品申请", "supply");

        await Chrome.DragAsync(page.Locator("[data-palette] [data-field-type=number]"), page.GetByTestId("card-name"), down: .85);
        await Assertions.Expect(page.GetByTestId("card-number")).ToBeVisibleAsync();
        await NameAsync(page, "数字", "金额");
        await page.Locator("[data-palette] [data-field-type=textarea]").ClickAsync();
        await NameAsync(page, "多行文本", "理由");

        // Keys are for what was clicked last.
        await page.Locator("[data-palette] [data-field-type=rating]").ClickAsync();
        await page.GetByTestId("card-number").ClickAsync();
        await page.GetByTestId("card-rating").ClickAsync();
        await page.Keyboard.PressAsync("Delete");
        await Assertions.Expect(page.GetByTestId("card-rating")).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByTestId("card-number")).ToBeVisibleAsync();
        await page.Locator(".fd-card").Filter(new() { HasText = "理由" }).ClickAsync();
        await Assertions.Expect(page.GetByTestId("field-key")).ToHaveValueAsync("long_text");

        // Over 1,000 a reason is needed: chosen, not written.
        await page.GetByRole(AriaRole.Tab, new() { Name = "规则" }).ClickAsync();
        var rule = page.Locator(".desk-right .form-row").Filter(new() { HasText = "满足条件时必填" });
        await rule.GetByRole(AriaRole.Button, new() { Name = "添加条件", Exact = true }).ClickAsync();
        await Chrome.ChooseAsync(rule.GetByRole(AriaRole.Combobox, new() { Name = "字段" }), "金额");
        await rule.GetByRole(AriaRole.Combobox, new() { Name = "比较方式" }).SelectOptionAsync("gt");
        await rule.GetByRole(AriaRole.Textbox, new() { Name = "值" }).FillAsync("1000");
        await page.GetByRole(AriaRole.Button, new() { Name = "表单设置" }).ClickAsync();
        await Assertions.Expect(page.Locator(".desk-right").GetByRole(AriaRole.Heading, new() { Name = "表单设置" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Tab, new() { Name = "规则" }).ClickAsync();
        await Assertions.Expect(page.GetByTestId("rules")).ToContainTextAsync("当 金额 大于 1,000 时，“理由”必填");
        await Chrome.ShotAsync(page, "40-form-rules");

        // Tried before anybody has it; a role that nobody gave a right to it finds it closed.
        await page.GetByRole(AriaRole.Button, new() { Name = "预览" }).ClickAsync();
        var preview = page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(preview.Locator("[data-field=number]")).ToBeVisibleAsync();
        await preview.GetByTestId("preview-role").SelectOptionAsync("sales_rep");
        await Assertions.Expect(preview.GetByRole(AriaRole.Note)).ToBeVisibleAsync();
        await Assertions.Expect(preview.Locator("[data-field=number]")).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(preview).ToHaveCountAsync(0);

        await PublishAsync(page);
        await Chrome.GoAsync(page, "apps/crm/forms/supply/new");
        var reason = page.Locator(".form-cell").Filter(new() { HasText = "理由" });
        await Assertions.Expect(reason.Locator(".required")).ToHaveCountAsync(0);
        await page.Locator("[data-field=number] input").FillAsync("1500");
        await Assertions.Expect(reason.Locator(".required")).ToHaveCountAsync(1);
        await Chrome.ShotAsync(page, "41-form-used");
    }

    [BrowserFact]
    public async Task A_form_is_made_with_nothing_but_keys()
    {
        await using var chrome = await Chrome.StartAsync(host.Address);
        var page = await NewFormAsync(chrome, "访客登记", "visit");
        var live = page.GetByTestId("live");

        await page.GetByTestId("quick-add").FocusAsync();
        foreach (var name in (string[])["联系电话", "来访日期", "备注"])
        {
            await page.Keyboard.InsertTextAsync(name);
            await page.Keyboard.PressAsync("Enter");
            await Assertions.Expect(page.Locator(".fd-card").Filter(new() { HasText = name })).ToBeVisibleAsync();
        }
        foreach (var key in (string[])["phone_1", "date_1", "textarea_1"])
            await Assertions.Expect(page.GetByTestId($"card-{key}")).ToBeVisibleAsync();

        // The Enter of an input method takes a word and adds nothing; Safari's comes when the word is written already.
        var pen = await Pen.TakeAsync(page);
        await pen.BeginAsync("chu", "chu xi");
        await pen.EnterAsync();
        await pen.EndAsync("出席人数");
        await pen.EnterAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByTestId("quick-add")).ToHaveValueAsync("");
        await Assertions.Expect(page.Locator(".fd-card")).ToHaveCountAsync(5);
        await page.GetByTestId("card-number_1").FocusAsync();
        await page.Keyboard.PressAsync("F2");
        await pen.WriteAsync("人数");
        await Assertions.Expect(page.GetByTestId("card-number_1").Locator(".fd-label")).ToHaveTextAsync("人数");
        await page.GetByTestId("card-number_1").FocusAsync();
        await page.Keyboard.PressAsync("Delete");
        await Assertions.Expect(page.Locator(".fd-card")).ToHaveCountAsync(4);

        // From the last field up to the phone, both are copied, pasted and moved away.
        await page.GetByTestId("card-phone_1").FocusAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(live).ToContainTextAsync("来访日期");
        await page.Keyboard.PressAsync("Shift+ArrowUp");
        await Assertions.Expect(live).ToHaveTextAsync("已选 2 个字段");
        await page.Keyboard.PressAsync("Control+c");
        await Assertions.Expect(live).ToHaveTextAsync("已复制 2 个字段");
        await page.Keyboard.PressAsync("Control+v");
        await Assertions.Expect(page.Locator(".fd-card")).ToHaveCountAsync(6);
        await Assertions.Expect(page.Locator(".fd-card[aria-selected=true]:focus")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("Delete");
        await Assertions.Expect(page.Locator(".fd-card")).ToHaveCountAsync(4);
        await Assertions.Expect(page.Locator(".fd-card[aria-selected=true]:focus")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("Control+z");
        await Assertions.Expect(live).ToHaveTextAsync("撤销：删除字段");
        await Assertions.Expect(page.Locator(".fd-card")).ToHaveCountAsync(6);
        await Chrome.ShotAsync(page, "42-form-keys");
        await PublishAsync(page);
        await Assertions.Expect(page.GetByTestId("draft-state")).ToHaveTextAsync("已发布第 1 版");
    }

    [BrowserFact]
    public async Task A_formula_is_written_by_the_names_of_fields_and_tried_on_a_record()
    {
        await using var chrome = await Chrome.StartAsync(host.Address);
        var page = await chrome.SignedInAsync(TestHost.AdminEmail);
        await Chrome.GoAsync(page, "designer/forms/lead");
        await page.GetByTestId("card-company").ClickAsync();
        await Assertions.Expect(page.GetByTestId("field-key")).ToHaveValueAsync("company");
        await page.GetByRole(AriaRole.Tab, new() { Name = "规则" }).ClickAsync();
        var row = page.Locator(".desk-right .form-row").Filter(new() { HasText = "自动计算" });
        var editor = row.Locator(".cm-content");

        await editor.ClickAsync();
        await page.Keyboard.TypeAsync("upp");
        // By mouse: right after it appears the list takes no Enter, so that nobody accepts what they haven't seen.
        await page.Locator(".cm-tooltip-autocomplete li").Filter(new() { HasText = "UPPER" }).ClickAsync();
        await page.Keyboard.InsertTextAsync("联系人");
        await page.Locator(".cm-tooltip-autocomplete li").Filter(new() { HasText = "· contact" }).First.ClickAsync();
        await Assertions.Expect(row.Locator(".fx-chip")).ToHaveTextAsync("联系人");
        await row.GetByRole(AriaRole.Button, new() { Name = "用真实记录试算" }).ClickAsync();
        await Assertions.Expect(row.GetByTestId("formula-result")).ToHaveTextAsync("赵敏");
        await Chrome.ShotAsync(page, "43-formula");

        // A name written in full is the field's, once the caret has left it.
        await editor.PressAsync("End");
        await page.Keyboard.InsertTextAsync(" & 电话");
        await Assertions.Expect(row.Locator(".fx-chip")).ToHaveTextAsync("联系人");
        await page.Keyboard.InsertTextAsync(" & [电话] + nothing_such");
        await Assertions.Expect(row.Locator(".fx-chip")).ToHaveTextAsync(["联系人", "电话", "电话"]);
        await Assertions.Expect(row.GetByTestId("formula-note")).ToContainTextAsync("nothing_such");
        await Assertions.Expect(row.Locator(".cm-lintRange-error")).ToHaveTextAsync("nothing_such");
    }

    [BrowserFact]
    public async Task A_subforms_column_is_named_as_it_is_made_and_summed_by_its_name()
    {
        await using var chrome = await Chrome.StartAsync(host.Address);
        var page = await NewFormAsync(chrome, "采购", "purchase");
        var right = page.Locator(".desk-right");
        await page.Locator("[data-field-type=subform]").ClickAsync();
        await right.GetByRole(AriaRole.Button, new() { Name = "添加列" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "数字", Exact = true }).ClickAsync();
        await page.Keyboard.InsertTextAsync("单价");
        await Assertions.Expect(page.GetByTestId("card-subform").Locator("th")).ToContainTextAsync(["#", "项目", "数量", "单价"]);
        // The label above the columns belongs to none of them: it presses nothing.
        await right.GetByText("列", new() { Exact = true }).ClickAsync();
        await Assertions.Expect(right.Locator(".part [role=switch]").First).Not.ToBeCheckedAsync();

        await page.Locator("[data-field-type=formula]").ClickAsync();
        var editor = right.Locator(".cm-content");
        await editor.ClickAsync();
        await page.Keyboard.InsertTextAsync("SUM(子表单.单价)");
        await page.GetByTestId("field-key").FocusAsync();
        await Assertions.Expect(editor).ToHaveTextAsync("SUM(子表单 › 单价)");
        await Assertions.Expect(right.GetByTestId("formula-note")).ToHaveTextAsync("公式正确，结果是“数字”");
        await editor.ClickAsync();
        await page.Keyboard.PressAsync("Control+a");
        await page.Keyboard.InsertTextAsync("名称 & \"!\"");
        await page.GetByTestId("field-key").FocusAsync();
        await Assertions.Expect(right.GetByTestId("formula-note")).ToHaveTextAsync("公式正确，结果是“文本”");
        await Assertions.Expect(right.GetByLabel("结果是")).ToHaveValueAsync("Text");
        await PublishAsync(page);
    }

    private static async Task<IPage> NewFormAsync(Chrome chrome, string name, string key)
    {
        var page = await chrome.SignedInAsync(TestHost.AdminEmail);
        await Chrome.GoAsync(page, "designer");
        await page.GetByTestId("new-form").ClickAsync();
        await page.GetByTestId("new-name").FillAsync(name);
        await page.GetByTestId("new-key").FillAsync(key);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByTestId("card-name")).ToBeVisibleAsync();
        return page;
    }

    /// <summary>Names the field of this kind that was added last, once its properties are there: what stood before is another field's.</summary>
    private static async Task NameAsync(IPage page, string kind, string name)
    {
        await Assertions.Expect(page.Locator(".desk-right").GetByRole(AriaRole.Heading, new() { Name = kind, Exact = true })).ToBeVisibleAsync();
        await page.Locator(".desk-right").GetByRole(AriaRole.Group, new() { Name = "标题" }).GetByRole(AriaRole.Textbox).First.FillAsync(name);
        await Assertions.Expect(page.Locator(".fd-card").Filter(new() { HasText = name })).ToBeVisibleAsync();
    }

    private static async Task PublishAsync(IPage page)
    {
        await page.GetByTestId("publish").ClickAsync();
        await page.GetByTestId("publish-confirm").ClickAsync();
        await Assertions.Expect(page.GetByTestId("draft-state")).ToContainTextAsync("已发布");
    }
}
