using System.Text.Json;
using LowCode.Catalog;
using LowCode.Forms;
using LowCode.People;
using LowCode.Records;

namespace LowCode.Packs;

/// <summary>What installing a pack would do, and whether it is there already.</summary>
/// <param name="Pack">The pack.</param>
/// <param name="Installed">The installed version; null when it isn't there.</param>
/// <param name="Plan">What would be created and changed.</param>
public sealed record PackPlan(PackManifest Pack, InstalledPack? Installed, PublishPlan Plan);

/// <summary>Plans and installs packs: everything a pack brings is published in one transaction, or nothing.</summary>
public sealed class PackInstaller(Workspace workspace, Publisher publisher)
{
    private const string ListKey = "packs";

    /// <summary>The packs that are installed.</summary>
    public Outcome<IReadOnlyList<InstalledPack>> Installed(Caller caller) => workspace.Database.Read(unit => OnlyAdmin<IReadOnlyList<InstalledPack>>(caller, () => Installed(unit)));

    /// <summary>What installing would do; refused with all errors when it can't be done.</summary>
    public Outcome<PackPlan> Plan(Caller caller, Pack pack) => workspace.Database.Read(unit => OnlyAdmin(caller, () =>
        new PackPlan(pack.Manifest, Find(unit, pack.Manifest.Key), publisher.Plan(unit, Changes(unit, pack)))));

    /// <summary>
    /// Installs a pack. Definitions that exist already and were changed here are kept as they are: an installed pack never overwrites local work.
    /// </summary>
    public Task<Outcome<PackPlan>> InstallAsync(Caller caller, Pack pack, CancellationToken cancel = default) => workspace.Database.WriteAsync(unit => OnlyAdmin(caller, () =>
    {
        var before = Find(unit, pack.Manifest.Key);
        var plan = publisher.Apply(unit, caller, Changes(unit, pack), $"{pack.Manifest.Key} {pack.Manifest.Version}");
        Keep(unit, new InstalledPack(pack.Manifest.Key, pack.Manifest.Version, workspace.Now, caller.Id, before?.HasSample ?? false));
        unit.Store<ISettingStore>().Set(BaseKey(pack), JsonSerializer.Serialize(pack.Definitions.ToDictionary(change => $"{change.Kind}/{change.Key}", change => Hash(change.Json!)), DefinitionJson.Compact));
        return new PackPlan(pack.Manifest, before, plan);
    }), cancel);

    // Only what is new or untouched since the last installation of this pack.
    private static List<DefinitionChange> Changes(IUnit unit, Pack pack)
    {
        var known = unit.Store<ISettingStore>().Get(BaseKey(pack)) is { } json ? JsonSerializer.Deserialize<Dictionary<string, string>>(json) ?? [] : [];
        var stored = unit.Metadata.All().ToDictionary(definition => (definition.Kind, definition.Key));
        var changes = new List<DefinitionChange>();
        foreach (var change in pack.Definitions)
        {
            var here = stored.GetValueOrDefault((change.Kind, change.Key));
            if (here?.Published is null)
                changes.Add(change);
            else if (known.GetValueOrDefault($"{change.Kind}/{change.Key}") is not { } was)
                throw new RefusedException(ErrorKind.Conflict, "packs.key.taken", $"'{change.Key}' exists already and was not brought by this pack.", DefinitionKinds.PathOf(change.Kind, change.Key));
            else if (Hash(here.Published) == was && Hash(change.Json!) != was)
                changes.Add(change);
        }
        return changes;
    }

    internal static void MarkSample(IUnit unit, string pack, bool present)
    {
        if (Find(unit, pack) is { } installed)
            Keep(unit, installed with { HasSample = present });
    }

    internal static InstalledPack? Find(IUnit unit, string key) => Installed(unit).FirstOrDefault(pack => pack.Key == key);

    private static List<InstalledPack> Installed(IUnit unit) =>
        unit.Store<ISettingStore>().Get(ListKey) is { } json ? JsonSerializer.Deserialize<List<InstalledPack>>(json, DefinitionJson.Compact) ?? [] : [];

    private static void Keep(IUnit unit, InstalledPack pack) =>
        unit.Store<ISettingStore>().Set(ListKey, JsonSerializer.Serialize(Installed(unit).Where(each => each.Key != pack.Key).Append(pack), DefinitionJson.Compact));

    private static string BaseKey(Pack pack) => $"pack.{pack.Manifest.Key}.base";

    private static string Hash(string text) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));

    private static T OnlyAdmin<T>(Caller caller, Func<T> work) =>
        caller.IsAdmin ? work() : throw new RefusedException(ErrorKind.Forbidden, "packs.forbidden", "Only administrators install packs.");
}
