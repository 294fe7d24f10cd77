using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Playwright;

namespace LowCode.Browser.Tests.Conventions;

/// <summary>Finds what an English page says in Chinese, keys without a text, and places in a text that nothing was put into.</summary>
public static class EnglishTexts
{
    private const string Script = """
        subjects => {
          const said = new Set([document.title]);
          const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          for (let at; (at = words.nextNode());) if (!at.parentElement.closest('script, style, code, [lang="zh-CN"]')) said.add(at.data.trim());
          for (const e of document.querySelectorAll('[aria-label], [title], [placeholder], [alt], [data-tip]'))
            if (!e.closest('[lang="zh-CN"]')) for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'data-tip']) if (e.hasAttribute(name)) said.add(e.getAttribute(name));
          const key = new RegExp(`^(${subjects.join('|')})(\\.[A-Za-z][\\w-]*)+$`);
          return [...said].filter(text => /[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]/.test(text) || /\{\d/.test(text) || key.test(text));
        }
        """;

    private static readonly Lazy<string[]> Subjects = new(() =>
    [
        .. new[] { "../../../runtime/LowCode.Ui/Texts", "../../../runtime/LowCode.Runtime/Texts", "../../../designer/LowCode.Designer/Texts" }
            .SelectMany(folder => Directory.GetFiles(Path.Combine(Here(), folder), "*.en.json"))
            .SelectMany(file => JsonDocument.Parse(File.ReadAllText(file)).RootElement.EnumerateObject().Select(text => text.Name.Split('.')[0]))
            .Distinct(),
    ]);

    public static async Task<IReadOnlyList<string>> FindStrangeAsync(IPage page) => await page.EvaluateAsync<string[]>(Script, Subjects.Value);

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
