using System.Net;
using System.Net.Http.Json;

namespace LowCode.Runtime.Flows;

public class SimulateApiTests(FlowHost host) : IClassFixture<FlowHost>
{
    [Fact]
    public async Task A_published_flow_is_tried_on_a_record_and_nothing_is_kept()
    {
        var record = await host.RecordAsync("Paper");

        var tried = await (await host.Admin.PostAsJsonAsync("/api/flows/leave/simulate", new { record, initiator = host.Asker.Id })).JsonAsync();
        Assert.Equal(["start", "boss"], tried.GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("node").GetString()));
        Assert.Equal(host.Boss.Id, tried.GetProperty("waiting")[0].GetProperty("people")[0].GetProperty("id").GetInt64());
        var ended = await (await host.Admin.PostAsJsonAsync("/api/flows/leave/simulate", new { record, decisions = new[] { new { node = "boss", action = "approve" } } })).JsonAsync();
        Assert.Equal("completed", ended.GetProperty("state").GetString());

        var flows = await (await host.Admin.GetAsync($"/api/forms/leave/records/{record}/flows")).JsonAsync();
        Assert.Equal(0, flows.GetProperty("items").GetArrayLength());
        Assert.Equal(HttpStatusCode.Forbidden, (await host.Boss.Client.PostAsJsonAsync("/api/flows/leave/simulate", new { record })).StatusCode);
    }

    [Fact]
    public async Task A_list_is_narrowed_and_sorted()
    {
        var first = await host.TaskAsync();
        await host.TaskAsync();

        var found = await (await host.Boss.Client.GetAsync("/api/tasks?flow=leave&node=boss&search=pen&sort=oldest&limit=1")).JsonAsync();
        Assert.Equal(first, found.GetProperty("items")[0].GetProperty("id").GetInt64());
        Assert.Equal(HttpStatusCode.BadRequest, (await host.Boss.Client.GetAsync("/api/tasks?sort=upside-down")).StatusCode);
    }
}
