using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace LowCode.Records;

/// <summary>Comments over HTTP: whose they are, who may correct them, who is told.</summary>
public sealed class CommentsApiTests(RecordsHost host) : IClassFixture<RecordsHost>
{
    private string Comments => host.Fill("/api/forms/deal/records/{mine}/comments");

    [Fact]
    public async Task A_comment_is_corrected_and_taken_back_by_its_writer()
    {
        var path = await CommentAsync(host.Rep.Client, "Caled them");

        var changed = await (await host.Rep.Client.PatchAsJsonAsync(path, new { text = "Called them" })).JsonAsync();
        Assert.Equal("Called them", changed.GetProperty("text").GetString());
        Assert.Equal(JsonValueKind.String, changed.GetProperty("editedAt").ValueKind);

        Assert.True((await host.Rep.Client.DeleteAsync(path)).IsSuccessStatusCode);
        Assert.DoesNotContain("Called them", await (await host.Admin.GetAsync(Comments)).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("records.comment.unknown", await (await host.Rep.Client.PatchAsJsonAsync($"{Comments}/999999", new { text = "x" })).CodeAsync());
    }

    [Fact]
    public async Task Nobody_touches_another_persons_comment_not_even_an_administrator()
    {
        var path = await CommentAsync(host.Rep.Client, "Mine alone");

        Assert.Equal(HttpStatusCode.NotFound, (await host.Admin.PatchAsJsonAsync(path, new { text = "Yours" })).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await host.Admin.DeleteAsync(path)).StatusCode);
        Assert.Equal("Mine alone", (await FindAsync(path)).GetProperty("text").GetString());
    }

    [Fact]
    public async Task A_comment_is_reached_through_its_own_record_only()
    {
        var own = await CommentAsync(host.Admin, "Here");
        var elsewhere = own.Replace(Comments, host.Fill("/api/forms/deal/records/{theirs}/comments"), StringComparison.Ordinal);

        Assert.Equal("records.comment.unknown", await (await host.Admin.PatchAsJsonAsync(elsewhere, new { text = "There" })).CodeAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await host.Nobody.Client.PatchAsJsonAsync(own, new { text = "There" })).StatusCode);
    }

    [Fact]
    public async Task An_emptied_or_endless_comment_is_refused()
    {
        var path = await CommentAsync(host.Rep.Client, "Stays");

        Assert.Equal("records.comment.length", await (await host.Rep.Client.PatchAsJsonAsync(path, new { text = " " })).CodeAsync());
        Assert.Equal("records.comment.length", await (await host.Rep.Client.PatchAsJsonAsync(path, new { text = new string('x', 10_001) })).CodeAsync());
        Assert.Equal("Stays", (await FindAsync(path)).GetProperty("text").GetString());
    }

    [Fact]
    public async Task Only_those_who_may_see_the_record_are_told_that_they_were_named()
    {
        var path = await CommentAsync(host.Admin, "Look, and look away", host.Rep.Id, host.Nobody.Id);
        await host.Admin.PatchAsJsonAsync(path, new { text = "Look, please, and look away", mentions = new[] { host.Rep.Id, host.Nobody.Id } });

        Assert.Equal(1, await UnreadAbout(host.Rep.Client, "look away"));
        Assert.Equal(0, await UnreadAbout(host.Nobody.Client, "look away"));
    }

    private async Task<string> CommentAsync(HttpClient writer, string text, params long[] mentions)
    {
        var made = await (await writer.PostAsJsonAsync(Comments, new { text, mentions })).EnsureSuccessStatusCode().JsonAsync();
        return $"{Comments}/{made.GetProperty("id").GetInt64()}";
    }

    private async Task<JsonElement> FindAsync(string path)
    {
        var items = (await (await host.Admin.GetAsync(Comments)).JsonAsync()).GetProperty("items");
        return items.EnumerateArray().Single(item => path.EndsWith($"/{item.GetProperty("id").GetInt64()}", StringComparison.Ordinal));
    }

    private static async Task<int> UnreadAbout(HttpClient reader, string words)
    {
        var items = (await (await reader.GetAsync("/api/notifications?unread=true")).JsonAsync()).GetProperty("items");
        return items.EnumerateArray().Count(item => item.GetRawText().Contains(words, StringComparison.Ordinal));
    }
}
