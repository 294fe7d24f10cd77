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
        public ConcurrentDictionary<(long Flow, int No), CompiledFlow?> Flows { get; } = new();
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

    /// <summary>One version of a flow; refused when its form is gone or this program can't read it.</summary>
    public CompiledFlow Get(IUnit unit, long flowId, int versionNo) => Find(unit, flowId, versionNo) ?? throw FlowRefusals.BrokenVersion(flowId, versionNo);

    /// <summary>One version of a flow; null when its form is gone or this program can't read it.</summary>
    internal CompiledFlow? Find(IUnit unit, long flowId, int versionNo) =>
        Current().Flows.GetOrAdd((flowId, versionNo), key => Compile(unit, workspace.Catalog, key.Flow, key.No));

    /// <summary>The versions with nodes that wait for a condition, as far as instances follow them or may begin to.</summary>
    internal IReadOnlyList<(long FlowId, CompiledFlow Flow)> Waiting(IUnit unit)
    {
        var cache = Current();
        return cache.Waiting ??=
        [
            .. unit.Metadata.All().Where(stored => stored is { Kind: DefinitionKind.Flow, PublishedNo: > 0 }).Select(stored => (FlowId: stored.Id, VersionNo: stored.PublishedNo))
                .Union(unit.Store<IFlowStore>().LiveVersions())
                .Select(version => (version.FlowId, Flow: Find(unit, version.FlowId, version.VersionNo)))
                .Where(version => version.Flow is { Waits.Count: > 0 }).Select(version => (version.FlowId, version.Flow!)),
        ];
    }

    private Cache Current()
    {
        var cache = _cache;
        if (cache.Catalog != workspace.Catalog)
            _cache = cache = new Cache(workspace.Catalog);
        return cache;
    }

    private static CompiledFlow? Compile(IUnit unit, MetadataCatalog catalog, long flowId, int versionNo)
    {
        var version = unit.Metadata.Versions(flowId).FirstOrDefault(version => version.No == versionNo);
        return version is not null && FlowJson.Read(version.Json) is { Ok: true, Value: var definition } && catalog.Forms.TryGetValue(definition.Form, out var form)
            ? new CompiledFlow(definition, form)
            : null;
    }
}
