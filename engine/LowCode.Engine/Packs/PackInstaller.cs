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
    /// Installs a pack, or upgrades one: what was changed here since it was installed, drafts included, stays as it is; everything else follows the pack.
    /// </summary>
    public Task<Outcome<PackPlan>> InstallAsync(Caller caller, Pack pack, CancellationToken cancel = default) => workspace.WritePatientlyAsync(caller, unit => OnlyAdmin(caller, () =>
    {
        var before = Find(unit, pack.Manifest.Key);
        var plan = publisher.Apply(unit, caller, Changes(unit, pack), $"{pack.Manifest.Key} {pack.Manifest.Version}");
        Keep(unit, new InstalledPack(pack.Manifest.Key, pack.Manifest.Version, workspace.Now, caller.Id, before?.HasSample ?? false));
        var installed = Base(unit, pack);
        foreach (var change in pack.Definitions)
            installed[PathOf(change)] = PackText.Hash(change.Json!);
        unit.Store<ISettingStore>().Set(BaseKey(pack), JsonSerializer.Serialize(installed, DefinitionJson.Compact));
        return new PackPlan(pack.Manifest, before, plan);
    }), cancel);

    // Only what is new or untouched since the last installation of this pack.
    private static List<DefinitionChange> Changes(IUnit unit, Pack pack)
    {
        var installed = Base(unit, pack);
        var stored = unit.Metadata.All().ToDictionary(definition => (definition.Kind, definition.Key));
        var changes = new List<DefinitionChange>();
        var taken = new List<Error>();
        foreach (var change in pack.Definitions)
        {
            if (stored.GetValueOrDefault((change.Kind, change.Key)) is not { } here)
                changes.Add(change);
            else if (!installed.TryGetValue(PathOf(change), out var was))
                taken.Add(PackErrors.KeyTaken(change.Key, PathOf(change)));
            else if (here is { Draft: null, Published: { } published } && PackText.Hash(published) == was && PackText.Hash(change.Json!) != was)
                changes.Add(change);
        }
        return taken.Count == 0 ? changes : throw new RefusedException(new Refusal(ErrorKind.Conflict, taken));
    }

    // The hash of everything that this pack has brought so far, as it brought it last.
    private static Dictionary<string, string> Base(IUnit unit, Pack pack) =>
        unit.Store<ISettingStore>().Get(BaseKey(pack)) is { } json ? JsonSerializer.Deserialize<Dictionary<string, string>>(json) ?? [] : [];

    private static string PathOf(DefinitionChange change) => DefinitionKinds.PathOf(change.Kind, change.Key);

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

    private static T OnlyAdmin<T>(Caller caller, Func<T> work) =>
        caller.IsAdmin ? work() : throw new RefusedException(PackErrors.Forbidden);
}
