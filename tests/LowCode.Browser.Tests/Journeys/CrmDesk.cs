using System.Net.Http.Json;
using System.Text.Json;

namespace LowCode.Browser.Tests.Journeys;

/// <summary>The product with the CRM, a manager, and a rep who has two leads to analyse and one to call.</summary>
public sealed class CrmDesk : TestHost
{
    public static readonly string[] Companies = ["长江桥梁集团", "黄河机电", "海河贸易"];

    public TestPerson Rep { get; private set; } = null!;

    /// <summary>The rep's leads.</summary>
    public IReadOnlyList<long> Leads { get; private set; } = [];

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await SendAsync(Admin, "/api/packs/crm/install", new { });
        var sales = await DepartmentAsync("销售部");
        Rep = await PersonAsync("LiLei", ["sales_rep"], [sales]);
        var manager = await PersonAsync("HanMeimei", ["sales_manager"], [sales]);
        var leads = new List<long>();
        foreach (var company in Companies)
        {
            var lead = (await SendAsync(Admin, "/api/forms/lead/records", new { company, contact = "赵敏", phone = "13900001111", email = "zhao@example.com", source = "web", budget = 120000 })).GetProperty("id").GetInt64();
            await SendAsync(manager.Client, $"/api/tasks/{await TaskAsync(manager, lead)}/submit", new { values = new { owner = Rep.Id } });
            leads.Add(lead);
            if (company == Companies[2])
                continue;
            await SendAsync(Rep.Client, "/api/forms/follow_up/records", new { lead, channel = "phone", content = "有明确需求" });
            await SendAsync(Rep.Client, $"/api/tasks/{await TaskAsync(Rep, lead)}/submit", new { values = new { intent = "high", qualified = "yes" } });
        }
        Leads = leads;
    }

    private static async Task<long> TaskAsync(TestPerson person, long lead) =>
        (await (await person.Client.GetAsync("/api/tasks")).JsonAsync()).GetProperty("items").EnumerateArray().Single(task => task.GetProperty("record").GetInt64() == lead).GetProperty("id").GetInt64();

    private static async Task<JsonElement> SendAsync(HttpClient client, string path, object body)
    {
        var answer = await client.PostAsJsonAsync(path, body);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {await answer.Content.ReadAsStringAsync()}");
        return await answer.JsonAsync();
    }
}
