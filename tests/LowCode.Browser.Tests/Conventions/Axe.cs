using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Playwright;

namespace LowCode.Browser.Tests.Conventions;

/// <summary>Runs axe-core (installed with the script bundle's tools) over a page.</summary>
public static class Axe
{
    private static readonly string Script = Path.GetFullPath(Path.Combine(Here(), "../../../runtime/LowCode.Runtime/ui/node_modules/axe-core/axe.min.js"));

    /// <summary>Fails with every WCAG 2.2 A and AA finding on the page as it stands.</summary>
    public static async Task ExpectNothingAsync(IPage page)
    {
        // What is still fading in has colours of its own.
        await page.EvaluateAsync("() => Promise.all(document.getAnimations().filter(each => each.effect.getComputedTiming().endTime !== Infinity).map(each => each.finished.catch(() => 0)))");
        if (await FindAsync(page) is { Count: > 0 } found) Assert.Fail(string.Join('\n', found));
    }

    /// <summary>Every WCAG 2.2 A and AA finding on the page as it stands, and landmarks of the same name: impact, rule, place, reason. With <paramref name="only"/>, those of these rules.</summary>
    public static async Task<IReadOnlyList<string>> FindAsync(IPage page, params string[] only)
    {
        if (!await page.EvaluateAsync<bool>("() => 'axe' in window")) await page.EvaluateAsync(await File.ReadAllTextAsync(Script));
        var found = await page.EvaluateAsync<JsonElement>(
            """
            async only => {
              // The page of components shows each of them twice.
              const rules = only.length || document.querySelector('.design') ? {} : { 'landmark-unique': { enabled: true } };
              const { violations } = await axe.run({ runOnly: only.length ? only : ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'], rules, resultTypes: ['violations'] });
              return violations.flatMap(rule => rule.nodes.map(node => `${rule.impact} ${rule.id} ${node.target.join(' ')}: ${node.failureSummary}`));
            }
            """, only);
        return [.. found.EnumerateArray().Select(line => line.GetString()!)];
    }

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
