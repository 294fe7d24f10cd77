using System.Net;
using System.Net.Http.Json;

namespace LowCode.Journeys;

/// <summary>A complaint from the call to the second call-back, over the API.</summary>
public sealed class ComplaintTests(CrmHost host) : IClassFixture<CrmHost>
{
    private const string Secret = "只给主管看的批注";

    [Fact]
    public async Task A_complaint_is_reviewed_reopened_and_closed()
    {
        var ticket = await NewTicketAsync("urgent");

        Assert.Equal("log flows.field.required", await host.Agent.RefusedAsync("handle", ticket, "submit", new { solution = "更换部件" }));
        Assert.Equal("level2", await host.Agent.DoAsync("handle", ticket, "submit", new { solution = "更换部件", log = new[] { new { action = "电话了解情况" } } }));
        var handled = await host.Agent.Client.ValuesAsync("ticket", ticket);
        Assert.Equal("feedback", handled.Text("state"));
        Assert.NotEqual("", handled.Text("first_response_at"));
        Assert.Equal(host.Agent.Id, handled.GetProperty("log")[0].Id("by"));
        Assert.Equal("reply", await host.ServiceManager.DoAsync("level2", ticket, "approve", new { manager_note = Secret, compensation = 4711 }));

        Assert.Equal("reply flows.field.required", await host.Agent.RefusedAsync("reply", ticket, "submit"));
        Assert.Equal("review", await host.Agent.DoAsync("reply", ticket, "submit", new { reply = "明天上门更换" }));

        Assert.Equal("comment flows.comment", await host.ServiceManager.RefusedAsync("review", ticket, "reject"));
        Assert.Equal("handle", await host.ServiceManager.DoAsync("review", ticket, "reject", comment: "请补充检测结果"));
        Assert.Equal("level2", await host.Agent.DoAsync("handle", ticket, "submit", new { solution = "检测后更换部件" }));
        Assert.Equal("reply", await host.ServiceManager.DoAsync("level2", ticket, "approve"));
        Assert.Equal("review", await host.Agent.DoAsync("reply", ticket, "submit"));
        Assert.Equal("root_cause flows.check.failed", await host.ServiceManager.RefusedAsync("review", ticket, "approve"));
        Assert.Equal("callback", await host.ServiceManager.DoAsync("review", ticket, "approve", new { root_cause = "product" }));
        Assert.Equal("resolved", (await host.Agent.Client.ValuesAsync("ticket", ticket)).Text("state"));

        Assert.Equal("satisfaction flows.field.required; solved flows.field.required", await host.Agent.RefusedAsync("callback", ticket, "submit"));
        Assert.Equal("handle", await host.Agent.DoAsync("callback", ticket, "submit", new { satisfaction = 2, solved = "yes" }));
        var reopened = await host.Agent.Client.ValuesAsync("ticket", ticket);
        Assert.Equal(("reopened", 1m, ""), (reopened.Text("state"), reopened.Number("reopened"), reopened.Text("resolved_at")));

        Assert.Equal("level2", await host.Agent.DoAsync("handle", ticket, "submit", new { solution = "换新机" }));
        Assert.Equal("reply", await host.ServiceManager.DoAsync("level2", ticket, "approve"));
        Assert.Equal("review", await host.Agent.DoAsync("reply", ticket, "submit", new { reply = "已寄出新机" }));
        Assert.Equal("callback", await host.ServiceManager.DoAsync("review", ticket, "approve"));
        Assert.Equal("completed", await host.Agent.DoAsync("callback", ticket, "submit", new { satisfaction = 5, solved = "yes" }));

        var closed = await host.OtherAgent.Client.ValuesAsync("ticket", ticket);
        Assert.Equal(("closed", "met", 5m), (closed.Text("state"), closed.Text("sla"), closed.Number("satisfaction")));
        Assert.Empty(await host.Agent.NodesAsync(ticket));
    }

    [Fact]
    public async Task Agents_never_see_what_managers_write()
    {
        var ticket = await NewTicketAsync("urgent");
        await host.Agent.DoAsync("handle", ticket, "submit", new { log = new[] { new { action = "已联系" } } });
        var review = await host.ServiceManager.TaskAsync("level2", ticket);
        await host.ServiceManager.DoAsync("level2", ticket, "approve", new { manager_note = Secret, compensation = 4711 });
        var path = $"/api/forms/ticket/records/{ticket}";
        Assert.Contains(Secret, await host.ServiceManager.Client.GetStringAsync(new Uri(path, UriKind.Relative)));
        Assert.Contains(Secret, await host.ServiceManager.Client.GetStringAsync(new Uri($"{path}/history", UriKind.Relative)));

        var task = await host.Agent.TaskAsync("reply", ticket);
        foreach (var agent in (TestPerson[])[host.Agent, host.OtherAgent])
        {
            foreach (var page in (string[])[path, $"{path}/history", "/api/forms/ticket/records?view=all", "/api/forms/ticket/records", "/api/forms/ticket", $"/api/forms/ticket/records?search={Secret}", $"{path}/flows"])
                await NothingSecretAsync(await agent.Client.GetAsync(page), HttpStatusCode.OK);
            foreach (var page in (string[])["filter=manager_note%20!=%20null", "filter=compensation%20%3E%201", "sort=compensation", "fields=manager_note"])
                await NothingSecretAsync(await agent.Client.GetAsync($"/api/forms/ticket/records?{page}"), HttpStatusCode.BadRequest);
            await NothingSecretAsync(await agent.Client.PostAsJsonAsync("/api/forms/ticket/aggregate", new { measures = new[] { new { fn = "sum", field = "compensation" } } }), HttpStatusCode.BadRequest);
            await NothingSecretAsync(await agent.Client.PatchAsJsonAsync(path, new { manager_note = Secret }), HttpStatusCode.BadRequest);
        }

        // Working on a task doesn't show more than its node names.
        await NothingSecretAsync(await host.Agent.Client.GetAsync($"/api/tasks/{task}/record"), HttpStatusCode.OK);
        await NothingSecretAsync(await host.Agent.ActAsync(task, "submit", new { reply = "好", manager_note = Secret }), HttpStatusCode.BadRequest);
        Assert.Equal("flows.task.unknown", await (await host.OtherAgent.Client.GetAsync($"/api/tasks/{task}/record")).ErrorsAsync(HttpStatusCode.NotFound));
        Assert.Contains(Secret, await host.ServiceManager.Client.GetStringAsync(new Uri($"/api/tasks/{review}/record", UriKind.Relative)));
    }

    [Fact]
    public async Task Two_people_who_finish_one_step_at_once_do_it_once()
    {
        var ticket = await host.Agent.CreateAsync("ticket", new { title = "发票开错", type = "billing", description = "抬头错误", channel = "phone" });
        var tasks = new[] { (Person: host.ServiceManager, Task: await host.ServiceManager.TaskAsync("assign", ticket)), (Person: host.DeputyServiceManager, Task: await host.DeputyServiceManager.TaskAsync("assign", ticket)) };
        object values = new { agent = host.Agent.Id, priority = "low" };

        var answers = await Task.WhenAll(tasks.Select(each => each.Person.ActAsync(each.Task, "submit", values)));
        var repeated = await Task.WhenAll(tasks.Select(each => each.Person.ActAsync(each.Task, "submit", values)));

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Conflict], answers.Select(answer => answer.StatusCode).Order());
        Assert.Equal("flows.task.closed", await answers.Single(answer => !answer.IsSuccessStatusCode).ErrorsAsync(HttpStatusCode.Conflict));
        Assert.All(repeated, answer => Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode));
        Assert.Single(await host.Agent.NodesAsync(ticket));
        Assert.Empty(await host.ServiceManager.NodesAsync(ticket));
        Assert.Empty(await host.DeputyServiceManager.NodesAsync(ticket));
    }

    private async Task<long> NewTicketAsync(string priority)
    {
        var ticket = await host.Agent.CreateAsync("ticket", new { title = "设备无法启动", type = "quality", priority = "medium", description = "开机无反应", channel = "phone" });
        Assert.Equal("agent flows.field.required", await host.ServiceManager.RefusedAsync("assign", ticket, "submit", new { priority }));
        Assert.Equal("handle", await host.ServiceManager.DoAsync("assign", ticket, "submit", new { priority, agent = host.Agent.Id }));
        Assert.Equal(("assigned", priority), ((await host.Agent.Client.ValuesAsync("ticket", ticket)).Text("state"), (await host.Agent.Client.ValuesAsync("ticket", ticket)).Text("priority")));
        return ticket;
    }

    private static async Task NothingSecretAsync(HttpResponseMessage answer, HttpStatusCode status)
    {
        var text = (await answer.ExpectAsync(status)).ToString();
        Assert.DoesNotContain("4711", text);
        if (status == HttpStatusCode.OK)
        {
            foreach (var trace in (string[])["manager_note", "compensation", Secret])
                Assert.DoesNotContain(trace, text);
        }
    }
}
