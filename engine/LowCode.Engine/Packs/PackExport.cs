using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LowCode.Catalog;
using LowCode.Forms;
using LowCode.People;
using LowCode.Records;

namespace LowCode.Packs;

/// <summary>
/// Writes a published app as a pack: the app, what belongs to it, and the workspace's own choice lists and roles that it uses. No records, no people.
/// The same app always gives the same bytes, also after it was installed elsewhere.
/// </summary>
public sealed class PackExport(Workspace workspace)
{
    // The earliest moment that a ZIP can state, so that the time of the export doesn't show.
    private static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The pack's ZIP; 404 without a published app of this key, 403 for others than administrators.</summary>
    public Outcome<byte[]> Zip(Caller caller, string app) => workspace.Database.Read(unit =>
        caller.IsAdmin ? Zip(Files(unit, app)) : throw new RefusedException(PackErrors.Forbidden));

    private static SortedDictionary<string, string> Files(IUnit unit, string key)
    {
        var published = unit.Metadata.All().Where(each => each.Published is not null).ToList();
        if (published.Find(each => each.Kind == DefinitionKind.App && each.Key == key) is not { } app)
            throw new RefusedException(PackErrors.UnknownApp(key));
        var forms = published.Where(each => each.Kind == DefinitionKind.Form && DefinitionHead.Of(each.Published)?.App == key).Select(each => each.Key).ToHashSet();
        var own = published.Where(each => each.Kind != DefinitionKind.App && Belongs(each)).ToList();
        var used = own.SelectMany(each => Named(JsonNode.Parse(each.Published!))).ToHashSet();
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["pack.json"] = PackText.Of(Manifest(unit, app)),
            ["app.json"] = PackText.Of(app.Published!),
        };
        foreach (var each in published.Where(each => own.Contains(each) || each.Kind is DefinitionKind.Choices or DefinitionKind.Role && used.Contains((each.Kind, each.Key))))
            files[$"{each.Kind.Folder()}/{each.Key}.json"] = PackText.Of(each.Published!);
        return files;

        bool Belongs(StoredDefinition each) => DefinitionHead.Of(each.Published) is { } head && (head.App ?? (head.Form is { } form && forms.Contains(form) ? key : null)) == key;
    }

    // Lists and roles are named by members of these names, wherever in a definition they stand.
    private static IEnumerable<(DefinitionKind Kind, string Key)> Named(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(member => (member.Key switch
        {
            "list" => Texts(member.Value).Select(text => (DefinitionKind.Choices, text)),
            "role" or "roles" => Texts(member.Value).Select(text => (DefinitionKind.Role, text)),
            _ => [],
        }).Concat(Named(member.Value))),
        JsonArray list => list.SelectMany(Named),
        _ => [],
    };

    private static IEnumerable<string> Texts(JsonNode? node) =>
        (node is JsonArray list ? list.AsEnumerable() : [node]).OfType<JsonValue>().Select(value => value.TryGetValue<string>(out var text) ? text : "");

    private static string Manifest(IUnit unit, StoredDefinition stored)
    {
        var app = JsonSerializer.Deserialize<AppDefinition>(stored.Published!, DefinitionJson.Compact)!;
        return DefinitionJson.Write(new PackManifest
        {
            Key = app.Key,
            Version = PackInstaller.Find(unit, app.Key)?.Version ?? "1.0.0",
            Label = app.Label,
            Description = app.Description,
            Icon = app.Icon,
            Color = app.Color,
            Languages = [.. app.Label.Texts.Keys.Where(language => language != "*")],
        });
    }

    private static byte[] Zip(SortedDictionary<string, string> files)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (path, text) in files)
            {
                var entry = zip.CreateEntry(path, CompressionLevel.Optimal);
                entry.LastWriteTime = NoTime;
                using var content = entry.Open();
                content.Write(Encoding.UTF8.GetBytes(text));
            }
        }
        return bytes.ToArray();
    }
}
