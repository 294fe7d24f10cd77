using LowCode.People;
using LowCode.Records;

namespace LowCode.Catalog;

/// <summary>Compiles what is published when the product starts, and again when another node has published.</summary>
public sealed class WorkspaceLoader(Workspace workspace, IReadOnlyList<IDefinitionCompiler> compilers)
{
    private readonly Lock _catchingUp = new();

    /// <summary>Raised for what could not be compiled (after an upgrade, say): such parts are left out and closed, the rest works. Log them.</summary>
    public event Action<IReadOnlyList<Error>>? Failed;

    /// <summary>Gives the workspace its catalog. Returns what could not be compiled.</summary>
    public IReadOnlyList<Error> Load()
    {
        var compiled = workspace.Database.Read(Compile).Value;
        workspace.Catalog = compiled.Catalog;
        return compiled.Errors;
    }

    /// <summary>Called with each unit where several nodes share a database: what this node keeps in memory becomes at least as new as what the unit sees.</summary>
    public void CatchUp(IUnit unit)
    {
        var versions = unit.Store<ISettingStore>().Versions();
        if (versions.Definitions <= workspace.Catalog.Version && versions.People <= workspace.People.Version)
            return;
        // Many units may find it at the same time; one does the work.
        lock (_catchingUp)
        {
            if (versions.People > workspace.People.Version)
                workspace.Renew(unit.Store<IPeopleStore>().Directory());
            if (versions.Definitions <= workspace.Catalog.Version)
                return;
            var compiled = Compile(unit);
            workspace.Renew(compiled.Catalog);
            if (compiled.Errors.Count > 0)
                Failed?.Invoke(compiled.Errors);
        }
    }

    private CompiledCatalog Compile(IUnit unit)
    {
        var ids = unit.Metadata.FieldIds().GroupBy(id => (id.FormId, id.Path, id.Shape)).ToDictionary(group => group.Key, group => group.Last().Id);
        var sources = unit.Metadata.All().Where(each => each.Published is not null).Select(each => new DefinitionSource(each.Kind, each.Key, each.Id, each.Published!));
        return CatalogCompiler.Compile(sources, unit.Metadata.Version(), (form, path, shape) => ids.TryGetValue((form, path, shape), out var id)
            ? id
            : throw new InvalidOperationException($"The published form {form} has a field '{path}' of shape {shape} without a column. Restore the database or publish the form again."), compilers);
    }
}
