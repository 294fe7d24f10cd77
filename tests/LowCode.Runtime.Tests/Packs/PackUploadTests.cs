using System.Net;

namespace LowCode.Packs;

/// <summary>Packs from elsewhere: whatever is wrong with one, nothing of it stays.</summary>
public sealed class PackUploadTests(TestHost host) : IClassFixture<TestHost>
{
    private static readonly string Long = new(' ', 2_100_000);

    [Fact]
    public async Task Everything_wrong_with_a_pack_is_said_and_nothing_of_it_stays()
    {
        var zip = Zips.Of(("pack.json", Zips.Manifest("bad")), ("app.json", """{"key":"bad","label":"Bad"}"""),
            ("forms/bad_one.json", Zips.Form("bad_one", "bad", "One", """,{"key":"other","type":"reference","label":"Other","settings":{"form":"ghost"}},{"key":"sum","type":"number","label":"Sum","computed":"name + ghost("}""")),
            ("groups/bad_group.json", """{"key":"bad_group","form":"bad_two","label":"G"}"""),
            ("flows/bad_flow.json", """{"schema":1,"key":"bad_flow","form":"bad_one","label":"F","nodes":[{"id":"start","type":"start","label":"S"}],"edges":[]}"""));
        var before = host.Workspace.Catalog.Version;

        foreach (var what in (string[])["plan", "install"])
        {
            var answer = await host.Admin.UploadAsync(what, zip);

            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            var paths = (await answer.JsonAsync()).GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("path").GetString()!).ToList();
            foreach (var part in (string[])["forms.bad_one.fields[1]", "forms.bad_one.fields[2]", "groups.bad_group", "flows.bad_flow"])
                Assert.Contains(paths, path => path.StartsWith(part, StringComparison.Ordinal));
        }

        Assert.Equal(before, host.Workspace.Catalog.Version);
        Nothing("bad");
    }

    public static TheoryData<string, byte[], int> Attacks => new()
    {
        { "leaves the folder", Zips.Of(("pack.json", Zips.Manifest("evil")), ("../x.json", "{}")), 400 },
        { "absolute", Zips.Of(("pack.json", Zips.Manifest("evil")), ("/etc/x.json", "{}")), 400 },
        { "other separator", Zips.Of(("pack.json", Zips.Manifest("evil")), ("forms\\x.json", "{}")), 400 },
        { "deep", Zips.Of(("pack.json", Zips.Manifest("evil")), ("forms/a/b/c/x.json", "{}")), 400 },
        { "nested", Zips.Of(("pack.json", Zips.Manifest("evil")), ("forms/evil_one.json", Zips.Form("evil_one", "evil", "One")), ("forms/again/evil_one.json", Zips.Form("evil_one", "evil", "Two"))), 400 },
        { "the same file twice", Zips.Of(("pack.json", Zips.Manifest("evil")), ("roles/evil_r.json", """{"key":"evil_r"}"""), ("roles/evil_r.json", """{"key":"evil_r"}""")), 400 },
        { "not a definition", Zips.Of(("pack.json", Zips.Manifest("evil")), ("forms/run.exe", "MZ")), 400 },
        { "too many", Zips.Of([("pack.json", Zips.Manifest("evil")), .. Enumerable.Range(0, 2001).Select(at => ($"roles/evil_{at}.json", "{}"))]), 413 },
        { "a large file", Zips.Of(("pack.json", Zips.Manifest("evil")), ("roles/evil_r.json", Long)), 413 },
        { "a bomb that lies", Zips.Lying(Zips.Of([("pack.json", Zips.Manifest("evil")), .. Enumerable.Range(0, 40).Select(at => ($"roles/evil_{at}.json", Long))]), 10), 400 },
        { "many that add up", Zips.Of([("pack.json", Zips.Manifest("evil")), .. Enumerable.Range(0, 25).Select(at => ($"roles/evil_{at}.json", Long[..1_900_000]))]), 413 },
        { "deep JSON", Zips.Of(("pack.json", Zips.Manifest("evil")), ("roles/evil_r.json", string.Concat(Enumerable.Repeat("{\"a\":", 500)) + "1" + new string('}', 500))), 400 },
        { "no zip", "hello"u8.ToArray(), 400 },
        { "cut off", Zips.Shop("evil")[..^30], 400 },
        { "empty", [], 400 },
        { "no manifest", Zips.Of(("app.json", """{"key":"evil","label":"E"}""")), 400 },
        { "a key that is none", Zips.Of(("pack.json", Zips.Manifest("../evil"))), 400 },
        { "a version that is none", Zips.Of(("pack.json", Zips.Manifest("evil", "new"))), 400 },
        { "samples of another shape", Zips.Of(("pack.json", Zips.Manifest("evil")), ("sample/10-lead.json", "[1]")), 400 },
    };

    [Theory]
    [MemberData(nameof(Attacks))]
    public async Task Hostile_files_are_refused(string what, byte[] zip, int status)
    {
        var version = host.Workspace.Catalog.Version;

        var answer = await host.Admin.UploadAsync("install", zip);

        Assert.True(status == (int)answer.StatusCode, $"{what}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        Assert.Equal(version, host.Workspace.Catalog.Version);
        Nothing("evil");
    }

    [Fact]
    public async Task A_body_beyond_the_limit_is_refused_unread()
    {
        var answer = await host.Admin.UploadAsync("plan", new byte[11 * 1024 * 1024]);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task A_pack_may_lie_in_one_folder_of_the_zip()
    {
        var answer = await host.Admin.UploadAsync("install", Zips.Of(("boxed-main/pack.json", Zips.Manifest("boxed")), ("boxed-main/README.md", "# Boxed"),
            ("boxed-main/app.json", """{"key":"boxed","label":"Boxed"}"""), ("boxed-main/forms/boxed_thing.json", Zips.Form("boxed_thing", "boxed", "Thing"))));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("boxed_thing", host.Workspace.Catalog.Forms.Keys);
    }

    [Fact]
    public async Task Only_administrators_upload()
    {
        var person = await host.PersonAsync("Uploader");

        foreach (var what in (string[])["plan", "install"])
            Assert.Equal(HttpStatusCode.Forbidden, (await person.Client.UploadAsync(what, Zips.Shop("theirs"))).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.NewClient().UploadAsync("plan", Zips.Shop("theirs"))).StatusCode);
        Nothing("theirs");
    }

    private void Nothing(string prefix)
    {
        var left = host.Workspace.Database.Read(unit => unit.Metadata.All().Where(each => each.Key.StartsWith(prefix, StringComparison.Ordinal)).Select(each => each.Key).ToList()).Value;
        Assert.Empty(left);
        var installed = host.Workspace.Database.Read(unit => unit.Store<People.ISettingStore>().Get("packs") ?? "").Value;
        Assert.DoesNotContain($"\"{prefix}\"", installed);
    }
}
