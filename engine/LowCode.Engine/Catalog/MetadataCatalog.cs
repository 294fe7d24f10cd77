using LowCode.Forms;
using LowCode.People;
using LowCode.Permissions;

namespace LowCode.Catalog;

/// <summary>
/// Everything that is published, compiled: immutable, built once per publish, shared by all threads. Ask it for a form, a flow, a group.
/// </summary>
public sealed class MetadataCatalog
{
    /// <summary>An empty workspace's catalog.</summary>
    public static MetadataCatalog Empty { get; } = new();

    /// <summary>Grows with every publish; caches are keyed by it.</summary>
    public long Version { get; init; }

    /// <summary>Apps by key.</summary>
    public IReadOnlyDictionary<string, AppDefinition> Apps { get; init; } = new Dictionary<string, AppDefinition>();

    /// <summary>Compiled forms by key.</summary>
    public IReadOnlyDictionary<string, Form> Forms { get; init; } = new Dictionary<string, Form>();

    /// <summary>Shared choice lists by key.</summary>
    public IReadOnlyDictionary<string, ChoiceListDefinition> ChoiceLists { get; init; } = new Dictionary<string, ChoiceListDefinition>();

    /// <summary>Roles by key.</summary>
    public IReadOnlyDictionary<string, RoleDefinition> Roles { get; init; } = new Dictionary<string, RoleDefinition>();

    /// <summary>Compiled permission groups by form key.</summary>
    public ILookup<string, CompiledGroup> Groups { get; init; } = Array.Empty<CompiledGroup>().ToLookup(group => group.Definition.Form);

    /// <summary>Other kinds of published definitions (flows, dashboards), compiled by their own feature: kind, then key.</summary>
    public IReadOnlyDictionary<(DefinitionKind Kind, string Key), object> Others { get; init; } = new Dictionary<(DefinitionKind, string), object>();

    /// <summary>The form, or a 404 refusal.</summary>
    public Form Form(string key) =>
        Forms.TryGetValue(key, out var form) ? form : throw new RefusedException(ErrorKind.NotFound, "forms.unknown", $"There is no form '{key}'.");

    /// <summary>The same catalog with one form in another shape, for trying out a draft.</summary>
    public MetadataCatalog With(Form form) => new()
    {
        Version = Version,
        Apps = Apps,
        Forms = new Dictionary<string, Form>(Forms) { [form.Key] = form },
        ChoiceLists = ChoiceLists,
        Roles = Roles,
        Groups = Groups,
        Others = Others,
    };

    /// <summary>What the caller may do with a form.</summary>
    public Access Access(Caller caller, Form form) => Permissions.Access.For(caller, form, Groups[form.Key]);
}

/// <summary>The kinds of definitions that the metadata store keeps.</summary>
public enum DefinitionKind
{
    /// <summary><see cref="AppDefinition"/>.</summary>
    App,
    /// <summary><see cref="FormDefinition"/>.</summary>
    Form,
    /// <summary><see cref="ChoiceListDefinition"/>.</summary>
    Choices,
    /// <summary><see cref="RoleDefinition"/>.</summary>
    Role,
    /// <summary><see cref="PermissionGroupDefinition"/>.</summary>
    Group,
    /// <summary>A flow (see Flows).</summary>
    Flow,
    /// <summary>A dashboard (see Analytics).</summary>
    Dashboard,
}
