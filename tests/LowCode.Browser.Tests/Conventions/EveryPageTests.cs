using LowCode.Browser.Tests.Journeys;
using LowCode.People;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace LowCode.Browser.Tests.Conventions;

/// <summary>What holds for every page of the product: nobody is shut out, a thumb hits, English is English, and it comes over a thin line.</summary>
public sealed class EveryPageTests(PlacesDesk host, FreshHost fresh) : IClassFixture<PlacesDesk>, IClassFixture<FreshHost>
{
    [BrowserFact]
    public async Task No_page_has_an_accessibility_finding_in_light_or_dark_or_a_strange_word_in_English()
    {
        var findings = new List<string>();
        await EverywhereAsync(1280, async (page, place) =>
        {
            findings.AddRange((await EnglishTexts.FindStrangeAsync(page)).Select(text => $"{place}: not English: {text}"));
            findings.AddRange((await Axe.FindAsync(page)).Select(finding => $"{place}: {finding}"));
            // A theme changes nothing but colours; without motion no colour is on its way from one to the other.
            await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
            findings.AddRange((await Axe.FindAsync(page, "color-contrast")).Select(finding => $"{place} in the dark: {finding}"));
            await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        });

        Assert.True(findings.Count == 0, string.Join('\n', findings));
    }

    [BrowserFact]
    public async Task A_phone_shows_every_page_whole_and_a_thumb_hits_everything_on_it()
    {
        var findings = new List<string>();
        await EverywhereAsync(390, async (page, place) =>
        {
            if (await page.EvaluateAsync<int>("() => Math.max(...[document.documentElement, document.querySelector('main') ?? document.body].map(e => e.scrollWidth - e.clientWidth))") is > 0 and var by)
                findings.Add($"{place}: {by} px too wide");
            findings.AddRange((await Fingers.FindSmallAsync(page)).Select(small => $"{place}: too small: {small}"));
        });

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

            await Chrome.GoAsync(page, host.Here(new Place(path)).Path);
            await page.WaitForLoadStateAsync(LoadState.Load);

            Assert.InRange(bytes, 20_000, 400 * 1024);
            Assert.DoesNotContain(loaded, url => url.Contains("/ui/chart.", StringComparison.Ordinal) || url.Contains("/ui/flow-canvas.", StringComparison.Ordinal) || url.Contains("/ui/formula-editor.", StringComparison.Ordinal));
            await page.CloseAsync();
        }
    }

    /// <summary>Looks at every place as the person it is for; in English, whose words are the longer ones.</summary>
    private async Task EverywhereAsync(int width, Func<IPage, Place, Task> look)
    {
        await using var chrome = await Chrome.StartAsync(host.Address);
        var looking = await chrome.SignedInAsync(TestHost.AdminEmail);
        await Chrome.LookAsync(looking, "总经理");
        await looking.SetViewportSizeAsync(width, 860);
        var visits = new (IPage Page, IReadOnlyList<Place> Places)[]
        {
            (await chrome.SignedInAsync(TestHost.AdminEmail, width), Place.All),
            (looking, Place.Looked),
            (await chrome.SignedInAsync(host.Guest.Email, width), Place.Closed),
            (await chrome.WindowAsync(width), Place.Outside),
            (await chrome.WindowAsync(width), [new($"{fresh.Address}setup?code={fresh.Services.GetRequiredService<FirstVisit>().Code}")]),
        };
        foreach (var (page, places) in visits)
        {
            await page.Context.AddCookiesAsync([new() { Name = ".AspNetCore.Culture", Value = Uri.EscapeDataString("c=en|uic=en"), Domain = host.Address.Host, Path = "/" }]);
            await page.EmulateMediaAsync(new() { ReducedMotion = ReducedMotion.Reduce });
            foreach (var place in places.Select(host.Here))
            {
                if (await place.GoAsync(page)) await look(page, place);
            }
        }
    }
}
