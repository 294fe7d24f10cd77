using System.Collections.Concurrent;
using LowCode.Catalog;
using LowCode.Records;

namespace LowCode.Flows;

/// <summary>Finds the compiled version that an instance is pinned to. Versions are compiled on first use and kept until the next publish of anything.</summary>
public sealed class FlowVersions(Workspace workspace)
{
    private sealed class Cache(MetadataCatalog catalog)
    {
        public MetadataCatalog Catalog { get; } = catalog;
        public ConcurrentDictionary<(long Flow, int No), CompiledFlow> Flows { get; } = new();
        public IReadOnlyList<(long FlowId, CompiledFlow Flow)>? Waiting { get; set; }
    }

    private volatile Cache _cache = new(MetadataCatalog.Empty);

    /// <summary>The published flow with this key: its definition's id, its version's number, the version; or a 404 refusal.</summary>
    public (long FlowId, int VersionNo, CompiledFlow Flow) Published(IUnit unit, string key) =>
        unit.Metadata.Find(DefinitionKind.Flow, key) is { PublishedNo: > 0 } stored
            ? (stored.Id, stored.PublishedNo, Get(unit, stored.Id, stored.PublishedNo))
            : throw FlowRefusals.UnknownFlow(key);

    /// <summary>All published flows of a form, in order of their keys.</summary>
    public IEnumerable<CompiledFlow> OfForm(string form) =>
        workspace.Catalog.Others.Values.OfType<CompiledFlow>().Where(flow => flow.Definition.Form == form).OrderBy(flow => flow.Definition.Key, StringComparer.Ordinal);

    /// <summary>One version of a flow.</summary>
    /// <exception cref="InvalidOperationException">The version isn't stored or can't be read any more: the database is damaged.</exception>
    public CompiledFlow Get(IUnit unit, long flowId, int versionNo) =>
        Current().Flows.GetOrAdd((flowId, versionNo), key => Compile(unit, workspace.Catalog, key.Flow, key.No));

    /// <summary>The versions with nodes that wait for a condition, as far as instances follow them or may begin to.</summary>
    internal IReadOnlyList<(long FlowId, CompiledFlow Flow)> Waiting(IUnit unit)
    {
        var cache = Current();
        return cache.Waiting ??=
        [
            .. unit.Metadata.All().Where(stored => stored is { Kind: DefinitionKind.Flow, PublishedNo: > 0 }).Select(stored => (FlowId: stored.Id, VersionNo: stored.PublishedNo))
                .Union(unit.Store<IFlowStore>().LiveVersions())
                .Select(version => (version.FlowId, Flow: Get(unit, version.FlowId, version.VersionNo)))
                .Where(version => version.Flow.Waits.Count > 0),
        ];
    }

    private Cache Current()
    {
        var cache = _cache;
        if (cache.Catalog != workspace.Catalog)
            _cache = cache = new Cache(workspace.Catalog);
        return cache;
    }

    private static CompiledFlow Compile(IUnit unit, MetadataCatalog catalog, long flowId, int versionNo)
    {
        var version = unit.Metadata.Versions(flowId).FirstOrDefault(version => version.No == versionNo)
            ?? throw new InvalidOperationException($"Version {versionNo} of flow {flowId} is missing though instances follow it.");
        var definition = FlowJson.Read(version.Json).Value;
        return new CompiledFlow(definition, catalog.Form(definition.Form));
    }
}
