using LowCode.People.Places;

namespace LowCode.Ui.Home;

/// <summary>A place as a link: what it is called, where it is, how it looks. <paramref name="Note"/> says what a record is one of.</summary>
public sealed record PlaceLink(Place Place, string Label, string Url, string Icon, string Colour, string? Note)
{
    public static PlaceLink Of(SeenPlace seen) => seen switch
    {
        { Dashboard: { } dashboard } => new(seen.Place, dashboard.Label.Current, $"apps/{dashboard.App}/dashboards/{dashboard.Key}", "chart-column", "blue", null),
        { Form.Definition: { } form } => new(
            seen.Place, seen.Title ?? form.Label.Current, $"apps/{form.App}/forms/{form.Key}{(seen.Place.Id > 0 ? $"/{seen.Place.Id}" : "")}", form.Icon ?? "file-text", form.Color ?? "blue",
            seen.Title is null ? null : form.Label.Current),
        _ => throw new ArgumentException("A place has a form or a dashboard.", nameof(seen)),
    };
}
