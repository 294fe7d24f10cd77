using Microsoft.Playwright;

namespace LowCode.Browser.Tests.People;

[Collection("browser")]
public sealed class PeopleImportPageTests(Browser browser) : BrowserTest(browser)
{
    [BrowserFact]
    public async Task A_pasted_table_is_checked_and_then_comes_in()
    {
        var page = await Browser.OpenAsync("admin/people", width: 390);
        await page.ClickAsync("[data-testid=import-people]");
        await page.FillAsync("[data-testid=people-text]", "姓名,部门,上级\nPasted Person,粘贴部,Pasted Boss\n,粘贴部,\n");
        await page.FillAsync("[data-testid=people-domain]", "pasted.example");
        await page.ClickAsync("[data-testid=people-check]");
        await Assertions.Expect(page.GetByText("pasted.person@pasted.example")).ToBeVisibleAsync();
        Assert.DoesNotContain(Browser.Workspace.People.Users, user => user.Name == "Pasted Person");
        await Assertions.Expect(page.GetByText("姓名：请填写。")).ToBeVisibleAsync();

        await page.ClickAsync("[data-testid=people-import]");

        await Assertions.Expect(page.Locator("a.btn[href='admin/people']")).ToBeVisibleAsync();
        var person = Browser.Workspace.People.Users.Single(user => user.Name == "Pasted Person");
        Assert.Equal("Pasted Boss", Browser.Workspace.People.ManagerOf(person.Id)!.Name);
    }
}
