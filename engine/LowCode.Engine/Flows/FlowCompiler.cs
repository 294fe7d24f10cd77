using LowCode.Catalog;

namespace LowCode.Flows;

/// <summary>Compiles published flows into the catalog: reads the JSON, runs the publish checks, refuses with all errors at once.</summary>
public sealed class FlowCompiler : IDefinitionCompiler
{
    /// <inheritdoc/>
    public DefinitionKind Kind => DefinitionKind.Flow;

    /// <inheritdoc/>
    public object? Compile(string key, string json, MetadataCatalog catalog, string path, ICollection<Error> errors)
    {
        var read = FlowJson.Read(json);
        if (read.Refusal is { } refusal)
        {
            foreach (var error in refusal.Errors)
                errors.Add(Below(path, error));
            return null;
        }
        var definition = read.Value;
        if (definition.Key != key)
            errors.Add(FlowErrors.Json($"{path}.key", $"'{key}', the definition's own key"));
        // People come and go without a publish: a flow that names someone who has left still compiles, and its tasks fall back as designed.
        var problems = FlowChecker.Check(definition, new CatalogFlowContext(catalog)).Where(problem => problem.IsError).ToList();
        foreach (var problem in problems)
            errors.Add(Below(path, problem.ToError(definition)));
        return problems.Count > 0 || definition.Key != key || !catalog.Forms.TryGetValue(definition.Form, out var form) ? null : new CompiledFlow(definition, form);
    }

    private static Error Below(string path, Error error) => error with { Path = string.IsNullOrEmpty(error.Path) ? path : $"{path}.{error.Path}" };
}
