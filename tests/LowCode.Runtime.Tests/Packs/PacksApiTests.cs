using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LowCode.Packs;

/// <summary>Installing and upgrading packs, from the shelf and uploaded.</summary>
public sealed class PacksApiTests(TestHost host) : IClassFixture<TestHost>
{
    [Fact]
    public async Task Crm_does_what_its_plan_said_and_its_sample_data_comes_and_goes_as_a_whole()
    {
        var planned = await Ok(await host.Admin.PostAsync("/api/packs/crm/plan", null));
        var installed = await Ok(await host.Admin.PostAsync("/api/packs/crm/install", null));

        Assert.Equal(Steps(planned), Steps(installed));
        var kinds = planned.GetProperty("plan").GetProperty("steps").EnumerateArray().Select(step => $"{step.GetProperty("code")} {step.GetProperty("kind")}").ToHashSet();
        Assert.Equal(["plan.definition.added app", "plan.definition.added choices", "plan.definition.added dashboard", "plan.definition.added flow", "plan.definition.added group", "plan.definition.added role", "plan.form.added form"],
            kinds.Order(StringComparer.Ordinal));
        Assert.Equal(JsonValueKind.Null, planned.GetProperty("installed").ValueKind);
        var catalog = host.Workspace.Catalog;
        Assert.All(installed.GetProperty("plan").GetProperty("steps").EnumerateArray().Where(step => step.GetProperty("code").GetString() == "plan.form.added"),
            step => Assert.Contains(step.GetProperty("key").GetString()!, catalog.Forms.Keys));
        Assert.Empty(Steps(await Ok(await host.Admin.PostAsync("/api/packs/crm/plan", null))));

        var added = (await Ok(await host.Admin.PostAsync("/api/packs/crm/sample", null))).GetProperty("count").GetInt32();
        Assert.True(added > 20);
        Assert.Equal(added, await CountAsync());
        var made = (await Ok(await host.Admin.GetAsync("/api/forms/lead/records?limit=100&fields=created_at"))).GetProperty("items").EnumerateArray()
            .Select(lead => lead.GetProperty("values").GetProperty("created_at").GetDateTimeOffset()).ToList();
        Assert.True(made.Select(at => at.Date).Distinct().Count() > 10, "Leads should have come over many days.");
        Assert.All(made, at => Assert.True(at <= host.Workspace.Clock.GetUtcNow()));
        await QuotationsFitAsync();
        Assert.Equal("packs.sample.present", await (await host.Admin.PostAsync("/api/packs/crm/sample", null)).CodeAsync());
        Assert.Equal(added, await CountAsync());
        Assert.True(await SampleMarkedAsync());
        Assert.Equal(added, (await Ok(await host.Admin.DeleteAsync("/api/packs/crm/sample"))).GetProperty("count").GetInt32());
        Assert.Equal(0, await CountAsync());
        Assert.False(await SampleMarkedAsync());
        Assert.Equal(0, (await Ok(await host.Admin.DeleteAsync("/api/packs/crm/sample"))).GetProperty("count").GetInt32());

        async Task<int> CountAsync()
        {
            var sum = 0;
            foreach (var form in catalog.Forms.Keys)
                sum += (await Ok(await host.Admin.GetAsync($"/api/forms/{form}/records?limit=200"))).GetProperty("items").GetArrayLength();
            return sum;
        }

        // Each is of its deal's customer and came before its contract, which has its total; some deals still wait for an answer.
        async Task QuotationsFitAsync()
        {
            var deals = (await AllAsync("opportunity", "customer")).ToDictionary(deal => deal.GetProperty("id").GetInt64(), deal => deal.GetProperty("values"));
            var quotations = (await AllAsync("quotation", "opportunity,customer,total,quoted_on,approval")).ToDictionary(each => each.GetProperty("id").GetInt64(), each => each.GetProperty("values"));
            Assert.All(quotations.Values, quotation => Assert.Equal(Id(deals[Id(quotation, "opportunity")], "customer"), Id(quotation, "customer")));
            var signed = (await AllAsync("contract", "quotation,customer,total,signed_on")).Select(contract => contract.GetProperty("values")).Where(contract => contract.GetProperty("quotation").ValueKind != JsonValueKind.Null).ToList();
            Assert.NotEmpty(signed);
            Assert.All(signed, contract =>
            {
                var quotation = quotations[Id(contract, "quotation")];
                Assert.Equal((Id(contract, "customer"), contract.GetProperty("total").GetDecimal(), "approved"), (Id(quotation, "customer"), quotation.GetProperty("total").GetDecimal(), quotation.GetProperty("approval").GetString()));
                Assert.True(string.CompareOrdinal(quotation.GetProperty("quoted_on").GetString(), contract.GetProperty("signed_on").GetString()) < 0);
            });
            Assert.Contains(quotations.Values, quotation => quotation.GetProperty("approval").GetString() == "pending");
        }

        async Task<IEnumerable<JsonElement>> AllAsync(string form, string fields) => (await Ok(await host.Admin.GetAsync($"/api/forms/{form}/records?limit=200&fields={fields}"))).GetProperty("items").EnumerateArray();

        static long Id(JsonElement values, string field) => values.GetProperty(field).GetProperty("id").GetInt64();

        async Task<bool> SampleMarkedAsync() => (await Ok(await host.Admin.GetAsync("/api/packs"))).GetProperty("items").EnumerateArray()
            .Single(pack => pack.GetProperty("manifest").GetProperty("key").GetString() == "crm").GetProperty("installed").GetProperty("hasSample").GetBoolean();
    }

    [Theory]
    [InlineData("GET", "/api/packs")]
    [InlineData("POST", "/api/packs/crm/plan")]
    [InlineData("POST", "/api/packs/crm/install")]
    [InlineData("POST", "/api/packs/crm/sample")]
    [InlineData("DELETE", "/api/packs/crm/sample")]
    [InlineData("GET", "/api/apps/crm/export")]
    public async Task Only_administrators_have_to_do_with_packs(string method, string path)
    {
        var person = await host.PersonAsync("Member");

        Assert.Equal(HttpStatusCode.Forbidden, (await person.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path))).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.NewClient().SendAsync(new HttpRequestMessage(new HttpMethod(method), path))).StatusCode);
    }

    [Fact]
    public async Task An_unknown_pack_or_app_is_not_found()
    {
        Assert.Equal("packs.unknown", await (await host.Admin.PostAsync("/api/packs/ghost/plan", null)).CodeAsync());
        Assert.Equal("packs.app.unknown", await (await host.Admin.GetAsync("/api/apps/ghost/export")).CodeAsync());
    }

    [Fact]
    public async Task Keys_of_others_are_never_overwritten()
    {
        await Ok(await host.Admin.UploadAsync("install", Zips.Shop("first")));
        await PublishAsync("own_form", Zips.Form("own_form", "first", "Mine"));
        await SaveDraftAsync("own_draft", Zips.Form("own_draft", "first", "Unfinished"));
        var zip = Zips.Of(("pack.json", Zips.Manifest("second")), ("forms/first_item.json", Zips.Form("first_item", "first", "Stolen")), ("forms/second_new.json", Zips.Form("second_new", "first", "New")),
            ("forms/own_form.json", Zips.Form("own_form", "first", "Stolen")), ("forms/own_draft.json", Zips.Form("own_draft", "first", "Stolen")));

        foreach (var what in (string[])["plan", "install"])
        {
            var answer = await host.Admin.UploadAsync(what, zip);
            Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
            var errors = (await answer.JsonAsync()).GetProperty("errors").EnumerateArray().Select(error => (error.GetProperty("code").GetString(), error.GetProperty("path").GetString())).Order();
            Assert.Equal([("packs.key.taken", "forms.first_item"), ("packs.key.taken", "forms.own_draft"), ("packs.key.taken", "forms.own_form")], errors);
        }

        Assert.Equal(("First", "Mine"), (LabelOf("first_item"), LabelOf("own_form")));
        Assert.DoesNotContain("second_new", host.Workspace.Catalog.Forms.Keys);
        Assert.Contains("Unfinished", (await Ok(await host.Admin.GetAsync("/api/forms/own_draft/draft"))).GetProperty("draft").GetRawText());
    }

    [Fact]
    public async Task An_upgrade_keeps_what_was_changed_here()
    {
        await Ok(await host.Admin.UploadAsync("install", Zips.Shop("up")));
        await PublishAsync("up_item", Zips.Form("up_item", "up", "Changed here"));

        var planned = await Ok(await host.Admin.UploadAsync("plan", Zips.Shop("up", "1.1.0", "Second")));
        var upgraded = await Ok(await host.Admin.UploadAsync("install", Zips.Shop("up", "1.1.0", "Second")));

        Assert.Equal(Steps(planned), Steps(upgraded));
        Assert.Equal("1.0.0", planned.GetProperty("installed").GetProperty("version").GetString());
        Assert.Equal(("Changed here", "Second"), (LabelOf("up_item"), LabelOf("up_order")));
        await Ok(await host.Admin.UploadAsync("install", Zips.Shop("up", "1.2.0", "Third")));
        Assert.Equal(("Changed here", "Third"), (LabelOf("up_item"), LabelOf("up_order")));
    }

    [Fact]
    public async Task An_upgrade_keeps_drafts_and_does_not_mind_how_a_definition_is_spaced()
    {
        await Ok(await host.Admin.UploadAsync("install", Zips.Shop("draft")));
        await SaveDraftAsync("draft_item", Zips.Form("draft_item", "draft", "Half done"));
        var order = await Ok(await host.Admin.GetAsync("/api/forms/draft_order/draft"));
        await PublishAsync("draft_order", JsonNode.Parse(order.GetProperty("published").GetRawText())!.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));

        await Ok(await host.Admin.UploadAsync("install", Zips.Shop("draft", "1.1.0", "Second")));

        Assert.Contains("Half done", (await Ok(await host.Admin.GetAsync("/api/forms/draft_item/draft"))).GetProperty("draft").GetRawText());
        Assert.Equal("Second", LabelOf("draft_order"));
    }

    private string LabelOf(string form) => host.Workspace.Catalog.Form(form).Definition.Label.In("en");

    private async Task PublishAsync(string form, string json)
    {
        await SaveDraftAsync(form, json);
        await Ok(await host.Admin.PostAsJsonAsync($"/api/forms/{form}/publish", new { }));
    }

    private async Task SaveDraftAsync(string form, string json)
    {
        var draft = await host.Admin.GetAsync($"/api/forms/{form}/draft");
        var rev = draft.IsSuccessStatusCode ? (await draft.JsonAsync()).GetProperty("rev").GetInt64() : 0;
        await Ok(await host.Admin.PutAsJsonAsync($"/api/forms/{form}/draft", new { definition = JsonNode.Parse(json), rev }));
    }

    private static List<string> Steps(JsonElement plan) => [.. plan.GetProperty("plan").GetProperty("steps").EnumerateArray().Select(step => $"{step.GetProperty("code")} {step.GetProperty("key")} {step.GetProperty("label")}")];

    private static async Task<JsonElement> Ok(HttpResponseMessage answer)
    {
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.JsonAsync();
    }
}
