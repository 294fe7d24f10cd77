using System.IO.Compression;
using System.Text;
using LowCode.Browser.Tests.Journeys;
using Microsoft.Playwright;

namespace LowCode.Browser.Tests.Packs;

[Collection("browser")]
public sealed class PacksPageTests(Browser browser) : BrowserTest(browser)
{
    [BrowserFact]
    public async Task A_pack_is_uploaded_planned_installed_and_exported_again()
    {
        var page = await Browser.OpenAsync("admin/packs");
        await Chrome.UploadAsync(page.GetByTestId("upload-pack"), File("bad.zip", ("pack.json", """{"key":"bad","version":"one"}""")));
        await Assertions.Expect(page.GetByText("pack.json.version")).ToBeVisibleAsync();

        await Chrome.UploadAsync(page.GetByTestId("upload-pack"), File("uploaded.zip", ("pack.json", """{"key":"uploaded","version":"1.0.0","label":"Uploaded"}"""),
            ("app.json", """{"key":"uploaded","label":"上传的应用"}"""), ("forms/uploaded_thing.json", """{"key":"uploaded_thing","app":"uploaded","label":"上传的表单","fields":[{"key":"name","type":"text","label":"Name"}]}""")));
        await Assertions.Expect(page.Locator("dialog .plan-list")).ToContainTextAsync("上传的表单");
        await page.ClickAsync("[data-testid=install-pack]");
        await page.WaitForURLAsync("**/apps/uploaded**");

        await page.GotoAsync("admin/packs");
        var download = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("[data-testid=export-uploaded]"));
        Assert.Equal("uploaded.zip", download.SuggestedFilename);
    }

    private static FilePayload File(string name, params (string Path, string Text)[] files)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (path, text) in files)
            {
                using var content = zip.CreateEntry(path).Open();
                content.Write(Encoding.UTF8.GetBytes(text));
            }
        }
        return new FilePayload { Name = name, MimeType = "application/zip", Buffer = bytes.ToArray() };
    }
}
