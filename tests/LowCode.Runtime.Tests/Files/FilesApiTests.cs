using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace LowCode.Files;

/// <summary>Uploads and downloads: a file follows the record's field that holds it.</summary>
public sealed class FilesApiTests(FilesHost host) : IClassFixture<FilesHost>
{
    private static readonly byte[] Png = [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, 1, 2, 3];

    [Fact]
    public async Task A_file_follows_the_right_on_the_field_that_holds_it()
    {
        var file = await UploadAsync(host.Admin, "合同 v1.png", Png);
        Assert.Equal(HttpStatusCode.NotFound, (await host.Reader.Client.GetAsync($"/api/files/{file}")).StatusCode);

        var record = await NewAsync(host.Admin, new { name = "A", open = new[] { file } });
        var seen = await host.Reader.Client.GetAsync($"/api/files/{file}");
        var closed = await UploadAsync(host.Admin, "secret.png", Png);
        await NewAsync(host.Admin, new { name = "B", closed = new[] { closed } });

        Assert.Equal(Png, await seen.Content.ReadAsByteArrayAsync());
        Assert.Equal("attachment", seen.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("合同 v1.png", seen.Content.Headers.ContentDisposition.FileNameStar);
        Assert.Equal("image/png", seen.Content.Headers.ContentType!.MediaType);
        Assert.Equal(HttpStatusCode.NotFound, (await host.Reader.Client.GetAsync($"/api/files/{closed}")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.NewClient().GetAsync($"/api/files/{file}")).StatusCode);

        (await host.Admin.PatchAsJsonAsync($"/api/forms/doc/records/{record}", new { open = Array.Empty<string>() })).EnsureSuccessStatusCode();
        Assert.Equal(HttpStatusCode.NotFound, (await host.Reader.Client.GetAsync($"/api/files/{file}")).StatusCode);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1 << 20)]
    public async Task A_file_beyond_the_limit_is_refused_as_too_large(int beyond)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/files") { Content = new MultipartFormDataContent { { new ByteArrayContent(new byte[FileLibrary.MaxBytes + beyond]), "file", "large.bin" } } };
        // Waits for the answer before it sends what nobody takes.
        request.Headers.ExpectContinue = true;

        var answer = await host.Admin.SendAsync(request);

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "files.tooLarge"), (answer.StatusCode, await answer.CodeAsync()));
    }

    [Fact]
    public async Task Nobody_puts_others_files_into_a_record_of_their_own()
    {
        var theirs = await UploadAsync(host.Admin, "a.png", Png);
        var bound = await UploadAsync(host.Admin, "b.png", Png);
        await NewAsync(host.Admin, new { name = "C", open = new[] { bound } });

        foreach (var file in new[] { theirs, bound, "00000000000000000000000000000000", "../../keys" })
        {
            var answer = await host.Reader.Client.PostAsJsonAsync("/api/forms/doc/records", new { name = "Mine", open = new[] { file } });
            Assert.Equal("records.file.unknown", await answer.CodeAsync());
        }
    }

    [Fact]
    public async Task What_a_record_keeps_of_a_file_comes_from_the_upload()
    {
        var file = await UploadAsync(host.Admin, "../../<script>.html", "<script>alert(1)</script>"u8.ToArray());

        var record = await NewAsync(host.Admin, new { name = "D", open = new[] { new { id = file, name = "harmless.png", size = 1, type = "image/png" } } });
        var kept = (await (await host.Admin.GetAsync($"/api/forms/doc/records/{record}")).JsonAsync()).GetProperty("values").GetProperty("open")[0];

        Assert.Equal("script.html", kept.GetProperty("name").GetString());
        Assert.Equal("application/octet-stream", kept.GetProperty("type").GetString());
        var shown = await host.Admin.GetAsync($"/api/files/{file}?inline");
        Assert.Equal("attachment", shown.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Contains("sandbox", string.Join(' ', shown.Headers.GetValues("Content-Security-Policy")));
    }

    [Fact]
    public async Task A_picture_has_a_thumbnail_for_those_who_may_see_it()
    {
        var photo = Pictures.Photo(1600, 1200);
        var shown = await UploadAsync(host.Admin, "a.jpg", photo);
        var hidden = await UploadAsync(host.Admin, "b.jpg", photo);
        await NewAsync(host.Admin, new { name = "A", open = new[] { shown }, closed = new[] { hidden } });

        var small = await host.Reader.Client.GetAsync($"/api/files/{shown}/thumbnail");
        var bytes = await small.Content.ReadAsByteArrayAsync();
        Assert.Equal("image/webp", small.Content.Headers.ContentType!.MediaType);
        Assert.Equal((480, 360), Pictures.SizeOf(bytes));
        Assert.InRange(bytes.Length, 1, photo.Length / 4);
        Assert.Equal(bytes, await host.Reader.Client.GetByteArrayAsync(new Uri($"/api/files/{shown}/thumbnail", UriKind.Relative)));
        using var again = new HttpRequestMessage(HttpMethod.Get, $"/api/files/{shown}/thumbnail");
        again.Headers.IfNoneMatch.Add(small.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await host.Reader.Client.SendAsync(again)).StatusCode);

        Assert.Equal(HttpStatusCode.NotFound, (await host.Reader.Client.GetAsync($"/api/files/{hidden}/thumbnail")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await host.Admin.GetAsync($"/api/files/{hidden}/thumbnail")).StatusCode);
    }

    [Fact]
    public async Task What_would_unpack_to_gigabytes_or_is_no_picture_has_no_thumbnail()
    {
        foreach (var content in (byte[][])[Pictures.Bomb(30_000, 30_000), Png, "plain"u8.ToArray()])
        {
            var file = await UploadAsync(host.Admin, "x.png", content);
            for (var i = 0; i < 2; i++)
                Assert.Equal("files.noThumbnail", await (await host.Admin.GetAsync($"/api/files/{file}/thumbnail")).CodeAsync());
        }
    }

    [Fact]
    public async Task A_file_that_is_too_large_or_no_file_is_refused()
    {
        var large = await host.Admin.PostAsync("/api/files", new MultipartFormDataContent { { new ByteArrayContent(new byte[FileLibrary.MaxBytes + 1]), "file", "large.bin" } });
        var none = await host.Admin.PostAsync("/api/files", new MultipartFormDataContent { { new StringContent("x"), "text" } });
        var json = await host.Admin.PostAsJsonAsync("/api/files", new { });

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
        Assert.Equal("files.missing", await none.CodeAsync());
        Assert.Equal("files.multipart", await json.CodeAsync());
    }

    private static async Task<string> UploadAsync(HttpClient client, string name, byte[] content)
    {
        var answer = await client.PostAsync("/api/files", new MultipartFormDataContent { { new ByteArrayContent(content), "file", name } });
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return (await answer.JsonAsync()).GetProperty("id").GetString()!;
    }

    private static async Task<long> NewAsync(HttpClient client, object values)
    {
        var answer = await client.PostAsJsonAsync("/api/forms/doc/records", values);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.JsonAsync()).GetProperty("id").GetInt64();
    }
}

/// <summary>A host with a form <c>doc</c>: everybody sees records, but not the field <c>closed</c>.</summary>
public sealed class FilesHost : TestHost
{
    public TestPerson Reader { get; private set; } = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await PublishAsync("app", "files", """{"key":"files","label":"Files"}""");
        await PublishAsync("form", "doc", """
            {"key":"doc","app":"files","fields":[{"key":"name","type":"text"},{"key":"open","type":"file","settings":{"multiple":true}},{"key":"closed","type":"file"}]}
            """);
        await PublishAsync("group", "doc_all", """
            {"key":"doc_all","form":"doc","members":{"everyone":true},"actions":["view","create"],"fields":{"closed":"hidden"}}
            """);
        Reader = await PersonAsync("Reader");
    }

    private async Task PublishAsync(string kind, string key, string json)
    {
        (await Admin.PutAsJsonAsync($"/api/definitions/{kind}/{key}/draft", new { rev = 0, definition = JsonDocument.Parse(json).RootElement })).EnsureSuccessStatusCode();
        (await Admin.PostAsJsonAsync($"/api/definitions/{kind}/{key}/publish", new { })).EnsureSuccessStatusCode();
    }
}
