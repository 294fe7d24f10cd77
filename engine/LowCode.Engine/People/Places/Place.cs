using System.Globalization;

namespace LowCode.People.Places;

/// <summary>What sort of thing a place is.</summary>
public enum PlaceKind
{
    /// <summary>A record.</summary>
    Record,
    /// <summary>The list of a form.</summary>
    List,
    /// <summary>A dashboard.</summary>
    Dashboard,
}

/// <summary>Something in the product that a person can come back to. Holds keys only: what it is called, and whether it may be seen, is asked each time.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Key">Key of the form or dashboard.</param>
/// <param name="Id">Id of the record; 0 for others.</param>
public readonly record struct Place(PlaceKind Kind, string Key, long Id = 0)
{
    /// <summary>A record.</summary>
    public static Place Record(string form, long id) => new(PlaceKind.Record, form, id);

    /// <summary>The place of a page's path without query (<c>apps/crm/forms/lead/12</c>); null for pages that aren't one.</summary>
    public static Place? OfPath(string path) => path.Trim('/').Split('/') switch
    {
        ["apps", _, "forms", var form] => new Place(PlaceKind.List, form),
        ["apps", _, "forms", var form, var id] when Whole(id) is { } number => new Place(PlaceKind.Record, form, number),
        ["apps", _, "dashboards", var dashboard] => new Place(PlaceKind.Dashboard, dashboard),
        _ => null,
    };

    /// <summary>Reads what <see cref="ToString"/> writes; null for anything else.</summary>
    public static Place? Parse(string text) => text.Split('/') switch
    {
        ["record", var form, var id] when Whole(id) is { } number => new Place(PlaceKind.Record, form, number),
        ["list", var form] => new Place(PlaceKind.List, form),
        ["dashboard", var dashboard] => new Place(PlaceKind.Dashboard, dashboard),
        _ => null,
    };

    /// <summary>As it is stored: <c>record/lead/12</c>, <c>list/lead</c>, <c>dashboard/sales</c>.</summary>
    public override string ToString() => Kind switch
    {
        PlaceKind.Record => string.Create(CultureInfo.InvariantCulture, $"record/{Key}/{Id}"),
        PlaceKind.List => $"list/{Key}",
        _ => $"dashboard/{Key}",
    };

    private static long? Whole(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
