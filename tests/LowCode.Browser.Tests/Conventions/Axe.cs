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
        if (await FindAsync(page) is { Count: > 0 } found) Assert.Fail(string.Join('\n', found));
    }

    /// <summary>Every WCAG 2.2 A and AA finding on the page as it stands: impact, rule, place, reason. A theme changes nothing but colours: then <paramref name="onlyContrast"/> will do.</summary>
    public static async Task<IReadOnlyList<string>> FindAsync(IPage page, bool onlyContrast = false)
    {
        if (!await page.EvaluateAsync<bool>("() => 'axe' in window")) await page.EvaluateAsync(await File.ReadAllTextAsync(Script));
        var found = await page.EvaluateAsync<JsonElement>(
            "async only => (await axe.run({ runOnly: only ? ['color-contrast'] : ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })).violations.flatMap(rule => rule.nodes.map(node => `${rule.impact} ${rule.id} ${node.target.join(' ')}: ${node.failureSummary}`))", onlyContrast);
        return [.. found.EnumerateArray().Select(line => line.GetString()!)];
    }

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
