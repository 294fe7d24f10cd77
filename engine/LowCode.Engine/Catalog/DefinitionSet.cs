using System.Text.RegularExpressions;
using LowCode.Forms;
using LowCode.People;
using LowCode.Permissions;

namespace LowCode.Catalog;

/// <summary>All definitions, read but not yet compiled.</summary>
internal sealed partial class DefinitionSet
{
    public Dictionary<string, AppDefinition> Apps { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, (long Id, FormDefinition Definition)> Forms { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, ChoiceListDefinition> Lists { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, RoleDefinition> Roles { get; } = new(StringComparer.Ordinal);

    public List<PermissionGroupDefinition> Groups { get; } = [];

    public List<DefinitionSource> Others { get; } = [];

    public static DefinitionSet Read(IEnumerable<DefinitionSource> sources, ICollection<Error> errors)
    {
        var set = new DefinitionSet();
        foreach (var source in sources)
            set.Add(source, errors);
        return set;
    }

    private void Add(DefinitionSource source, ICollection<Error> errors)
    {
        var path = DefinitionKinds.PathOf(source.Kind, source.Key);
        if (!IsKey(source.Key))
            errors.Add(FormErrors.BadKey($"{path}.key", source.Key));
        switch (source.Kind)
        {
            case DefinitionKind.App when Read<AppDefinition>(source, path, app => app.Key, errors) is { } app:
                Apps[source.Key] = app;
                break;
            case DefinitionKind.Form when Read<FormDefinition>(source, path, form => form.Key, errors) is { } form:
                Forms[source.Key] = (source.Id, form);
                break;
            case DefinitionKind.Choices when Read<ChoiceListDefinition>(source, path, list => list.Key, errors) is { } list:
                Lists[source.Key] = list;
                break;
            case DefinitionKind.Role when Read<RoleDefinition>(source, path, role => role.Key, errors) is { } role:
                Roles[source.Key] = role;
                break;
            case DefinitionKind.Group when Read<PermissionGroupDefinition>(source, path, group => group.Key, errors) is { } group:
                Groups.Add(group);
                break;
            case DefinitionKind.Flow or DefinitionKind.Dashboard:
                Others.Add(source);
                break;
            default:
                break;
        }
    }

    private static T? Read<T>(DefinitionSource source, string path, Func<T, string> key, ICollection<Error> errors) where T : class
    {
        var definition = DefinitionJson.Read<T>(source.Json, path, errors);
        if (definition is not null && key(definition) != source.Key)
            errors.Add(FormErrors.KeyDiffers($"{path}.key", source.Key));
        return definition;
    }

    /// <summary>Whether a text can be a key: <c>[a-z][a-z0-9_]{0,47}</c>.</summary>
    public static bool IsKey(string key) => Key().IsMatch(key);

    [GeneratedRegex("^[a-z][a-z0-9_]{0,47}$", RegexOptions.CultureInvariant)]
    private static partial Regex Key();
}
