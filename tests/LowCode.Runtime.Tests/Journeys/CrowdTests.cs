using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace LowCode.Journeys;

/// <summary>Many people at once: everything that was confirmed is there as a whole, everything that was refused left nothing behind.</summary>
public sealed class CrowdTests(CrmHost host) : IClassFixture<CrmHost>
{
    private const int Crowd = 50;

    [Fact]
    public async Task Fifty_new_leads_at_once_all_finish_each_with_its_number_and_its_flow()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, Crowd).Select(i => host.Marketing.Client.PostAsJsonAsync("/api/forms/lead/records",
            // Every fifth breaks a rule of the form: a contact that can't be reached.
            i % 5 == 0 ? (object)new { company = $"人群{i}", contact = "无联系方式" } : new { company = $"人群{i}", contact = "李雷", phone = $"1390000{i:0000}", source = "web" })));

        Assert.Equal(Crowd / 5, answers.Count(answer => answer.StatusCode == HttpStatusCode.UnprocessableEntity));
        Assert.Equal(Crowd - Crowd / 5, answers.Count(answer => answer.StatusCode == HttpStatusCode.Created));
        var leads = await ListAsync("lead", "STARTSWITH(company, \"人群\")", "number,company,score,flow_state,flow_node");
        Assert.Equal(Crowd - Crowd / 5, leads.Count);
        Assert.Equal(leads.Count, leads.Select(lead => lead.Text("number")).Distinct().Count());
        Assert.All(leads, lead => Assert.Equal(("running", "assign", 20m), (lead.Text("flow_state"), lead.Text("flow_node"), lead.Number("score"))));
    }

    [Fact]
    public async Task Fifty_follow_ups_at_once_move_their_lead_one_step_and_are_all_counted()
    {
        var lead = await host.Marketing.CreateAsync("lead", new { company = "众人跟进", contact = "李雷", phone = "13900001111", source = "web" });
        Assert.Equal("first", await host.Manager.DoAsync("assign", lead, "submit", new { owner = host.Rep.Id }));

        var answers = await Task.WhenAll(Enumerable.Range(0, Crowd).Select(i => host.Rep.Client.PostAsJsonAsync("/api/forms/follow_up/records", new { lead, channel = "phone", content = $"第 {i} 次" })));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Created, answer.StatusCode));
        var values = await host.Rep.Client.ValuesAsync("lead", lead);
        Assert.Equal((Crowd, "following", "contact"), (values.Number("followup_count"), values.Text("status"), values.Text("flow_node")));
        Assert.Equal(["contact"], (await host.Rep.NodesAsync(lead)).Keys);
    }

    [Fact]
    public async Task Fifty_hands_on_one_task_convert_the_lead_once()
    {
        var lead = await host.Marketing.CreateAsync("lead", new { company = "众人转化", contact = "李雷", phone = "13900001111", source = "web" });
        await host.Manager.DoAsync("assign", lead, "submit", new { owner = host.Rep.Id });
        await host.Rep.CreateAsync("follow_up", new { lead, channel = "phone", content = "有需求" });
        var task = await host.Rep.TaskAsync("contact", lead);

        var answers = await Task.WhenAll(Enumerable.Range(0, Crowd).Select(_ => host.Rep.ActAsync(task, "submit", new { qualified = "yes", intent = "high", budget = 1000 })));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.Equal(Crowd - 1, answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict));
        Assert.Single(await ListAsync("customer", "name == \"众人转化\"", "name"));
        Assert.Single(await ListAsync("opportunity", $"lead == {lead}", "name"));
    }

    private async Task<List<JsonElement>> ListAsync(string form, string filter, string fields)
    {
        var page = await (await host.Admin.GetAsync($"/api/forms/{form}/records?limit=100&filter={Uri.EscapeDataString(filter)}&fields={fields}")).ExpectAsync(HttpStatusCode.OK);
        return [.. page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("values"))];
    }
}
