using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace LowCode.Records;

/// <summary>Records over HTTP: the way in and out, and every door that must stay closed.</summary>
public sealed class RecordsApiTests(RecordsHost host) : IClassFixture<RecordsHost>
{
    [Fact]
    public async Task A_record_is_made_read_changed_deleted_and_restored()
    {
        var made = await host.Admin.PostAsync("/api/forms/deal/records", Json("""{"name":"Bridge","amount":12.5,"lines":[{"what":"Steel","cost":3}]}"""));
        var body = await made.JsonAsync();
        var path = $"/api/forms/deal/records/{body.GetProperty("id").GetInt64()}";

        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        Assert.Equal(path, made.Headers.Location!.ToString());
        Assert.Equal("\"1\"", made.Headers.ETag!.ToString());
        Assert.Equal(12.5m, body.GetProperty("values").GetProperty("amount").GetDecimal());

        var changed = await Send(HttpMethod.Patch, path, """{"amount":"99.90"}""", ifMatch: "\"1\"");
        Assert.Equal("\"2\"", changed.Headers.ETag!.ToString());
        var stale = await Send(HttpMethod.Patch, path, """{"amount":1}""", ifMatch: "\"1\"");
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
        Assert.Equal("records.stale", await stale.CodeAsync());

        Assert.Equal(HttpStatusCode.OK, (await host.Admin.DeleteAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await host.Rep.Client.GetAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await host.Admin.PostAsync($"{path}/restore", null)).StatusCode);
        Assert.Equal("Steel", (await (await host.Admin.GetAsync(path)).JsonAsync()).GetProperty("values").GetProperty("lines")[0].GetProperty("what").GetString());
        var history = await (await host.Admin.GetAsync($"{path}/history")).JsonAsync();
        Assert.Equal(["restored", "deleted", "updated", "created"], history.GetProperty("items").EnumerateArray().Select(entry => entry.GetProperty("kind").GetString()));
    }

    [Fact]
    public async Task A_post_with_the_same_key_makes_one_record()
    {
        var answers = new List<long>();
        for (var i = 0; i < 3; i++)
            answers.Add((await (await Send(HttpMethod.Post, "/api/forms/deal/records", """{"name":"Once"}""", key: "key-1")).JsonAsync()).GetProperty("id").GetInt64());

        Assert.Single(answers.Distinct());
    }

    [Fact]
    public async Task A_key_that_is_too_long_to_keep_is_refused_instead_of_passed_over()
    {
        var answer = await Send(HttpMethod.Post, "/api/forms/deal/records", """{"name":"Twice"}""", key: new string('k', 3000));

        Assert.Equal((HttpStatusCode.BadRequest, "http.idempotencyKey"), (answer.StatusCode, await answer.CodeAsync()));
    }

    [Fact]
    public async Task Everything_wrong_is_told_at_once()
    {
        var answer = await host.Admin.PostAsync("/api/forms/deal/records", Json("""{"amount":"much","owner":4711,"lines":[{"cost":-1}]}"""));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var errors = (await answer.JsonAsync()).GetProperty("errors").EnumerateArray().Select(error => $"{error.GetProperty("path").GetString()} {error.GetProperty("code").GetString()}").Order(StringComparer.Ordinal);
        Assert.Equal(["amount forms.value.type", "lines[0].cost forms.number.min", "name records.field.required", "owner records.member.unknown"], errors);
    }

    // Who asks as what, the answer, what must and what must not stand in it. The rep sees own deals only; secret is hidden, phone masked, lines.cost hidden.
    [Theory]
    [InlineData("rep", "GET", "/api/forms/deal", null, 200, "amount", "secret")]
    [InlineData("rep", "GET", "/api/forms/deal/records", null, 200, "Mine", "Theirs")]
    [InlineData("rep", "GET", "/api/forms/deal/records?count=exact", null, 200, "\"total\":1,", "canary")]
    [InlineData("rep", "GET", "/api/forms/deal/records/{mine}", null, 200, "139****1111", "canary")]
    [InlineData("rep", "GET", "/api/forms/deal/records/{mine}", null, 200, "Steel", "4242")]
    [InlineData("rep", "GET", "/api/forms/deal/records?fields=lines,name", null, 200, "Steel", "4242")]
    [InlineData("rep", "GET", "/api/forms/deal/records/{mine}/history", null, 200, "Mine", "canary")]
    [InlineData("rep", "GET", "/api/forms/deal/records/{theirs}", null, 404, "records.notFound", "Theirs")]
    [InlineData("rep", "GET", "/api/forms/deal/records/{theirs}/history", null, 404, "records.notFound", "Theirs")]
    [InlineData("rep", "GET", "/api/forms/deal/records/{theirs}/comments", null, 404, "records.notFound", "Theirs")]
    [InlineData("rep", "POST", "/api/forms/deal/records/{theirs}/comments", """{"text":"hi"}""", 404, "records.notFound", "Theirs")]
    [InlineData("rep", "PATCH", "/api/forms/deal/records/{theirs}", """{"amount":1}""", 404, "records.notFound", "Theirs")]
    [InlineData("rep", "DELETE", "/api/forms/deal/records/{theirs}", null, 404, "records.notFound", "Theirs")]
    [InlineData("rep", "DELETE", "/api/forms/deal/records/{mine}", null, 403, "records.delete.forbidden", "canary")]
    [InlineData("rep", "GET", "/api/forms/deal/records?fields=secret", null, 400, "records.field.unknown", "canary")]
    [InlineData("rep", "GET", "/api/forms/deal/records?fields=nonsense", null, 400, "records.field.unknown", "canary")]
    [InlineData("rep", "GET", "/api/forms/deal/records?sort=secret", null, 400, "records.field.unknown", "canary")]
    [InlineData("rep", "GET", "/api/forms/deal/records?sort=phone", null, 400, "records.field.unknown", "canary")]
    [InlineData("rep", "GET", "/api/forms/deal/records?sort=name;select", null, 400, "records.field.unknown", "canary")]
    [InlineData("rep", "GET", "/api/forms/deal/records?filter=secret%20==%20%22canary%22", null, 400, "expressions.name.unknown", "canary-")]
    [InlineData("rep", "GET", "/api/forms/deal/records?filter=phone%20==%20%2213911111111%22", null, 400, "expressions.name.unknown", "Mine")]
    [InlineData("rep", "GET", "/api/forms/deal/records?filter=SUM(lines.cost)%20%3E%200", null, 400, "expressions.", "4242")]
    [InlineData("rep", "POST", "/api/forms/deal/records/query", """{"filter":{"all":[{"field":"secret","op":"eq","value":"x"}]}}""", 400, "expressions.name.unknown", "canary")]
    [InlineData("rep", "POST", "/api/forms/deal/records/query", """{"filter":{"all":[{"field":"name\" or 1=1--","op":"eq","value":"x"}]}}""", 400, "records.field.unknown", "Mine")]
    [InlineData("rep", "POST", "/api/forms/deal/records/query", """{"filter":{"field":"name","op":"eq","value":"' or 1=1--"}}""", 200, "\"items\":[]", "Theirs")]
    [InlineData("rep", "GET", "/api/forms/deal/records?search=canary", null, 200, "\"items\":[]", "Mine")]
    [InlineData("rep", "GET", "/api/forms/deal/records?search=Theirs", null, 200, "\"items\":[]", "Theirs")]
    [InlineData("rep", "POST", "/api/forms/deal/aggregate", """{"measures":[{"fn":"count"}]}""", 200, "[[1]]", "[[2]]")]
    [InlineData("rep", "POST", "/api/forms/deal/aggregate", """{"groupBy":[{"field":"secret"}],"measures":[{"fn":"count"}]}""", 400, "records.field.unknown", "canary")]
    [InlineData("rep", "POST", "/api/forms/deal/aggregate", """{"measures":[{"fn":"max","field":"secret"}]}""", 400, "records.field.unknown", "canary")]
    [InlineData("rep", "POST", "/api/forms/deal/aggregate", """{"measures":[{"fn":"sum(1);","field":"amount"}]}""", 400, "http.json", "canary")]
    [InlineData("rep", "PATCH", "/api/forms/deal/records/{mine}", """{"secret":"canary-mine"}""", 400, "records.field.unknown", "records.field.readOnly")]
    [InlineData("rep", "PATCH", "/api/forms/deal/records/{mine}", """{"secret":"other"}""", 400, "records.field.unknown", "records.field.readOnly")]
    [InlineData("rep", "PATCH", "/api/forms/deal/records/{mine}", """{"phone":"13911111111"}""", 400, "records.field.unknown", "Mine")]
    [InlineData("rep", "PATCH", "/api/forms/deal/records/{mine}", """{"stage":"won"}""", 403, "records.field.readOnly", "canary")]
    [InlineData("rep", "PATCH", "/api/forms/deal/records/{mine}", """{"owner":1}""", 403, "records.edit.forbidden", "canary")]
    [InlineData("rep", "POST", "/api/forms/deal/records", """{"name":"For others","owner":1}""", 403, "records.create.forbidden", "canary")]
    [InlineData("rep", "POST", "/api/forms/deal/records/batch", """{"operations":[{"op":"update","id":1,"values":{"amount":1}}]}""", 403, "records.batchEdit.forbidden", "canary")]
    [InlineData("rep", "POST", "/api/forms/deal/evaluate", """{"id":{theirs}}""", 404, "records.notFound", "Theirs")]
    [InlineData("rep", "POST", "/api/forms/deal/evaluate", """{"id":{mine}}""", 200, "Mine", "canary")]
    [InlineData("rep", "GET", "/api/forms/salary", null, 404, "forms.unknown", "salary_")]
    [InlineData("rep", "GET", "/api/forms/salary/records", null, 404, "forms.unknown", "9000")]
    [InlineData("rep", "POST", "/api/forms/salary/records", """{"pay":1}""", 404, "forms.unknown", "9000")]
    [InlineData("rep", "GET", "/api/forms/sqlite_master/records", null, 404, "forms.unknown", "CREATE")]
    [InlineData("rep", "GET", "/api/forms/deal/records?filter=LOOKUP(%22salary%22,%20%22pay%22,%20%22who%22,%20name)%20%3E%200", null, 400, "expressions.", "9000")]
    [InlineData("rep", "GET", "/api/forms/deal/draft", null, 403, "definitions.forbidden", "secret")]
    [InlineData("rep", "PUT", "/api/forms/deal/draft", """{"rev":0,"definition":{}}""", 403, "definitions.forbidden", "secret")]
    [InlineData("nobody", "GET", "/api/forms", null, 200, "\"items\":[]", "deal")]
    [InlineData("nobody", "GET", "/api/apps", null, 200, "\"items\":[]", "deal")]
    [InlineData("nobody", "GET", "/api/forms/deal/records", null, 404, "forms.unknown", "Mine")]
    [InlineData("anonymous", "GET", "/api/forms/deal/records", null, 401, "people.unauthenticated", "Mine")]
    [InlineData("admin", "GET", "/api/forms/deal/records?limit=501", null, 400, "records.limit", "Mine")]
    [InlineData("admin", "GET", "/api/forms/deal/records?filter={%22all%22:", null, 400, "records.filter.json", "Mine")]
    [InlineData("admin", "GET", "/api/forms/deal/records?after=garbage", null, 400, "records.", "Mine")]
    [InlineData("admin", "POST", "/api/forms/deal/records", """{"name":"\ud800"}""", 422, "forms.value.type", "http.failed")]
    [InlineData("admin", "POST", "/api/forms/deal/records", "[1]", 400, "records.body", "http.failed")]
    [InlineData("admin", "GET", "/api/forms/deal/records?filter=amount%20%3E%2010", null, 200, "Theirs", "http.failed")]
    public async Task The_right_people_get_the_right_answer(string who, string method, string path, string? body, int status, string contains, string never)
    {
        var client = who switch { "rep" => host.Rep.Client, "nobody" => host.Nobody.Client, "admin" => host.Admin, _ => host.NewClient() };
        var request = new HttpRequestMessage(new HttpMethod(method), host.Fill(path)) { Content = body is null ? null : Json(host.Fill(body)) };

        var answer = await client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();

        Assert.True(status == (int)answer.StatusCode, $"{(int)answer.StatusCode} {text}");
        Assert.Contains(contains, text);
        Assert.DoesNotContain(never, text);
    }

    private async Task<HttpResponseMessage> Send(HttpMethod method, string path, string body, string? ifMatch = null, string? key = null)
    {
        var request = new HttpRequestMessage(method, path) { Content = Json(body) };
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        return await host.Admin.SendAsync(request);
    }

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");
}

/// <summary>A host with a form <c>deal</c> that reps use for their own, and a form <c>salary</c> that nobody else sees.</summary>
public sealed class RecordsHost : TestHost
{
    private long _mine;
    private long _theirs;

    public TestPerson Rep { get; private set; } = null!;
    public TestPerson Nobody { get; private set; } = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await PublishAsync("app", "sales", """{"key":"sales","label":"Sales"}""");
        await PublishAsync("role", "rep", """{"key":"rep"}""");
        await PublishAsync("form", "salary", """{"key":"salary","app":"sales","fields":[{"key":"who","type":"text"},{"key":"pay","type":"number"}]}""");
        await PublishAsync("form", "deal", """
            {"key":"deal","app":"sales","label":"Deal","titleField":"name","fields":[
              {"key":"name","type":"text","required":true,"searchable":true},
              {"key":"amount","type":"number","settings":{"scale":2}},
              {"key":"stage","type":"choice","settings":{"choices":[{"value":"open","label":"Open"},{"value":"won","label":"Won"}]}},
              {"key":"secret","type":"text","searchable":true},
              {"key":"phone","type":"phone","searchable":true},
              {"key":"lines","type":"subform","settings":{"fields":[{"key":"what","type":"text"},{"key":"cost","type":"number","settings":{"min":0}}]}}]}
            """);
        await PublishAsync("group", "deal_reps", """
            {"key":"deal_reps","form":"deal","members":{"roles":["rep"]},"actions":["view","create","edit","comment","history"],"rows":"owner == $user",
             "fields":{"secret":"hidden","phone":"masked","stage":"readOnly","lines.cost":"hidden"}}
            """);
        Rep = await PersonAsync("Rep", ["rep"]);
        Nobody = await PersonAsync("Nobody");
        await Admin.PostAsJsonAsync("/api/forms/salary/records", new { who = "Boss", pay = 9000 });
        _mine = await NewAsync(new { name = "Mine", amount = 10, secret = "canary-mine", phone = "13911111111", owner = Rep.Id, lines = new[] { new { what = "Steel", cost = 4242 } } });
        _theirs = await NewAsync(new { name = "Theirs", amount = 20, secret = "canary-theirs" });
        await Admin.PatchAsJsonAsync($"/api/forms/deal/records/{_mine}", new { secret = "canary-mine", name = "Mine " });
        await Admin.PatchAsJsonAsync($"/api/forms/deal/records/{_mine}", new { secret = "canary-new", name = "Mine two" });
        await Admin.PatchAsJsonAsync($"/api/forms/deal/records/{_mine}", new { secret = "canary-mine", name = "Mine" });
    }

    public string Fill(string text) => text.Replace("{mine}", _mine.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{theirs}", _theirs.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);

    private async Task<long> NewAsync(object values) =>
        (await (await Admin.PostAsJsonAsync("/api/forms/deal/records", values)).EnsureSuccessStatusCode().JsonAsync()).GetProperty("id").GetInt64();

    private async Task PublishAsync(string kind, string key, string json)
    {
        var draft = await Admin.PutAsJsonAsync($"/api/definitions/{kind}/{key}/draft", new { rev = 0, definition = JsonDocument.Parse(json).RootElement });
        Assert.True(draft.IsSuccessStatusCode, await draft.Content.ReadAsStringAsync());
        var published = await Admin.PostAsJsonAsync($"/api/definitions/{kind}/{key}/publish", new { note = "test" });
        Assert.True(published.IsSuccessStatusCode, await published.Content.ReadAsStringAsync());
    }
}
