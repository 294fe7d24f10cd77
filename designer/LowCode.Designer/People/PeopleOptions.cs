using LowCode.Catalog;
using LowCode.People;
using LowCode.Ui.Components;

namespace LowCode.Designer.People;

/// <summary>People, departments and roles as choices of drop-downs.</summary>
internal static class PeopleOptions
{
    /// <summary>Active people by name.</summary>
    public static IReadOnlyList<Option> Users(PeopleDirectory people) =>
        [.. people.Users.Where(user => user.Active).OrderBy(user => user.Name, StringComparer.CurrentCulture).Select(user => new Option(Text(user.Id), user.Name, Note: user.Email))];

    /// <summary>Departments in the order of the tree, each with the way to it.</summary>
    public static IReadOnlyList<Option> Departments(PeopleDirectory people) => [.. Below(people, null, "")];

    /// <summary>Roles by label.</summary>
    public static IReadOnlyList<Option> Roles(MetadataCatalog catalog) =>
        [.. catalog.Roles.Values.Select(role => new Option(role.Key, LabelOf(role))).OrderBy(role => role.Label, StringComparer.CurrentCulture)];

    /// <summary>What people read of a role.</summary>
    public static string LabelOf(RoleDefinition role) => role.Label.IsEmpty ? role.Key : role.Label.Current;

    /// <summary>The choices with these values, in their order; what is no choice any more still shows, so that it can be taken out.</summary>
    public static IReadOnlyList<Option> Pick(IReadOnlyList<Option> all, IEnumerable<string> values) =>
        [.. values.Select(value => all.FirstOrDefault(option => option.Value == value) ?? new Option(value, value))];

    /// <summary>As above for ids.</summary>
    public static IReadOnlyList<Option> Pick(IReadOnlyList<Option> all, IEnumerable<long> ids) => Pick(all, ids.Select(Text));

    /// <summary>The ids of chosen options.</summary>
    public static IReadOnlyList<long> Ids(IEnumerable<Option> options) => [.. options.Select(option => long.Parse(option.Value, System.Globalization.CultureInfo.InvariantCulture))];

    public static string Text(long id) => id.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static IEnumerable<Option> Below(PeopleDirectory people, long? parent, string way) => people.ChildrenOf(parent)
        .SelectMany(department => Below(people, department.Id, $"{way}{department.Name} / ").Prepend(new Option(Text(department.Id), $"{way}{department.Name}")));
}
