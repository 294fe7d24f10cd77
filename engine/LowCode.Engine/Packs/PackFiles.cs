using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LowCode.Catalog;
using LowCode.Forms;

namespace LowCode.Packs;

/// <summary>
/// What the files of a pack mean: <c>pack.json</c>, <c>app.json</c>, <c>{forms,choices,roles,groups,flows,dashboards}/KEY.json</c>,
/// <c>sample/NN-FORM.json</c>. Every file must be one of these or a text for people (<c>README.md</c>, <c>LICENSE</c>).
/// </summary>
internal static partial class PackFiles
{
    /// <summary>Folders in the order in which their definitions are installed.</summary>
    public static readonly DefinitionKind[] Kinds =
        [DefinitionKind.Choices, DefinitionKind.Form, DefinitionKind.Role, DefinitionKind.Group, DefinitionKind.Flow, DefinitionKind.Dashboard];

    /// <summary>The pack in these files, or everything that is wrong with them.</summary>
    public static Outcome<Pack> Read(IReadOnlyDictionary<string, string> files)
    {
        if (!files.TryGetValue("pack.json", out var manifestJson))
            return PackErrors.NoManifest;
        var errors = new List<Error>();
        var manifest = Manifest(manifestJson, errors);
        var definitions = new List<DefinitionChange>();
        if (files.TryGetValue("app.json", out var app) && DefinitionJson.Read<AppDefinition>(app, "app.json", errors) is { } definition)
            definitions.Add(new DefinitionChange(DefinitionKind.App, definition.Key, app));
        foreach (var kind in Kinds)
        {
            foreach (var (path, json) in Below(files, kind.Folder()))
            {
                if (DefinitionFile().Match(path) is { Success: true } name && DefinitionJson.Read<JsonObject>(json, path, errors) is not null)
                    definitions.Add(new DefinitionChange(kind, name.Groups[1].Value, json));
                else if (!DefinitionFile().IsMatch(path))
                    errors.Add(PackErrors.FileName(path));
            }
        }
        var samples = Below(files, "sample").Select(file => Sample(file.Key, file.Value, errors)).OfType<PackSample>().ToList();
        return errors.Count > 0 || manifest is null ? new Refusal(ErrorKind.Malformed, errors) : new Pack(manifest, definitions, samples);
    }

    private static PackManifest? Manifest(string json, List<Error> errors)
    {
        var manifest = DefinitionJson.Read<PackManifest>(json, "pack.json", errors);
        if (manifest is not null && !Key().IsMatch(manifest.Key))
            errors.Add(FormErrors.BadKey("pack.json.key", manifest.Key));
        if (manifest is not null && !Version().IsMatch(manifest.Version))
            errors.Add(PackErrors.Version(manifest.Version));
        return manifest;
    }

    // sample/10-customer.json: the number gives the order, because later samples refer to earlier ones.
    private static PackSample? Sample(string path, string json, List<Error> errors)
    {
        if (SampleFile().Match(path) is not { Success: true } name)
        {
            errors.Add(PackErrors.FileName(path));
            return null;
        }
        try
        {
            using var rows = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 16 });
            if (rows.RootElement.ValueKind == JsonValueKind.Array && rows.RootElement.EnumerateArray().All(row => row.ValueKind == JsonValueKind.Object))
                return new PackSample(name.Groups[1].Value, json);
        }
        catch (JsonException)
        {
            // Said below, as for a file of another shape.
        }
        errors.Add(PackErrors.SampleShape(path));
        return null;
    }

    private static IEnumerable<KeyValuePair<string, string>> Below(IReadOnlyDictionary<string, string> files, string folder) =>
        files.Where(file => file.Key.StartsWith(folder + "/", StringComparison.Ordinal)).OrderBy(file => file.Key, StringComparer.Ordinal);

    [GeneratedRegex("^[a-z]+/([a-z][a-z0-9_]{0,47})[.]json$", RegexOptions.CultureInvariant)]
    private static partial Regex DefinitionFile();

    [GeneratedRegex("^sample/(?:[0-9]+-)?([a-z][a-z0-9_]{0,47})[.]json$", RegexOptions.CultureInvariant)]
    private static partial Regex SampleFile();

    [GeneratedRegex("^[a-z][a-z0-9_]{0,47}$", RegexOptions.CultureInvariant)]
    private static partial Regex Key();

    [GeneratedRegex("^[0-9]{1,5}[.][0-9]{1,5}[.][0-9]{1,5}$", RegexOptions.CultureInvariant)]
    private static partial Regex Version();
}
