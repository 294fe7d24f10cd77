namespace LowCode.Catalog;

/// <summary>Compiles what is published when the product starts, and again when another node has published.</summary>
public sealed class WorkspaceLoader(Workspace workspace, IReadOnlyList<IDefinitionCompiler> compilers)
{
    /// <summary>
    /// Gives the workspace its catalog. Returns what could not be compiled (after an upgrade, say): such parts are left out and closed,
    /// the rest works. Log them.
    /// </summary>
    public IReadOnlyList<Error> Load()
    {
        var compiled = workspace.Database.Read(unit =>
        {
            var ids = unit.Metadata.FieldIds().GroupBy(id => (id.FormId, id.Path, id.Shape)).ToDictionary(group => group.Key, group => group.Last().Id);
            var sources = unit.Metadata.All().Where(each => each.Published is not null).Select(each => new DefinitionSource(each.Kind, each.Key, each.Id, each.Published!));
            return CatalogCompiler.Compile(sources, unit.Metadata.Version(), (form, path, shape) => ids.TryGetValue((form, path, shape), out var id)
                ? id
                : throw new InvalidOperationException($"The published form {form} has a field '{path}' of shape {shape} without a column. Restore the database or publish the form again."), compilers);
        }).Value;
        workspace.Catalog = compiled.Catalog;
        return compiled.Errors;
    }
}
