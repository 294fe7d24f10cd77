using LowCode.Analytics;
using LowCode.Catalog;
using LowCode.Forms;
using LowCode.Permissions;
using LowCode.Records;

namespace LowCode.People.Places;

/// <summary>A place as its person may see it now. <paramref name="Title"/> is a record's title; null for lists and dashboards, which have the label of their definition.</summary>
public sealed record SeenPlace(Place Place, Form? Form, DashboardDefinition? Dashboard, string? Title);

/// <summary>What a person opened last, starred and follows. Places that the person may not see (any more) are left out, never named.</summary>
public sealed class Places(Workspace workspace, RecordReader reader)
{
    private const int KeptRecent = 30;
    private const int KeptMarked = 200;

    /// <summary>Notes that a person is at a place; only what the person may see is noted.</summary>
    public async Task VisitAsync(Caller caller, Place place, CancellationToken cancel = default)
    {
        var known = workspace.Database.Read(unit => unit.Store<IPlaceStore>().List(caller.Id, PlaceMark.Recent, 1) is [var newest] && newest == place || See(unit, caller, place) is null);
        if (!known.Value)
            await workspace.Database.WriteAsync(caller, unit => Put(unit, caller, PlaceMark.Recent, place, KeptRecent), cancel);
    }

    /// <summary>Stars, follows, or takes that back. 404 when the person may not see the place.</summary>
    public Task<Outcome<Nothing>> MarkAsync(Caller caller, PlaceMark mark, Place place, bool on, CancellationToken cancel = default) => workspace.Database.WriteAsync(caller, unit =>
    {
        if (on)
        {
            _ = See(unit, caller, place) ?? throw new RefusedException(ErrorKind.NotFound, "places.unknown", "There is no such place.");
            return Put(unit, caller, mark, place, KeptMarked);
        }
        unit.Store<IPlaceStore>().Remove(caller.Id, mark, place);
        return default;
    }, cancel);

    /// <summary>The marks that the person has on a place.</summary>
    public IReadOnlySet<PlaceMark> Of(Caller caller, Place place) => workspace.Database.Read(unit => unit.Store<IPlaceStore>().Of(caller.Id, place)).Value;

    /// <summary>The person's places with a mark, newest first, as they may be seen now.</summary>
    public IReadOnlyList<SeenPlace> List(Caller caller, PlaceMark mark, int limit = 10) => workspace.Database.Read(unit =>
        unit.Store<IPlaceStore>().List(caller.Id, mark, KeptMarked).Select(place => See(unit, caller, place)).OfType<SeenPlace>().Take(limit).ToList()).Value;

    private Nothing Put(IUnit unit, Caller caller, PlaceMark mark, Place place, int keep)
    {
        unit.Store<IPlaceStore>().Put(caller.Id, mark, place, workspace.Now, keep);
        return default;
    }

    private SeenPlace? See(IUnit unit, Caller caller, Place place)
    {
        if (place.Kind == PlaceKind.Dashboard)
            return workspace.Catalog.Others.GetValueOrDefault((DefinitionKind.Dashboard, place.Key)) is DashboardDefinition dashboard && AppMenus.MayOpen(caller, dashboard) ? new SeenPlace(place, null, dashboard, null) : null;
        if (!workspace.Catalog.Forms.TryGetValue(place.Key, out var form))
            return null;
        if (place.Kind == PlaceKind.List)
            return workspace.Catalog.Access(caller, form).Can(RecordActions.View) ? new SeenPlace(place, form, null, null) : null;
        try
        {
            var view = reader.Get(unit, caller, place.Key, place.Id);
            return view.Values[SystemFields.DeletedAt].IsNull ? new SeenPlace(place, form, null, view.Title) : null;
        }
        catch (RefusedException)
        {
            return null;
        }
    }
}
