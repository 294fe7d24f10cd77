using LowCode.Audit;
using LowCode.Forms;
using LowCode.People;
using LowCode.Records;

namespace LowCode.Catalog;

/// <summary>
/// Publishes definitions: one form from the designer as well as a whole pack. Everything happens in one unit of work: compile the new catalog
/// -> refuse with all errors, or -> field ids -> tables -> versions -> raise the metadata version; after the commit the workspace has the new catalog.
/// </summary>
public sealed class Publisher(Workspace workspace, IReadOnlyList<IDefinitionCompiler> compilers)
{
    private const int MostAudited = 100;

    /// <summary>Compilers of further kinds.</summary>
    public IReadOnlyList<IDefinitionCompiler> Compilers { get; } = compilers;

    /// <summary>What publishing these changes would do; refused with all errors when it can't be done.</summary>
    public Outcome<PublishPlan> Plan(IReadOnlyList<DefinitionChange> changes) => workspace.Database.Read(unit => Plan(unit, changes));

    /// <summary>The same inside another unit.</summary>
    public PublishPlan Plan(IUnit unit, IReadOnlyList<DefinitionChange> changes)
    {
        var stored = unit.Metadata.All();
        var next = -1L;
        var sources = Merge(stored, changes, (_, _, _) => next--);
        var compiled = Compile(sources, unit.Metadata.Version() + 1, Provisional(unit.Metadata, sources));
        return Planning.Steps(workspace.Catalog, compiled, stored, changes, unit);
    }

    /// <summary>Publishes in a unit of its own.</summary>
    public Task<Outcome<PublishPlan>> PublishAsync(Caller caller, IReadOnlyList<DefinitionChange> changes, string? note = null, CancellationToken cancel = default) =>
        workspace.WritePatientlyAsync(caller, unit => Apply(unit, caller, changes, note), cancel);

    /// <summary>Publishes inside another unit; the catalog is swapped when that unit has committed.</summary>
    public PublishPlan Apply(IUnit unit, Caller caller, IReadOnlyList<DefinitionChange> changes, string? note = null)
    {
        if (!caller.IsAdmin)
            throw CatalogErrors.OnlyAdmins();
        var metadata = unit.Metadata;
        var stored = metadata.All();
        var sources = Merge(stored, changes, metadata.Ensure);
        var version = metadata.RaiseVersion();
        var catalog = Compile(sources, version, Lasting(metadata));
        var before = workspace.Catalog;
        var plan = Planning.Steps(before, catalog, stored, changes, unit);

        unit.Records.ApplySchema([.. catalog.Forms.Values.Where(form => Touched(form, before, changes))
            .Select(form => new SchemaChange(form, before.Forms.GetValueOrDefault(form.Key)))]);
        foreach (var change in changes)
            Keep(metadata, stored, sources, change, caller, note);
        unit.Log.AddEvent("metadata.published", $"{{\"version\":{version}}}", workspace.Now);
        // Permissions have entries of their own that say more.
        var designed = changes.Where(change => change.Kind is not (DefinitionKind.Role or DefinitionKind.Group)).Select(change => DefinitionKinds.PathOf(change.Kind, change.Key)).ToList();
        if (designed.Count > 0)
            unit.Audit(workspace, caller.Id, "definitions.published", designed.Count == 1 ? designed[0] : null, new { count = designed.Count, definitions = designed.Take(MostAudited), note });
        unit.AfterCommit(() => workspace.Renew(catalog));
        unit.Tell(new WorkspaceMoved());
        return plan;
    }

    /// <summary>A form's tables need a look when it is published itself, or when a shared list or another form changes the shape of its fields.</summary>
    private static bool Touched(Form form, MetadataCatalog before, IReadOnlyList<DefinitionChange> changes) =>
        !before.Forms.ContainsKey(form.Key) || changes.Any(change => change.Kind == DefinitionKind.Form && change.Key == form.Key);

    private void Keep(IMetadataStore metadata, IReadOnlyList<StoredDefinition> stored, List<DefinitionSource> sources, DefinitionChange change, Caller caller, string? note)
    {
        if (change.Json is not null)
        {
            metadata.Publish(sources.First(source => source.Kind == change.Kind && source.Key == change.Key).Id, change.Json, caller.Id, workspace.Now, note);
        }
        else if (stored.FirstOrDefault(each => each.Kind == change.Kind && each.Key == change.Key) is { } old)
        {
            if (!metadata.Delete(old.Id))
                throw CatalogErrors.HasRun(change.Key);
        }
    }

    private MetadataCatalog Compile(List<DefinitionSource> sources, long version, FieldIdSource ids)
    {
        var compiled = CatalogCompiler.Compile(sources, version, ids, Compilers);
        return compiled.Errors.Count == 0 ? compiled.Catalog : throw new RefusedException(new Refusal(ErrorKind.Invalid, compiled.Errors));
    }

    private static List<DefinitionSource> Merge(IReadOnlyList<StoredDefinition> stored, IReadOnlyList<DefinitionChange> changes, Func<DefinitionKind, string, string?, long> newId)
    {
        var changed = changes.ToDictionary(change => (change.Kind, change.Key));
        var sources = stored.Where(each => each.Published is not null && !changed.ContainsKey((each.Kind, each.Key)))
            .Select(each => new DefinitionSource(each.Kind, each.Key, each.Id, each.Published!)).ToList();
        var known = stored.ToDictionary(each => (each.Kind, each.Key), each => each.Id);
        foreach (var change in changes.Where(change => change.Json is not null))
        {
            var id = known.TryGetValue((change.Kind, change.Key), out var found) ? found : newId(change.Kind, change.Key, AppOf(change, changes));
            sources.Add(new DefinitionSource(change.Kind, change.Key, id, change.Json!));
        }
        return sources;
    }

    /// <summary>The app of a definition: its own, or its form's.</summary>
    private static string? AppOf(DefinitionChange change, IReadOnlyList<DefinitionChange> changes)
    {
        if (change.Kind == DefinitionKind.App)
            return change.Key;
        var head = DefinitionHead.Of(change.Json);
        return head?.App ?? (head?.Form is { } form ? DefinitionHead.Of(changes.FirstOrDefault(each => each.Kind == DefinitionKind.Form && each.Key == form)?.Json)?.App : null);
    }

    private static FieldIdSource Lasting(IMetadataStore metadata)
    {
        var known = Known(metadata);
        return (form, path, shape) =>
        {
            if (!known.TryGetValue((form, path, shape), out var id))
                known[(form, path, shape)] = id = metadata.NewFieldId(form, path, shape).Id;
            return id;
        };
    }

    private static FieldIdSource Provisional(IMetadataStore metadata, List<DefinitionSource> sources)
    {
        var known = Known(metadata);
        var next = -1000L - sources.Count;
        return (form, path, shape) => known.TryGetValue((form, path, shape), out var id) ? id : next--;
    }

    private static Dictionary<(long, string, string), long> Known(IMetadataStore metadata) =>
        metadata.FieldIds().GroupBy(id => (id.FormId, id.Path, id.Shape)).ToDictionary(group => group.Key, group => group.Last().Id);
}
