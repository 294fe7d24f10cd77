using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace LowCode.Records;

/// <summary>Changes of many records over HTTP.</summary>
public sealed class BatchesApiTests(RecordsHost host) : IClassFixture<RecordsHost>
{
    private const string Batch = "/api/forms/deal/records/batch";

    [Fact]
    public async Task A_small_change_is_answered_with_what_became_of_it()
    {
        var (one, two) = (await NewAsync("small"), await NewAsync("small"));

        var answer = await PostAsync(Batch, $$$$"""{"change":{"op":"update","ids":[{{{{one}}}},{{{{two}}}},999999],"values":{"amount":5}}}""");
        var body = await answer.JsonAsync();

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(("done", 3, 2, 1), (body.GetProperty("state").GetString(), body.GetProperty("total").GetInt32(), body.GetProperty("changed").GetInt32(), body.GetProperty("refused").GetInt32()));
        var refusal = Assert.Single(body.GetProperty("refusals").EnumerateArray());
        Assert.Equal((999999, 404, "records.notFound"), (refusal.GetProperty("id").GetInt64(), refusal.GetProperty("status").GetInt32(), refusal.GetProperty("errors")[0].GetProperty("code").GetString()));
        Assert.Equal(5m, (await (await host.Admin.GetAsync($"/api/forms/deal/records/{one}")).JsonAsync()).GetProperty("values").GetProperty("amount").GetDecimal());
    }

    [Fact]
    public async Task A_large_change_is_accepted_asked_about_and_taken_back()
    {
        for (var i = 0; i < 60; i++)
            await NewAsync("large");
        const string Change = """{"change":{"op":"update","filter":"name == \"large\"","values":{"stage":"won"}}}""";

        var accepted = await PostAsync(Batch, Change, key: "large-1");
        var again = await PostAsync(Batch, Change, key: "large-1");
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        var path = accepted.Headers.Location!.ToString();
        Assert.Equal((await accepted.JsonAsync()).GetProperty("id").GetInt64(), (await again.JsonAsync()).GetProperty("id").GetInt64());
        Assert.Equal((60, 60), Counts(await OverAsync(path)));
        Assert.Equal(60, await CountAsync("name == \"large\" && stage == \"won\""));

        var undo = await PostAsync($"{path}/undo", "");
        Assert.Equal((60, 60), Counts(await OverAsync(undo.Headers.Location!.ToString())));
        Assert.Equal(0, await CountAsync("name == \"large\" && stage == \"won\""));
        Assert.Equal("undo", (await (await host.Admin.GetAsync(Batch)).JsonAsync()).GetProperty("items")[0].GetProperty("op").GetString());
    }

    [Fact]
    public async Task Every_refused_record_is_told_however_large_or_small_a_page_is_asked_for()
    {
        var unknown = Enumerable.Range(1_000_000, 520).ToList();
        var accepted = await PostAsync(Batch, $$$"""{"change":{"op":"delete","ids":[{{{string.Join(",", unknown)}}}]}}""");
        var path = accepted.Headers.Location!.ToString();
        await OverAsync(path);

        var first = await (await host.Admin.GetAsync($"{path}?limit=100000")).JsonAsync();
        var last = await (await host.Admin.GetAsync($"{path}?limit=100000&after={first.GetProperty("next").GetInt32()}")).JsonAsync();
        var told = first.GetProperty("refusals").EnumerateArray().Concat(last.GetProperty("refusals").EnumerateArray()).Select(refusal => refusal.GetProperty("id").GetInt32());

        Assert.Equal(unknown, told);
        Assert.NotEqual(JsonValueKind.Number, last.TryGetProperty("next", out var next) ? next.ValueKind : JsonValueKind.Null);
        Assert.Equal(0, (await (await host.Admin.GetAsync($"{path}?limit=0")).JsonAsync()).GetProperty("next").GetInt32());
    }

    [Fact]
    public async Task Whoever_asks_is_answered_at_once_and_stopping_what_is_over_is_no_error()
    {
        var id = await NewAsync("asked");
        using var request = new HttpRequestMessage(HttpMethod.Post, Batch) { Content = Json($$$$"""{"change":{"op":"delete","ids":[{{{{id}}}}]}}""") };
        request.Headers.Add("Prefer", "respond-async");

        var answer = await host.Admin.SendAsync(request);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var path = answer.Headers.Location!.ToString();
        Assert.Equal((1, 1), Counts(await OverAsync(path)));
        Assert.Equal(0, await CountAsync("name == \"asked\""));
        Assert.Equal("done", (await (await PostAsync($"{path}/cancel", "")).JsonAsync()).GetProperty("state").GetString());

        Assert.Equal(HttpStatusCode.NotFound, (await host.Rep.Client.GetAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await host.Rep.Client.PostAsync($"{path}/cancel", null)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await host.Admin.GetAsync(path.Replace("/deal/", "/salary/", StringComparison.Ordinal))).StatusCode);
    }

    [Theory]
    [InlineData("""{}""", 400, "records.batch.body")]
    [InlineData("""{"change":{"op":"delete"}}""", 400, "records.batch.which")]
    [InlineData("""{"change":{"op":"create","ids":[1],"values":{}}}""", 400, "records.batch.op")]
    [InlineData("""{"change":{"op":"update","ids":[1],"values":{"amount":"much"}}}""", 422, "forms.value.type")]
    [InlineData("""{"change":{"op":"update","ids":[1],"values":{"nonsense":1}}}""", 422, "records.field.unknown")]
    public async Task What_cannot_be_meant_is_refused_as_a_whole(string body, int status, string code)
    {
        var answer = await PostAsync(Batch, body);

        Assert.Equal((status, code), ((int)answer.StatusCode, await answer.CodeAsync()));
    }

    [Fact]
    public async Task Whoever_may_not_change_many_is_refused() =>
        Assert.Equal("records.batchEdit.forbidden", await (await host.Rep.Client.PostAsync(Batch, Json("""{"change":{"op":"update","filter":"true","values":{"amount":1}}}"""))).CodeAsync());

    private async Task<JsonElement> OverAsync(string path)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (true)
        {
            var run = await (await host.Admin.GetAsync(path, patience.Token)).JsonAsync();
            if (run.GetProperty("state").GetString() != "running")
                return run;
            await Task.Delay(20, patience.Token);
        }
    }

    private static (int, int) Counts(JsonElement run) => (run.GetProperty("total").GetInt32(), run.GetProperty("changed").GetInt32());

    private async Task<long> CountAsync(string filter) =>
        (await (await host.Admin.GetAsync($"/api/forms/deal/records?limit=1&count=exact&filter={Uri.EscapeDataString(filter)}")).JsonAsync()).GetProperty("total").GetInt64();

    private async Task<long> NewAsync(string name) => (await (await host.Admin.PostAsJsonAsync("/api/forms/deal/records", new { name })).JsonAsync()).GetProperty("id").GetInt64();

    private async Task<HttpResponseMessage> PostAsync(string path, string body, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = Json(body) };
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        return await host.Admin.SendAsync(request);
    }

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");
}
