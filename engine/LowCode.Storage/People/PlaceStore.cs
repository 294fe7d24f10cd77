using LowCode.People.Places;
using LowCode.Storage.Units;

namespace LowCode.Storage.People;

/// <summary>What people opened last, starred and follow.</summary>
internal sealed class PlaceStore(Session session) : IPlaceStore
{
    public void Put(long user, PlaceMark mark, Place place, DateTime at, int keep)
    {
        // Two visits of one millisecond, or a clock that was set back, must not change which one was the last.
        var newest = session.Query("SELECT at FROM person_place WHERE user_id = @0 AND mark = @1 ORDER BY at DESC LIMIT 1", row => row.Instant(0), user, Name(mark));
        if (newest is [var last] && last >= at)
            at = last.AddMilliseconds(1);
        session.Execute("INSERT INTO person_place (user_id, mark, place, at) VALUES (@0, @1, @2, @3) ON CONFLICT (user_id, mark, place) DO UPDATE SET at = excluded.at",
            user, Name(mark), place.ToString(), at);
        session.Execute(
            """
            DELETE FROM person_place WHERE user_id = @0 AND mark = @1 AND place NOT IN (
                SELECT place FROM person_place WHERE user_id = @0 AND mark = @1 ORDER BY at DESC, place LIMIT @2)
            """,
            user, Name(mark), keep);
    }

    public void Remove(long user, PlaceMark mark, Place place) =>
        session.Execute("DELETE FROM person_place WHERE user_id = @0 AND mark = @1 AND place = @2", user, Name(mark), place.ToString());

    public IReadOnlyList<Place> List(long user, PlaceMark mark, int limit) =>
        [.. session.Query("SELECT place FROM person_place WHERE user_id = @0 AND mark = @1 ORDER BY at DESC, place LIMIT @2", row => Place.Parse(row.GetString(0)), user, Name(mark), limit)
            .OfType<Place>()];

    public IReadOnlySet<PlaceMark> Of(long user, Place place) =>
        session.Query("SELECT mark FROM person_place WHERE user_id = @0 AND place = @1", row => Enum.Parse<PlaceMark>(row.GetString(0), ignoreCase: true), user, place.ToString()).ToHashSet();

    public IReadOnlyList<long> Followers(Place place) =>
        session.Query("SELECT user_id FROM person_place WHERE place = @0 AND mark = 'follow' ORDER BY user_id", row => row.GetInt64(0), place.ToString());

    private static string Name(PlaceMark mark) => mark switch
    {
        PlaceMark.Recent => "recent",
        PlaceMark.Favourite => "favourite",
        _ => "follow",
    };
}
