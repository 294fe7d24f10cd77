using Microsoft.Playwright;

namespace LowCode.Browser.Tests.Conventions;

/// <summary>Finds what is too small for a finger: less than 40 px high or 24 px wide to hit, measured by what the browser hits, not by how a box is drawn.</summary>
public static class Fingers
{
    // Not measured: a link inside a sentence; the way past the menu, which only the keyboard shows; provinces, which are as large as the country lets them be (a table says the same).
    private const string Script = """
        () => {
          const targets = 'a[href], button:enabled, input:enabled:not([type=hidden]), select:enabled, textarea:enabled, summary, [role=tab], [role=button], [role=menuitem], [role=option]';
          const excused = e => e.matches('.skip, .tile') || e.matches('a') && getComputedStyle(e).display === 'inline' && e.parentElement.matches('p') && e.parentElement.textContent.trim() !== e.textContent.trim();
          const found = {};
          for (const e of document.querySelectorAll(targets)) {
            const style = getComputedStyle(e);
            if (!e.checkVisibility({ checkVisibilityCSS: true, checkOpacity: true }) || style.pointerEvents === 'none' || excused(e)) continue;
            e.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
            const box = e.getBoundingClientRect(), x = box.left + box.width / 2, y = box.top + box.height / 2;
            if (box.width < 2 || box.height < 2) continue;
            // A label is hit for its box, and a card for the link of its title.
            const label = e.labels?.[0] ?? e.closest('label'), card = e.matches('a.row-title') ? e.closest('.grid-row') : null;
            const hits = (x, y) => {
              const top = document.elementFromPoint(x, y);
              return top && (e.contains(top) || label?.contains(top) || card?.contains(top) && top.closest('a, button, input') === null);
            };
            if (!hits(x, y)) continue;
            const reach = (dx, dy) => { let far = 0; while (far < 40 && hits(x + dx * (far + 1), y + dy * (far + 1))) far++; return far; };
            const high = reach(0, -1) + reach(0, 1) + 1, wide = high < 39 || box.width >= 24 ? 24 : reach(-1, 0) + reach(1, 0) + 1;
            if (high < 39 || wide < 24) {
              const what = `${e.localName}.${[...e.classList].join('.')}`;
              (found[what] ??= []).push(`"${(e.getAttribute('aria-label') ?? e.textContent).trim().slice(0, 30)}" ${high} px high`);
            }
          }
          return Object.entries(found).map(([what, which]) => `${what} ×${which.length}: ${which[0]}`);
        }
        """;

    public static async Task<IReadOnlyList<string>> FindSmallAsync(IPage page) => await page.EvaluateAsync<string[]>(Script);
}
