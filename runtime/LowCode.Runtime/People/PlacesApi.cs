using LowCode.People;
using LowCode.People.Places;
using LowCode.Runtime.Hosting;
using LowCode.Ui.Home;

namespace LowCode.Runtime.People;

/// <summary><c>/api/places</c>: what I opened last, starred and follow. A place is written <c>record/lead/12</c>, <c>list/lead</c> or <c>dashboard/sales</c>.</summary>
public static class PlacesApi
{
    public static WebApplication MapPlaces(this WebApplication app)
    {
        var api = app.MapGroup("/api/places").WithTags("People");
        api.MapGet("/{mark}", (string mark, Caller caller, Places places, int limit = 20) => Mark(mark) is { } kind
            ? Results.Ok(new { items = places.List(caller, kind, Math.Clamp(limit, 1, 200)).Select(PlaceLink.Of).Select(link => new { place = link.Place.ToString(), link.Label, link.Url }) })
            : Malformed()).WithSummary("My places with a mark: recent, favourite or follow; newest first, only what I may see.");
        api.MapPut("/{mark}/{**place}", (string mark, string place, Caller caller, Places places, CancellationToken cancel) => SetAsync(mark, place, true, caller, places, cancel)).WithSummary("Star or follow.");
        api.MapDelete("/{mark}/{**place}", (string mark, string place, Caller caller, Places places, CancellationToken cancel) => SetAsync(mark, place, false, caller, places, cancel)).WithSummary("Take a mark back.");
        return app;
    }

    private static async Task<IResult> SetAsync(string mark, string text, bool on, Caller caller, Places places, CancellationToken cancel) =>
        Mark(mark) is { } kind && Place.Parse(text) is { } place ? (await places.MarkAsync(caller, kind, place, on, cancel)).ToResult() : Malformed();

    private static PlaceMark? Mark(string text) => text switch
    {
        "recent" => PlaceMark.Recent,
        "favourite" => PlaceMark.Favourite,
        "follow" => PlaceMark.Follow,
        _ => null,
    };

    private static IResult Malformed() =>
        ApiResults.Problem(new Refusal(ErrorKind.Malformed, "places.malformed", "A mark is recent, favourite or follow; a place is record/FORM/ID, list/FORM or dashboard/KEY.", "place"));
}
