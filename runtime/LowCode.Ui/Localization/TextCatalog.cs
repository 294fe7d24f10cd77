using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;

namespace LowCode.Ui.Localization;

/// <summary>
/// Every text of the product by language, read once from the embedded files <c>Texts/&lt;feature&gt;.&lt;culture&gt;.json</c> of the given assemblies.
/// A key that two files define, or one twice, is a mistake and throws at start.
/// </summary>
public sealed class TextCatalog
{
    /// <summary>The language that is complete by definition; a key missing elsewhere is looked up here.</summary>
    public const string Fallback = "zh-CN";

    /// <summary>The languages of the product, the default first.</summary>
    public static readonly IReadOnlyList<string> Languages = [Fallback, "en"];

    private static readonly JsonSerializerOptions Once = new() { AllowDuplicateProperties = false };

    private readonly FrozenDictionary<string, FrozenDictionary<string, string>> _byLanguage;

    public TextCatalog(params IEnumerable<Assembly> assemblies)
    {
        var all = assemblies.Distinct().ToList();
        _byLanguage = Languages.ToFrozenDictionary(language => language, language => Read(all, language));
    }

    /// <summary>The text of a key in a language such as <c>zh-CN</c>, <c>en</c> or <c>en-GB</c>; then in Chinese; then the key itself.</summary>
    public string Find(string key, string language)
    {
        var texts = _byLanguage.GetValueOrDefault(language) ?? _byLanguage.GetValueOrDefault(language.Split('-')[0]);
        return texts?.GetValueOrDefault(key) ?? _byLanguage[Fallback].GetValueOrDefault(key) ?? key;
    }

    /// <summary>Whether any language knows the key.</summary>
    public bool Knows(string key) => _byLanguage[Fallback].ContainsKey(key);

    private static FrozenDictionary<string, string> Read(IEnumerable<Assembly> assemblies, string language)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var assembly in assemblies)
        {
            foreach (var name in assembly.GetManifestResourceNames())
            {
                if (!name.StartsWith("Texts/", StringComparison.Ordinal) || !name.EndsWith($".{language}.json", StringComparison.Ordinal)) continue;
                using var stream = assembly.GetManifestResourceStream(name)!;
                foreach (var (key, text) in JsonSerializer.Deserialize<Dictionary<string, string>>(stream, Once)!)
                {
                    if (!texts.TryAdd(key, text))
                        throw new InvalidOperationException($"Text '{key}' of {name} in {assembly.GetName().Name} is already defined in another file; keep one of them.");
                }
            }
        }

        return texts.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
