using LowCode.Catalog;
using LowCode.Forms;

namespace LowCode.Analytics;

/// <summary>Reads and checks dashboards when they are published; the catalog keeps the <see cref="DashboardDefinition"/>.</summary>
public sealed class DashboardCompiler : IDefinitionCompiler
{
    /// <inheritdoc/>
    public DefinitionKind Kind => DefinitionKind.Dashboard;

    /// <inheritdoc/>
    public object? Compile(string key, string json, MetadataCatalog catalog, string path, ICollection<Error> errors)
    {
        if (DefinitionJson.Read<DashboardDefinition>(json, path, errors) is not { } dashboard) return null;
        var problems = DashboardChecker.Check(dashboard, catalog);
        foreach (var problem in problems) errors.Add(problem with { Path = $"{path}.{problem.Path}" });
        return problems.Count == 0 ? dashboard : null;
    }
}
