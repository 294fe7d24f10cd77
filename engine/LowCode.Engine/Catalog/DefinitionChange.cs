namespace LowCode.Catalog;

/// <summary>One definition to publish; <paramref name="Json"/> null takes it away.</summary>
public sealed record DefinitionChange(DefinitionKind Kind, string Key, string? Json);

/// <summary>A published definition as the compiler reads it. <paramref name="Id"/> is the physical id.</summary>
public sealed record DefinitionSource(DefinitionKind Kind, string Key, long Id, string Json);

/// <summary>The physical id of a field; the same path and shape always give the same id.</summary>
public delegate long FieldIdSource(long formId, string path, string shape);

/// <summary>Compiles one further kind of definition (flows, dashboards) into the catalog's <see cref="MetadataCatalog.Others"/>.</summary>
public interface IDefinitionCompiler
{
    /// <summary>The kind that it compiles.</summary>
    DefinitionKind Kind { get; }

    /// <summary>
    /// Reads and checks one definition against all forms, lists, roles and groups of the new catalog; null with errors when it can't be used.
    /// Error paths begin with <paramref name="path"/> (<c>flows.lead_to_cash</c>).
    /// </summary>
    object? Compile(string key, string json, MetadataCatalog catalog, string path, ICollection<Error> errors);

    /// <summary>Checks that need the other compiled definitions of such kinds (a dashboard that shows another). Default: none.</summary>
    void CheckTogether(MetadataCatalog catalog, ICollection<Error> errors) { }
}

/// <summary>What the compiler made of all definitions. With errors the catalog is still usable, but whatever is wrong is left out (and closed, not open).</summary>
public sealed record CompiledCatalog(MetadataCatalog Catalog, IReadOnlyList<Error> Errors);

/// <summary>The words for kinds in error paths and pack folders.</summary>
public static class DefinitionKinds
{
    /// <summary>Folder and path word of a kind: <c>forms</c>, <c>choices</c> ...</summary>
    public static string Folder(this DefinitionKind kind) => kind switch
    {
        DefinitionKind.App => "apps",
        DefinitionKind.Form => "forms",
        DefinitionKind.Choices => "choices",
        DefinitionKind.Role => "roles",
        DefinitionKind.Group => "groups",
        DefinitionKind.Flow => "flows",
        _ => "dashboards",
    };

    /// <summary>Where a definition's errors are: <c>forms.lead</c>.</summary>
    public static string PathOf(DefinitionKind kind, string key) => $"{kind.Folder()}.{key}";
}
