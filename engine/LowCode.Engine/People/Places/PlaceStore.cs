namespace LowCode.People.Places;

/// <summary>Why a place is kept for a person.</summary>
public enum PlaceMark
{
    /// <summary>Opened lately.</summary>
    Recent,
    /// <summary>Starred.</summary>
    Favourite,
    /// <summary>Told of changes.</summary>
    Follow,
}

/// <summary>Reads and writes the places of people; one unit of work.</summary>
public interface IPlaceStore
{
    /// <summary>Marks a place, or gives a marked one the new time (UTC, later than all others of the mark); keeps the newest <paramref name="keep"/>.</summary>
    void Put(long user, PlaceMark mark, Place place, DateTime at, int keep);

    /// <summary>Takes a mark away.</summary>
    void Remove(long user, PlaceMark mark, Place place);

    /// <summary>A person's places with this mark, newest first.</summary>
    IReadOnlyList<Place> List(long user, PlaceMark mark, int limit);

    /// <summary>The marks that a person has on a place.</summary>
    IReadOnlySet<PlaceMark> Of(long user, Place place);

    /// <summary>Who follows a place.</summary>
    IReadOnlyList<long> Followers(Place place);
}
