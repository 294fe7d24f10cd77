using System.Net.Http.Json;
using Microsoft.Playwright;

namespace LowCode.Browser.Tests.Conventions;

/// <summary>A screen of the product: an address, and what is pressed there to see it.</summary>
public sealed record Place(string Path, string? Press = null)
{
    /// <summary>What an administrator can look at.</summary>
    public static readonly IReadOnlyList<Place> All =
    [
        new(""), new("apps/crm"), new("designer/apps/crm"), new("start"), new("account"), new("view-as"), new("drafts"), new("tasks"), new("notifications"), new("nothing-here"), new("error"),
        new("apps/crm/forms/lead"), new("apps/crm/forms/lead?peek={lead}"), new("apps/crm/forms/lead/{lead}"), new("apps/crm/forms/lead/{lead}?edit=true"), new("apps/crm/forms/lead/new"), new("apps/crm/forms/lead/99999"),
        new("apps/crm/forms/lead/{lead}/print"), new("apps/crm/forms/lead/import"), new("apps/crm/forms/lead/bin"), new("apps/crm/forms/lead?view=board"), new("apps/crm/forms/lead?as=gallery"), new("apps/crm/forms/lead?group=status,source"),
        new("apps/crm/forms/task?view=calendar"), new("apps/crm/forms/task?view=calendar&with={\"start\":\"due_at\",\"scale\":\"week\"}"), new("apps/crm/forms/task?view=calendar&with={\"start\":\"due_at\",\"scale\":\"day\"}"), new("apps/crm/forms/task?view=calendar&with={\"start\":\"due_at\",\"scale\":\"list\"}"),
        new("apps/crm/dashboards/sales"), new("apps/crm/dashboards/leads"), new("apps/crm/dashboards/sales", Press: "board"),
        new("designer"), new("designer/forms/lead"), new("designer/forms/lead", Press: "versions"), new("designer/flows/lead_to_payment"), new("designer/flows/complaint", Press: "view-simple"), new("designer/flows/complaint", Press: "versions"), new("designer/dashboards/sales"), new("designer/choices/lead_source"), new("designer/forms/lead?field=source"),
        new("admin/permissions/lead"), new("admin/roles"), new("admin/people"), new("admin/people/import"), new("admin/packs"), new("admin/settings"), new("admin/audit"),
    ];

    /// <summary>What somebody without any right is told.</summary>
    public static readonly IReadOnlyList<Place> Closed = [new("admin/people"), new("apps/crm/forms/lead"), new("tasks")];

    /// <summary>What an administrator sees who looks as somebody else.</summary>
    public static readonly IReadOnlyList<Place> Looked = [new(""), new("apps/crm/forms/lead"), new("apps/crm/forms/lead/{lead}"), new("tasks"), new("account"), new("view-as"), new("admin/people")];

    /// <summary>What is seen before anybody has signed in.</summary>
    public static readonly IReadOnlyList<Place> Outside = [new("sign-in")];

    /// <summary>Goes there and waits until nothing is on its way any more. False where it can't be gone to: what is pressed is not offered at this width.</summary>
    public async Task<bool> GoAsync(IPage page)
    {
        await page.GotoAsync(Path);
        if (await page.Locator(".shell").CountAsync() > 0) await page.WaitForSelectorAsync(".shell[data-live]");
        await ArrivedAsync(page);
        if (Press is null) return true;
        if (!await page.GetByTestId(Press).IsVisibleAsync()) return false;
        await page.GetByTestId(Press).ClickAsync();
        await ArrivedAsync(page);
        return true;
    }

    private static Task ArrivedAsync(IPage page) => Assertions.Expect(page.Locator("[aria-busy=true]:visible, .skeleton:visible, .chart:visible:not(:has(svg))")).ToHaveCountAsync(0);

    public override string ToString() => Press is null ? $"/{Path}" : $"/{Path} ({Press})";
}

/// <summary>The product with the CRM and something of everything in it, all of it named in English.</summary>
public sealed class PlacesDesk : TestHost
{
    private long _lead;

    /// <summary>Somebody who may sign in and nothing else.</summary>
    public TestPerson Guest { get; private set; } = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        (await Admin.PostAsJsonAsync("/api/packs/crm/install", new { })).EnsureSuccessStatusCode();
        Guest = await PersonAsync("Guest");
        foreach (var company in (string[])["Harbour Cranes", "River Bridges", "Delta Trade"])
            _lead = await NewAsync("lead", new { company, contact = "Ann Lee", phone = "13900001111", email = "ann@example.com", source = "web", budget = 120000 });
        // Today, at any hour: so early that a calendar by the hour has to begin before its working hours to show them whole.
        var today = TimeZoneInfo.ConvertTimeFromUtc(Workspace.Now, TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai")).Date;
        foreach (var title in (string[])["Call back", "Send the offer"])
            await NewAsync("task", new { title, due_at = $"{today:yyyy-MM-dd}T05:24:00+08:00" });
    }

    /// <summary>The same place with this product's records in its address.</summary>
    public Place Here(Place place) => place with { Path = place.Path.Replace("{lead}", $"{_lead}", StringComparison.Ordinal) };

    private async Task<long> NewAsync(string form, object values)
    {
        var answer = await Admin.PostAsJsonAsync($"/api/forms/{form}/records", values);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.JsonAsync()).GetProperty("id").GetInt64();
    }
}
