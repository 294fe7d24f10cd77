using LowCode.Browser.Tests.Journeys;
using Microsoft.Playwright;

namespace LowCode.Browser.Tests.Conventions;

/// <summary>What holds for every page of the product: nobody is shut out, and it comes over a thin line.</summary>
public sealed class EveryPageTests(CrmDesk host) : IClassFixture<CrmDesk>
{
    private static readonly string[] Pages =
    [
        "", "apps/crm", "apps/crm/forms/lead", "apps/crm/forms/lead?peek={lead}", "apps/crm/forms/lead/{lead}", "apps/crm/forms/lead/new", "apps/crm/forms/lead/import", "apps/crm/forms/lead/{lead}/print",
        "tasks", "notifications", "drafts", "apps/crm/dashboards/sales", "start", "account", "nothing-here", "apps/crm/forms/lead/99999",
        "designer", "designer/forms/lead", "designer/flows/lead_to_payment", "designer/dashboards/sales",
        "admin/permissions/lead", "admin/roles", "admin/people", "admin/people/import", "admin/packs", "admin/settings", "admin/audit",
    ];

    [BrowserFact]
    public async Task No_page_has_an_accessibility_finding_in_light_or_dark()
    {
        await using var chrome = await Chrome.StartAsync(host.Address);
        var page = await chrome.SignedInAsync(TestHost.AdminEmail);
        var findings = new List<string>();
        foreach (var path in Pages.Select(Address))
        {
            await Chrome.GoAsync(page, path);
            await Assertions.Expect(page.Locator("main [aria-busy=true], main .skeleton")).ToHaveCountAsync(0);
            foreach (var theme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
            {
                // Without motion no colour is on its way from one theme to the other.
                await page.EmulateMediaAsync(new() { ColorScheme = theme, ReducedMotion = ReducedMotion.Reduce });
                findings.AddRange((await Axe.FindAsync(page, onlyContrast: theme == ColorScheme.Dark)).Select(finding => $"/{path} {theme}: {finding}"));
            }
        }

        Assert.True(findings.Count == 0, string.Join('\n', findings));
    }

    [BrowserFact]
    public async Task A_first_visit_takes_less_than_400_KB_and_no_drawing_scripts()
    {
        await using var chrome = await Chrome.StartAsync(host.Address);
        var first = await chrome.SignedInAsync(TestHost.AdminEmail);
        foreach (var path in (string[])["apps/crm/forms/lead", "apps/crm/forms/lead/{lead}", "tasks"])
        {
            var page = await first.Context.NewPageAsync();
            var line = await page.Context.NewCDPSessionAsync(page);
            await line.SendAsync("Network.enable");
            await line.SendAsync("Network.setCacheDisabled", new() { ["cacheDisabled"] = true });
            var (bytes, loaded) = (0.0, new List<string>());
            line.Event("Network.loadingFinished").OnEvent += (_, done) => bytes += done!.Value.GetProperty("encodedDataLength").GetDouble();
            page.Response += (_, answer) => loaded.Add(answer.Url);

            await Chrome.GoAsync(page, Address(path));
            await page.WaitForLoadStateAsync(LoadState.Load);

            Assert.InRange(bytes, 20_000, 400 * 1024);
            Assert.DoesNotContain(loaded, url => url.Contains("/ui/chart.", StringComparison.Ordinal) || url.Contains("/ui/flow-canvas.", StringComparison.Ordinal) || url.Contains("/ui/formula-editor.", StringComparison.Ordinal));
            await page.CloseAsync();
        }
    }

    [BrowserFact]
    public async Task No_page_is_wider_than_a_phone()
    {
        await using var chrome = await Chrome.StartAsync(host.Address);
        var page = await chrome.SignedInAsync(TestHost.AdminEmail, width: 390);
        var wider = new List<string>();
        foreach (var path in Pages.Select(Address))
        {
            await Chrome.GoAsync(page, path);
            if (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth") is > 0 and var by) wider.Add($"/{path} by {by} px");
        }

        Assert.Empty(wider);
    }

    private string Address(string path) => path.Replace("{lead}", $"{host.Leads[0]}", StringComparison.Ordinal);
}
