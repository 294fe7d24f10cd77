using System.Net;
using System.Net.Http.Json;

namespace LowCode.Journeys;

/// <summary>A lead's whole way to the last payment, over the API, each person with their own sign-in.</summary>
public sealed class LeadToPaymentTests(CrmHost host) : IClassFixture<CrmHost>
{
    private const string FlowState = "flow_state";

    [Fact]
    public async Task A_lead_becomes_a_deal_that_is_paid_in_parts()
    {
        var lead = await NewLeadAsync("长江桥梁集团");
        await QualifyAsync(lead, "长江桥梁集团");
        await QuoteAsync(lead);
        await SignAsync(lead);
        await PayAsync(lead);
    }

    [Fact]
    public async Task A_lead_of_a_colleague_is_nowhere_to_be_found()
    {
        var lead = await NewLeadAsync("黄河机电");
        var path = $"/api/forms/lead/records/{lead}";

        Assert.Contains("黄河机电", await host.Rep.Client.GetStringAsync(new Uri("/api/forms/lead/records?search=黄河", UriKind.Relative)));
        foreach (var hidden in (string[])[path, $"{path}/history", $"{path}/comments"])
            Assert.Equal("records.notFound", await (await host.OtherRep.Client.GetAsync(hidden)).ErrorsAsync(HttpStatusCode.NotFound));
        Assert.Equal("records.notFound", await (await host.OtherRep.Client.PatchAsJsonAsync(path, new { company = "x" })).ErrorsAsync(HttpStatusCode.NotFound));
        foreach (var list in (string[])["", "?search=黄河", "?filter=company%20==%20%22黄河机电%22", "?view=all", "?count=exact", "?sort=company"])
            Assert.DoesNotContain("黄河", await host.OtherRep.Client.GetStringAsync(new Uri($"/api/forms/lead/records{list}", UriKind.Relative)));
        var sums = await host.OtherRep.Client.PostAsJsonAsync("/api/forms/lead/aggregate", new { groupBy = new[] { new { field = "company" } }, measures = new[] { new { fn = "count" } } });
        Assert.DoesNotContain("黄河", (await sums.ExpectAsync(HttpStatusCode.OK)).ToString());
        Assert.DoesNotContain("黄河", await host.OtherRep.Client.GetStringAsync(new Uri("/api/tasks?queue=todo", UriKind.Relative)));
        Assert.Equal("exports.forbidden", await (await host.OtherRep.Client.GetAsync("/api/forms/lead/export?format=csv")).ErrorsAsync(HttpStatusCode.Forbidden));
        Assert.Contains("黄河机电", await host.Manager.Client.GetStringAsync(new Uri("/api/forms/lead/export?format=csv", UriKind.Relative)));
        var flows = await host.OtherRep.Client.GetAsync($"{path}/flows");
        Assert.DoesNotContain("黄河", await flows.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task An_invalid_lead_ends_with_its_reason()
    {
        var lead = await NewLeadAsync("海河贸易");
        await host.Rep.CreateAsync("follow_up", new { lead, channel = "phone", content = "空号" });
        Assert.Equal("following", (await host.Rep.Client.ValuesAsync("lead", lead)).Text("status"));

        Assert.Equal("invalid_reason records.field.required", await host.Rep.RefusedAsync("contact", lead, "submit", new { qualified = "no", intent = "low" }));
        Assert.Equal("completed", await host.Rep.DoAsync("contact", lead, "submit", new { qualified = "no", intent = "low", invalid_reason = "空号" }));

        var values = await host.Admin.ValuesAsync("lead", lead);
        Assert.Equal(("invalid", ""), (values.Text("status"), values.Text("customer")));
    }

    [Fact]
    public async Task A_deal_can_be_lost_at_a_later_step()
    {
        var lead = await NewLeadAsync("淮河水务");
        await QualifyAsync(lead, "淮河水务");

        Assert.Equal("quotation flows.check.failed", await host.Rep.RefusedAsync("proposal", lead, "submit"));
        Assert.Equal("completed", await host.Rep.DoAsync("proposal", lead, "submit", new { lost_reason = "price" }));

        var values = await host.Rep.Client.ValuesAsync("lead", lead);
        var opportunity = await host.Rep.Client.ValuesAsync("opportunity", values.Id("opportunity"));
        Assert.Equal(("lost", "lost", "price", 0m), (values.Text("status"), opportunity.Text("stage"), opportunity.Text("lost_reason"), opportunity.Number("probability")));
        Assert.Empty(await host.Rep.NodesAsync(lead));
    }

    /// <summary>Marketing types a lead; the flow starts by itself and the manager gives it to the rep.</summary>
    private async Task<long> NewLeadAsync(string company)
    {
        var lead = await host.Marketing.CreateAsync("lead", new { company, contact = "李雷", phone = "13900001111", email = "lilei@example.com", source = "web" });
        Assert.Equal("running", (await host.Admin.ValuesAsync("lead", lead)).Text(FlowState));
        Assert.Equal("assign", (await host.Admin.ValuesAsync("lead", lead)).Text("flow_node"));
        Assert.Empty(await host.Rep.NodesAsync(lead));

        Assert.Equal("owner flows.field.required", await host.Manager.RefusedAsync("assign", lead, "submit"));
        Assert.Equal("owner flows.field.required", await host.Manager.RefusedAsync("assign", lead, "submit", new { owner = (long?)null }));
        Assert.Equal("first", await host.Manager.DoAsync("assign", lead, "submit", new { owner = host.Rep.Id }));

        var values = await host.Rep.Client.ValuesAsync("lead", lead);
        Assert.Equal(("assigned", host.Rep.Id), (values.Text("status"), values.Id("owner")));
        Assert.Equal(host.Sales, values.Id("department"));
        await host.Manager.Client.ValuesAsync("lead", lead);
        return lead;
    }

    private async Task QualifyAsync(long lead, string company)
    {
        object qualified = new { qualified = "yes", intent = "high", budget = 800_000, industry = "manufacturing" };
        Assert.Equal("flows.action.waits", await host.Rep.RefusedAsync("first", lead, "submit"));
        await host.Rep.CreateAsync("follow_up", new { lead, channel = "phone", content = "有明确需求", next_at = "2026-12-01T02:00:00Z" });
        var followed = await host.Rep.Client.ValuesAsync("lead", lead);
        Assert.Equal((1, "following", "2026-12-01T02:00:00Z"), (followed.Number("followup_count"), followed.Text("status"), followed.Text("next_followup_at")));
        Assert.Equal(["contact"], (await host.Rep.NodesAsync(lead)).Keys);
        Assert.Equal("needs", await host.Rep.DoAsync("contact", lead, "submit", qualified));

        var values = await host.Rep.Client.ValuesAsync("lead", lead);
        Assert.Equal("converted", values.Text("status"));
        var customer = await host.Rep.Client.ValuesAsync("customer", values.Id("customer"));
        Assert.Equal((company, host.Rep.Id, host.Sales), (customer.Text("name"), customer.Id("owner"), customer.Id("department")));
        var opportunity = await host.Rep.Client.ValuesAsync("opportunity", values.Id("opportunity"));
        Assert.Equal(("needs", 800_000m, 20m, values.Id("customer")), (opportunity.Text("stage"), opportunity.Number("amount"), opportunity.Number("probability"), opportunity.Id("customer")));
        var contacts = await (await host.Rep.Client.GetAsync($"/api/forms/contact/records?filter=customer%20==%20{values.Id("customer")}&fields=name,phone,is_primary")).ExpectAsync(HttpStatusCode.OK);
        Assert.Equal("李雷", Assert.Single(contacts.GetProperty("items").EnumerateArray()).GetProperty("values").Text("name"));

        Assert.Equal("requirement flows.check.failed", await host.Rep.RefusedAsync("needs", lead, "submit"));
        Assert.Equal("proposal", await host.Rep.DoAsync("needs", lead, "submit", new { requirement = "两条产线的监控" }));
    }

    /// <summary>Two lines at 88 % of the list price: the manager refuses once and then approves.</summary>
    private async Task QuoteAsync(long lead)
    {
        var opportunity = (await host.Rep.Client.ValuesAsync("lead", lead)).Id("opportunity");
        Assert.Equal("proposal", (await host.Rep.Client.ValuesAsync("opportunity", opportunity)).Text("stage"));
        var sensor = await host.Manager.CreateAsync("product", new { name = $"传感器 {lead}", standard_price = 2000 });
        var server = await host.Manager.CreateAsync("product", new { name = $"服务器 {lead}", standard_price = 100_000 });
        object[] lines = [new { product = sensor, quantity = 200, discount = 88 }, new { product = server, quantity = 3, unit_price = 100_000, discount = 88 }];
        var quotation = await host.Rep.CreateAsync("quotation", new { opportunity, lines });
        var quoted = await host.Rep.Client.ValuesAsync("quotation", quotation);
        Assert.Equal((700_000m, 616_000m, 88m, "draft"), (quoted.Number("list_total"), quoted.Number("total"), quoted.Number("discount_rate"), quoted.Text("approval")));
        Assert.Equal((await host.Rep.Client.ValuesAsync("lead", lead)).Id("customer"), quoted.Id("customer"));

        Assert.Equal("manager", await host.Rep.DoAsync("proposal", lead, "submit", new { quotation }));
        Assert.Equal("comment flows.comment", await host.Manager.RefusedAsync("manager", lead, "reject"));
        Assert.Equal("proposal", await host.Manager.DoAsync("manager", lead, "reject", comment: "先确认付款条件"));
        Assert.Empty(await host.Manager.NodesAsync(lead));
        Assert.Equal("manager", await host.Rep.DoAsync("proposal", lead, "submit"));
        Assert.Equal("contract", await host.Manager.DoAsync("manager", lead, "approve"));

        Assert.Equal("approved", (await host.Rep.Client.ValuesAsync("quotation", quotation)).Text("approval"));
        Assert.Equal("contract", (await host.Rep.Client.ValuesAsync("opportunity", opportunity)).Text("stage"));
        Assert.Equal("approval records.field.readOnly", await (await host.Rep.Client.PatchAsJsonAsync($"/api/forms/quotation/records/{quotation}", new { approval = "draft" })).ErrorsAsync(HttpStatusCode.Forbidden));
    }

    /// <summary>Legal and finance sign side by side, the general manager because it is over 500,000; then it is delivered.</summary>
    private async Task SignAsync(long lead)
    {
        var quotation = (await host.Rep.Client.ValuesAsync("lead", lead)).Id("quotation");
        Assert.Equal("contract flows.check.failed", await host.Rep.RefusedAsync("contract", lead, "submit"));
        var contract = await host.Rep.CreateAsync("contract", new { name = "监控系统合同", quotation });
        Assert.Equal((616_000m, "draft"), ((await host.Rep.Client.ValuesAsync("contract", contract)).Number("total"), (await host.Rep.Client.ValuesAsync("contract", contract)).Text("stage")));
        Assert.Equal("finance_sign,legal", await host.Rep.DoAsync("contract", lead, "submit", new { contract }));

        Assert.Equal("flows.task.notYours", await (await host.Rep.ActAsync(await host.Legal.TaskAsync("legal", lead), "approve")).ErrorsAsync(HttpStatusCode.Forbidden));
        Assert.Equal("legal", await host.Finance.DoAsync("finance_sign", lead, "approve"));
        Assert.Empty(await host.GeneralManager.NodesAsync(lead));
        Assert.Equal("gm", await host.Legal.DoAsync("legal", lead, "approve"));
        Assert.Equal("delivery", await host.GeneralManager.DoAsync("gm", lead, "approve"));

        var signed = await host.Rep.Client.ValuesAsync("contract", contract);
        Assert.Equal("active", signed.Text("stage"));
        Assert.NotEqual("", signed.Text("signed_on"));
        Assert.Equal("payment", await host.Rep.DoAsync("delivery", lead, "submit", new { delivered_on = "2026-05-20" }));
    }

    private async Task PayAsync(long lead)
    {
        var values = await host.Rep.Client.ValuesAsync("lead", lead);
        var (contract, opportunity) = (values.Id("contract"), values.Id("opportunity"));
        Assert.Equal("delivery", (await host.Rep.Client.ValuesAsync("opportunity", opportunity)).Text("stage"));
        Assert.Equal("flows.action.waits", await host.Finance.RefusedAsync("payment", lead, "submit"));
        Assert.Equal("records.create.forbidden", await (await host.Rep.Client.PostAsJsonAsync("/api/forms/payment/records", new { contract, amount = 1 })).ErrorsAsync(HttpStatusCode.Forbidden));

        var first = $"/api/forms/payment/records/{await host.Finance.CreateAsync("payment", new { contract, amount = 200_000 })}";
        await (await host.Finance.Client.PatchAsJsonAsync(first, new { amount = 300_000 })).ExpectAsync(HttpStatusCode.OK);
        Assert.Equal("amount records.rule", await (await host.Finance.Client.PatchAsJsonAsync(first, new { amount = 616_000.01m })).ErrorsAsync(HttpStatusCode.UnprocessableEntity));
        var part = await host.Finance.Client.ValuesAsync("contract", contract);
        Assert.Equal((300_000m, 316_000m, "active"), (part.Number("paid"), part.Number("unpaid"), part.Text("stage")));
        Assert.Equal(["payment"], (await host.Finance.NodesAsync(lead)).Keys);

        var tooMuch = await host.Finance.Client.PostAsJsonAsync("/api/forms/payment/records", new { contract, amount = 316_000.01m });
        Assert.Equal("amount records.rule", await tooMuch.ErrorsAsync(HttpStatusCode.UnprocessableEntity));
        Assert.Equal(300_000m, (await host.Finance.Client.ValuesAsync("contract", contract)).Number("paid"));

        await host.Finance.CreateAsync("payment", new { contract, amount = 316_000 });

        Assert.Empty(await host.Finance.NodesAsync(lead));
        var won = await host.Rep.Client.ValuesAsync("opportunity", opportunity);
        Assert.Equal(("won", 616_000m, 100m), (won.Text("stage"), won.Number("amount"), won.Number("probability")));
        var done = await host.Rep.Client.ValuesAsync("contract", contract);
        Assert.Equal(("done", 0m), (done.Text("stage"), done.Number("unpaid")));
        var paid = await host.Rep.Client.ValuesAsync("lead", lead);
        Assert.Equal(("completed", ""), (paid.Text(FlowState), paid.Text("flow_node")));
        var customer = await host.Rep.Client.ValuesAsync("customer", paid.Id("customer"));
        Assert.Equal(("customer", "new", 616_000m), (customer.Text("type"), customer.Text("lifecycle"), customer.Number("paid_amount")));
        Assert.Contains("长江桥梁集团 已全部回款", await host.Rep.Client.GetStringAsync(new Uri("/api/notifications", UriKind.Relative)));
    }
}
