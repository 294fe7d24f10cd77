using System.Net;
using System.Net.Http.Json;

namespace LowCode.Records;

/// <summary>Views over HTTP: who has which, who may share, what a foreign one answers.</summary>
public sealed class ViewsApiTests(RecordsHost host) : IClassFixture<RecordsHost>
{
    private const string Path = "/api/forms/deal/views";

    [Fact]
    public async Task A_view_is_saved_changed_shared_and_deleted()
    {
        var made = await (await host.Admin.PostAsJsonAsync(Path, new { shared = true, view = new { key = "board", label = "Board", kind = "kanban", settings = new { columnsBy = "stage", sum = "amount" } } })).JsonAsync();
        var path = $"{Path}/{made.GetProperty("id").GetInt64()}";

        var seen = (await (await host.Rep.Client.GetAsync(Path)).JsonAsync()).GetProperty("items").EnumerateArray().Single(view => view.GetProperty("view").GetProperty("key").GetString() == "board");
        Assert.False(seen.GetProperty("mayChange").GetBoolean());
        Assert.Equal("amount", seen.GetProperty("view").GetProperty("settings").GetProperty("sum").GetString());
        Assert.Equal(HttpStatusCode.NotFound, (await host.Rep.Client.DeleteAsync(path)).StatusCode);

        Assert.Equal(HttpStatusCode.OK, (await host.Admin.PutAsJsonAsync(path, new { shared = false, view = new { key = "board", kind = "table" } })).StatusCode);
        Assert.DoesNotContain("board", await host.Rep.Client.GetStringAsync(new Uri(Path, UriKind.Relative)), StringComparison.Ordinal);
        Assert.True((await host.Admin.DeleteAsync(path)).IsSuccessStatusCode);
    }

    [Theory]
    [InlineData("""{"shared":true,"view":{"key":"x"}}""", 403, "views.share.forbidden")]
    [InlineData("""{"view":{"key":"x","filter":"secret == 'a'"}}""", 400, "expressions.name.unknown")]
    [InlineData("""{"view":{"key":"x","kind":"kanban","settings":{"columnsBy":"secret"}}}""", 422, "forms.field.unknown")]
    [InlineData("""{"view":{"key":"x","colour":"red"}}""", 400, "definitions.json")]
    public async Task A_rep_can_not_save_what_is_not_theirs_to_see_or_share(string body, int status, string code)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        var answer = await host.Rep.Client.PostAsync(Path, content);

        Assert.Equal((status, code), ((int)answer.StatusCode, await answer.CodeAsync()));
    }
}
