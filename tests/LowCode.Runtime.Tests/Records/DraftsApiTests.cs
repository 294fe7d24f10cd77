using System.Net;
using System.Text;

namespace LowCode.Records;

/// <summary>Drafts over HTTP: kept and given back to their owner, with nothing in them that the owner may not see.</summary>
public sealed class DraftsApiTests(RecordsHost host) : IClassFixture<RecordsHost>
{
    [Fact]
    public async Task A_draft_is_kept_changed_read_and_thrown_away()
    {
        var made = await Send(host.Admin, HttpMethod.Post, "/api/drafts", """{"form":"deal","values":{"name":"Half","lines":[{"what":"Steel"}]}}""");
        var path = made.Headers.Location!.ToString();

        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await Send(host.Admin, HttpMethod.Put, path, """{"values":{"name":"More","amount":3}}""")).StatusCode);
        var values = (await (await host.Admin.GetAsync(path)).JsonAsync()).GetProperty("values");
        Assert.Equal("More", values.GetProperty("name").GetString());
        Assert.False(values.TryGetProperty("lines", out _));
        Assert.Contains("deal", await (await host.Admin.GetAsync("/api/drafts?form=deal")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.True((await host.Admin.DeleteAsync(path)).IsSuccessStatusCode);
        Assert.True((await host.Admin.DeleteAsync(path)).IsSuccessStatusCode);
        Assert.Equal("drafts.unknown", await (await host.Admin.GetAsync(path)).CodeAsync());
    }

    [Fact]
    public async Task Somebody_elses_draft_is_not_there()
    {
        var path = (await Send(host.Admin, HttpMethod.Post, "/api/drafts", """{"form":"deal","values":{"name":"Mine"}}""")).Headers.Location!.ToString();

        Assert.Equal(HttpStatusCode.NotFound, (await host.Rep.Client.GetAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Send(host.Rep.Client, HttpMethod.Put, path, """{"values":{"name":"Theirs"}}""")).StatusCode);
        await host.Rep.Client.DeleteAsync(path);
        Assert.Equal(HttpStatusCode.OK, (await host.Admin.GetAsync(path)).StatusCode);
    }

    [Theory]
    [InlineData("""{"form":"salary","values":{"pay":1}}""", 404, "forms.unknown")]
    [InlineData("""{"form":"nonsense"}""", 404, "forms.unknown")]
    [InlineData("""{"form":"deal","record":{theirs},"values":{"name":"x"}}""", 404, "records.notFound")]
    [InlineData("""{"task":4711}""", 404, "flows.task.unknown")]
    public async Task What_a_person_may_not_see_takes_no_draft(string body, int status, string code)
    {
        var answer = await Send(host.Rep.Client, HttpMethod.Post, "/api/drafts", host.Fill(body));

        Assert.Equal((status, code), ((int)answer.StatusCode, await answer.CodeAsync()));
    }

    [Fact]
    public async Task A_hidden_field_stays_out_of_a_draft()
    {
        var path = (await Send(host.Rep.Client, HttpMethod.Post, "/api/drafts", host.Fill("""{"form":"deal","record":{mine},"values":{"name":"x","secret":"guess","phone":"1"}}"""))).Headers.Location!.ToString();

        var text = await (await host.Rep.Client.GetAsync(path)).Content.ReadAsStringAsync();

        Assert.Contains("\"name\":\"x\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("guess", text, StringComparison.Ordinal);
        Assert.DoesNotContain("phone", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_has_one_draft_of_a_person()
    {
        var first = await Send(host.Rep.Client, HttpMethod.Post, "/api/drafts", host.Fill("""{"form":"deal","record":{mine},"values":{"name":"a"}}"""));
        var second = await Send(host.Rep.Client, HttpMethod.Post, "/api/drafts", host.Fill("""{"form":"deal","record":{mine},"values":{"name":"b"}}"""));

        Assert.Equal(first.Headers.Location, second.Headers.Location);
    }

    private static Task<HttpResponseMessage> Send(HttpClient client, HttpMethod method, string path, string body) =>
        client.SendAsync(new HttpRequestMessage(method, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") });
}
