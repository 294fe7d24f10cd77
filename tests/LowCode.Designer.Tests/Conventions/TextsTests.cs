using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace LowCode.Designer.Tests.Conventions;

/// <summary>Reads the sources, so that every project is covered whether it is referenced here or not.</summary>
public partial class TextsTests
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(Here(), "../../.."));

    [Fact]
    public void Both_languages_have_the_same_keys()
    {
        var differences = TextFiles("zh-CN").Select(chinese => (Chinese: chinese, English: chinese.Replace(".zh-CN.json", ".en.json", StringComparison.Ordinal)))
            .SelectMany(pair => Keys(pair.Chinese).Except(Keys(pair.English)).Select(key => $"{key}: not in {Relative(pair.English)}")
                .Concat(Keys(pair.English).Except(Keys(pair.Chinese)).Select(key => $"{key}: not in {Relative(pair.Chinese)}")))
            .ToList();
        var alone = TextFiles("en").Where(english => !File.Exists(english.Replace(".en.json", ".zh-CN.json", StringComparison.Ordinal))).Select(Relative);

        Assert.Empty(differences);
        Assert.Empty(alone);
    }

    [Fact]
    public void Both_languages_use_the_same_placeholders()
    {
        var differences = TextFiles("zh-CN").SelectMany(chinese =>
        {
            var english = Read(chinese.Replace(".zh-CN.json", ".en.json", StringComparison.Ordinal));
            return Read(chinese).Where(text => english.ContainsKey(text.Key) && !text.Key.EndsWith(".one", StringComparison.Ordinal) && !Placeholders(text.Value).SetEquals(Placeholders(english[text.Key])))
                .Select(text => $"{text.Key}: {text.Value} / {english[text.Key]}");
        });

        Assert.Empty(differences);
    }

    [Fact]
    public void No_key_stands_in_two_files_and_no_text_is_empty()
    {
        foreach (var language in (string[])["zh-CN", "en"])
        {
            var all = TextFiles(language).SelectMany(file => Read(file).Select(text => (text.Key, text.Value, File: Relative(file)))).ToList();

            Assert.Empty(all.GroupBy(text => text.Key).Where(same => same.Count() > 1).Select(same => $"{same.Key}: {string.Join(", ", same.Select(text => text.File))}"));
            Assert.Empty(all.Where(text => string.IsNullOrWhiteSpace(text.Value)).Select(text => text.Key));
        }
    }

    [Fact]
    public void Every_text_that_a_source_names_exists()
    {
        var known = TextFiles("zh-CN").SelectMany(Keys).ToHashSet();
        var missing = Sources().SelectMany(file => File.ReadLines(file).Where(line => !IsComment(line)).SelectMany(line => NamedText().Matches(line)).Select(match => match.Groups[1].Value).Where(key => !known.Contains(key)).Select(key => $"{key} in {Relative(file)}"));

        Assert.NotEmpty(known);
        Assert.Empty(missing.Distinct());
    }

    [Fact]
    public void No_component_says_anything_in_Chinese_only()
    {
        var literal = Sources().Where(file => file.EndsWith(".razor", StringComparison.Ordinal))
            .SelectMany(file => File.ReadLines(file).Where(line => !IsComment(line) && Chinese().IsMatch(InBothLanguages().Replace(line, ""))).Select(line => $"{Relative(file)}: {line.Trim()}"));

        Assert.Empty(literal);
    }

    private static bool IsComment(string line) => line.TrimStart() is var text && (text.StartsWith("//", StringComparison.Ordinal) || text.StartsWith("@*", StringComparison.Ordinal));

    private static IEnumerable<string> Files(string pattern) => new[] { "engine", "runtime", "designer" }
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories))
        .Where(file => !Generated().IsMatch(file));

    private static IEnumerable<string> TextFiles(string language) => Files($"*.{language}.json").Where(file => Path.GetFileName(Path.GetDirectoryName(file)) == "Texts");

    private static IEnumerable<string> Sources() => Files("*.razor").Concat(Files("*.cs"));

    private static IEnumerable<string> Keys(string file) => File.Exists(file) ? Read(file).Keys : [];

    private static Dictionary<string, string> Read(string file) => JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(file))!;

    private static HashSet<string> Placeholders(string text) => [.. Placeholder().Matches(text).Select(match => match.Value)];

    private static string Relative(string file) => Path.GetRelativePath(Root, file);

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    [GeneratedRegex("""\bT\[\s*"([^"]+)"\s*[,\]]""")]
    private static partial Regex NamedText();

    [GeneratedRegex(@"\{\d+[^}]*\}")]
    private static partial Regex Placeholder();

    // new Label("中文", "English"), and a language's own name: ("zh-CN", "中文")
    [GeneratedRegex("""new(?: Label)?\("[^"]*", "[^"]+"\)|\("zh-CN", "[^"]*"\)""")]
    private static partial Regex InBothLanguages();

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}")]
    private static partial Regex Chinese();

    [GeneratedRegex(@"[/\\](bin|obj|node_modules)[/\\]")]
    private static partial Regex Generated();
}
