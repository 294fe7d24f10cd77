using LowCode.Forms;

namespace LowCode.Designer.Apps;

/// <summary>Where entries stand in the groups of a menu.</summary>
public static class MenuOrder
{
    /// <summary>The group and the place in it; null when no group mentions the entry.</summary>
    public static (int Group, int At)? PlaceOf(this IReadOnlyList<MenuGroup> menu, MenuItem entry)
    {
        for (var group = 0; group < menu.Count; group++)
        {
            if (menu[group].Items.ToList().IndexOf(entry) is >= 0 and var at) return (group, at);
        }
        return null;
    }

    /// <summary>The groups without an entry.</summary>
    public static List<MenuGroup> Without(this IReadOnlyList<MenuGroup> menu, MenuItem entry) =>
        [.. menu.Select(group => group.Items.Contains(entry) ? group with { Items = [.. group.Items.Where(item => item != entry)] } : group)];

    /// <summary>The groups with each entry where it is mentioned first, and nowhere else.</summary>
    public static IReadOnlyList<MenuGroup> Once(this IReadOnlyList<MenuGroup> menu)
    {
        var seen = new HashSet<MenuItem>();
        return [.. menu.Select(group => group with { Items = [.. group.Items.Where(seen.Add)] })];
    }
}
