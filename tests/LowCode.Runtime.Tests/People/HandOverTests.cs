using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LowCode.Catalog;
using LowCode.Flows;
using LowCode.Runtime.Flows;
using Microsoft.Extensions.DependencyInjection;

namespace LowCode.Runtime.People;

/// <summary>What rests with somebody goes to somebody else.</summary>
public sealed class HandOverTests(FlowHost host) : IClassFixture<FlowHost>
{
    private const string Visit = """
        {"key":"visit","app":"office","label":"Visit","titleField":"title","fields":[
          {"key":"title","type":"text","label":"Title"},
          {"key":"closed","type":"switch","label":"Closed"},
          {"key":"seller","type":"member","label":"Seller"},
          {"key":"team","type":"member","label":"Team","settings":{"multiple":true}}],
         "validations":[RULES]}
        """;

    [Fact]
    public async Task Records_tasks_departments_and_reports_of_somebody_who_leaves_go_to_their_successor()
    {
        await PublishAsync();
        var (leaver, successor, mate) = (await host.PersonAsync("Leaver"), await host.PersonAsync("Successor"), await host.PersonAsync("Mate"));
        var department = await host.DepartmentAsync("Field", head: leaver.Id);
        var report = await ReportAsync("Report", leaver.Id);
        var owned = await VisitAsync(new { title = "Owned", owner = leaver.Id, seller = leaver.Id, team = new[] { mate.Id, leaver.Id } });
        var named = await VisitAsync(new { title = "Named", owner = mate.Id, team = new[] { leaver.Id, successor.Id } });
        var other = await VisitAsync(new { title = "Other", owner = mate.Id, seller = mate.Id });

        var held = await host.Admin.GetFromJsonAsync<JsonElement>($"/api/users/{leaver.Id}/holdings");
        Assert.Equal(["owner 1", "seller 1", "team 2"], held.GetProperty("records").EnumerateArray().Where(each => each.GetProperty("form").GetString() == "visit")
            .Select(each => $"{each.GetProperty("field").GetString()} {each.GetProperty("count").GetInt32()}").Order(StringComparer.Ordinal));
        Assert.Equal((department, report), (held.GetProperty("departments")[0].GetProperty("id").GetInt64(), held.GetProperty("reports")[0].GetProperty("id").GetInt64()));

        var runs = await HandOverAsync(leaver.Id, new { to = successor.Id, deactivate = true });

        var run = Assert.Single(runs);
        Assert.Equal((2, 2), (run.GetProperty("total").GetInt32(), run.GetProperty("changed").GetInt32()));
        Assert.Equal((successor.Id, successor.Id, $"{mate.Id},{successor.Id}"), await WhoAsync(owned));
        Assert.Equal((mate.Id, null, $"{successor.Id}"), await WhoAsync(named));
        Assert.Equal((mate.Id, mate.Id, ""), await WhoAsync(other));
        Assert.Equal((successor.Id, successor.Id, false),
            (host.Workspace.People.Department(department)!.HeadId, host.Workspace.People.User(report)!.ManagerId, host.Workspace.People.User(leaver.Id)!.Active));
        Assert.Equal(HttpStatusCode.Unauthorized, (await leaver.Client.GetAsync("/api/me")).StatusCode);
        // Back with somebody who works here again, it can be taken back as a whole.
        (await host.Admin.PostAsync($"/api/users/{leaver.Id}/activate", null)).EnsureSuccessStatusCode();
        (await host.Admin.PostAsync($"/api/forms/visit/records/batch/{run.GetProperty("id")}/undo", null)).EnsureSuccessStatusCode();
        Assert.Equal((leaver.Id, leaver.Id, $"{mate.Id},{leaver.Id}"), await WhoAsync(owned));
    }

    [Fact]
    public async Task Tasks_that_wait_for_somebody_wait_for_their_successor_then()
    {
        var (boss, successor) = (host.Boss.Id, await host.PersonAsync("Deputy"));
        var task = await host.TaskAsync();

        Assert.Equal(1, (await host.Admin.GetFromJsonAsync<JsonElement>($"/api/users/{boss}/holdings")).GetProperty("tasks").GetInt32());
        var runs = await HandOverAsync(boss, new { to = successor.Id, records = Array.Empty<object>() });

        Assert.Equal(1, Assert.Single(runs).GetProperty("changed").GetInt32());
        var reader = host.Services.GetRequiredService<TaskReader>();
        Assert.Empty(reader.Queue(host.CallerFor(boss), TaskQueue.Todo).Value.Items);
        Assert.Equal([task], reader.Queue(host.CallerFor(successor.Id), TaskQueue.Todo).Value.Items.Select(item => item.TaskId!.Value));
        (await successor.Client.PostAsJsonAsync($"/api/tasks/{task}/approve", new { })).EnsureSuccessStatusCode();
    }

    [Fact]
    public async Task A_record_that_cannot_be_changed_stays_and_tells_why_and_only_chosen_fields_are_handed_over()
    {
        await PublishAsync();
        var (leaver, successor) = (await host.PersonAsync("Closer"), await host.PersonAsync("Next"));
        var closed = await VisitAsync(new { title = "Closed", owner = leaver.Id, seller = leaver.Id, closed = true });
        var open = await VisitAsync(new { title = "Open", owner = leaver.Id, seller = leaver.Id });

        await PublishAsync($$"""{"check":"!(closed && seller == {{successor.Id}})","message":"What is closed stays"}""");

        var run = Assert.Single(await HandOverAsync(leaver.Id, new { to = successor.Id, records = new[] { new { form = "visit", field = "seller" } } }));

        Assert.Equal((1, 1), (run.GetProperty("changed").GetInt32(), run.GetProperty("refused").GetInt32()));
        Assert.Equal((leaver.Id, leaver.Id, ""), await WhoAsync(closed));
        Assert.Equal((leaver.Id, successor.Id, ""), await WhoAsync(open));
        Assert.True(host.Workspace.People.User(leaver.Id)!.Active);
    }

    [Fact]
    public async Task What_cannot_be_handed_over_is_refused_as_a_whole()
    {
        await PublishAsync();
        var (leaver, gone) = (await host.PersonAsync("Stays"), await host.PersonAsync("Gone"));
        var visit = await VisitAsync(new { title = "Kept", owner = leaver.Id });
        (await host.Admin.PostAsync($"/api/users/{gone.Id}/deactivate", null)).EnsureSuccessStatusCode();

        Assert.Equal("people.handOver.to", await PostAsync(host.Admin, leaver.Id, new { to = leaver.Id }));
        Assert.Equal("people.handOver.to", await PostAsync(host.Admin, leaver.Id, new { to = gone.Id }));
        Assert.Equal("people.handOver.to", await PostAsync(host.Admin, leaver.Id, new { }));
        Assert.Equal("people.handOver.field", await PostAsync(host.Admin, leaver.Id, new { to = host.Boss.Id, records = new[] { new { form = "visit", field = "created_by" } } }));
        Assert.Equal("http.json", await PostAsync(host.Admin, leaver.Id, new { to = host.Boss.Id, records = new object?[] { null } }));
        Assert.Equal("http.json", await PostAsync(host.Admin, leaver.Id, new { to = host.Boss.Id, records = new[] { new { form = (string?)null } } }));
        Assert.Equal("people.user.unknown", await PostAsync(host.Admin, 999_999, new { to = host.Boss.Id }));
        Assert.Equal("people.admins_only", await PostAsync(leaver.Client, leaver.Id, new { to = host.Boss.Id }));
        Assert.Equal("people.last_admin", await PostAsync(host.Admin, host.AdminCaller.Id, new { to = leaver.Id, deactivate = true }));
        Assert.Equal("people.admins_only", await (await leaver.Client.GetAsync($"/api/users/{host.Boss.Id}/holdings")).CodeAsync());
        Assert.Equal((leaver.Id, null, ""), await WhoAsync(visit));
    }

    [Fact]
    public async Task Nobody_becomes_the_manager_of_their_own_manager()
    {
        var top = await host.PersonAsync("Top");
        var leaver = await ReportAsync("Middle", top.Id);
        var (between, aside) = (await ReportAsync("Between", leaver), await ReportAsync("Aside", leaver));
        var successor = await ReportAsync("Below", between);

        await HandOverAsync(leaver, new { to = successor });

        Assert.Equal((top.Id, successor, between), (host.Workspace.People.User(between)!.ManagerId, host.Workspace.People.User(aside)!.ManagerId, host.Workspace.People.User(successor)!.ManagerId));
    }

    private async Task PublishAsync(string rules = "") =>
        Assert.True((await host.Services.GetRequiredService<Publisher>().PublishAsync(host.AdminCaller, [new(DefinitionKind.Form, "visit", Visit.Replace("RULES", rules, StringComparison.Ordinal))])).Ok);

    private async Task<long> VisitAsync(object values)
    {
        var answer = await host.Admin.PostAsJsonAsync("/api/forms/visit/records", values);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.JsonAsync()).GetProperty("id").GetInt64();
    }

    private async Task<long> ReportAsync(string name, long manager)
    {
        var person = await host.PersonAsync(name);
        (await host.Admin.PutAsJsonAsync($"/api/users/{person.Id}", new { email = person.Email, name, managerId = manager })).EnsureSuccessStatusCode();
        return person.Id;
    }

    private async Task<(long Owner, long? Seller, string Team)> WhoAsync(long visit)
    {
        var values = (await host.Admin.GetFromJsonAsync<JsonElement>($"/api/forms/visit/records/{visit}")).GetProperty("values");
        return (Id("owner")!.Value, Id("seller"), string.Join(',', values.TryGetProperty("team", out var team) && team.ValueKind == JsonValueKind.Array ? team.EnumerateArray().Select(each => each.GetProperty("id").GetInt64()) : []));

        long? Id(string field) => values.TryGetProperty(field, out var who) && who.ValueKind == JsonValueKind.Object ? who.GetProperty("id").GetInt64() : null;
    }

    private static async Task<string?> PostAsync(HttpClient client, long from, object body) => await (await client.PostAsJsonAsync($"/api/users/{from}/handover", body)).CodeAsync();

    // As they are when they are over.
    private async Task<IReadOnlyList<JsonElement>> HandOverAsync(long from, object body)
    {
        var answer = await host.Admin.PostAsJsonAsync($"/api/users/{from}/handover", body);
        Assert.True(answer.StatusCode == HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync());
        var over = new List<JsonElement>();
        foreach (var run in (await answer.JsonAsync()).GetProperty("runs").EnumerateArray())
        {
            var until = DateTime.UtcNow.AddSeconds(30);
            JsonElement now;
            while ((now = await host.Admin.GetFromJsonAsync<JsonElement>(run.GetProperty("url").GetString())).GetProperty("state").GetString() == "running")
            {
                Assert.True(DateTime.UtcNow < until, "The run doesn't end.");
                await Task.Delay(50);
            }
            over.Add(now);
        }
        return over;
    }
}
