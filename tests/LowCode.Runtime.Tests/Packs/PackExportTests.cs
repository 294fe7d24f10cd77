using System.IO.Compression;
using System.Net;

namespace LowCode.Packs;

/// <summary>An app leaves one workspace and comes into another without losing or changing anything.</summary>
public sealed class PackExportTests(TestHost host, PackExportTests.OtherHost other) : IClassFixture<TestHost>, IClassFixture<PackExportTests.OtherHost>
{
    public sealed class OtherHost : TestHost;

    [Fact]
    public async Task Export_import_export_gives_the_same_bytes()
    {
        (await host.Admin.PostAsync("/api/packs/crm/install", null)).EnsureSuccessStatusCode();
        var here = await host.Admin.GetAsync("/api/apps/crm/export");
        Assert.Equal(("application/zip", "crm.zip"), (here.Content.Headers.ContentType!.MediaType, here.Content.Headers.ContentDisposition!.FileName));
        var first = await here.Content.ReadAsByteArrayAsync();

        var imported = await other.Admin.UploadAsync("install", first);

        Assert.True(imported.IsSuccessStatusCode, await imported.Content.ReadAsStringAsync());
        Assert.Equal(first, await other.Admin.GetByteArrayAsync("/api/apps/crm/export"));
        Assert.Equal(first, await host.Admin.GetByteArrayAsync("/api/apps/crm/export"));
        Assert.Equal(host.Workspace.Catalog.Forms.Keys.Order(), other.Workspace.Catalog.Forms.Keys.Order());
        using var zip = new ZipArchive(new MemoryStream(first));
        var shelf = Path.Combine(AppContext.BaseDirectory, "templates", "crm");
        var expected = Directory.EnumerateFiles(shelf, "*.json", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(shelf, path).Replace('\\', '/')).Where(path => !path.StartsWith("sample/", StringComparison.Ordinal));
        Assert.Equal(expected.Order(StringComparer.Ordinal), zip.Entries.Select(entry => entry.FullName));
    }

    [Fact]
    public async Task What_an_app_borrows_from_the_workspace_comes_along_and_what_is_other_peoples_stays()
    {
        (await host.Admin.UploadAsync("install", Zips.Of(("pack.json", Zips.Manifest("base")),
            ("choices/shared_size.json", """{"key":"shared_size","label":"Size","choices":[{"value":"s","label":"S"}]}"""), ("roles/shared_role.json", """{"key":"shared_role","label":"R"}"""), ("roles/unused_role.json", """{"key":"unused_role","label":"U"}""")))).EnsureSuccessStatusCode();
        (await host.Admin.UploadAsync("install", Zips.Of(("pack.json", Zips.Manifest("small")), ("app.json", """{"key":"small","label":"Small"}"""),
            ("forms/small_item.json", Zips.Form("small_item", "small", "Item", """,{"key":"size","type":"choice","label":"Size","settings":{"list":"shared_size"}}""")),
            ("groups/small_all.json", """{"key":"small_all","form":"small_item","label":"All","members":{"roles":["shared_role"]},"actions":["view"]}""")))).EnsureSuccessStatusCode();

        using var zip = new ZipArchive(new MemoryStream(await host.Admin.GetByteArrayAsync("/api/apps/small/export")));

        Assert.Equal(["app.json", "choices/shared_size.json", "forms/small_item.json", "groups/small_all.json", "pack.json", "roles/shared_role.json"], zip.Entries.Select(entry => entry.FullName));
        Assert.Equal(HttpStatusCode.NotFound, (await host.Admin.GetAsync("/api/apps/base/export")).StatusCode);
    }
}
