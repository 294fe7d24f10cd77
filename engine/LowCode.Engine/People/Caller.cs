using System.Collections.Frozen;

namespace LowCode.People;

/// <summary>By which way a request came; written to history.</summary>
public enum Source
{
    /// <summary>A screen.</summary>
    Screen,
    /// <summary>The REST API.</summary>
    Api,
    /// <summary>A file import.</summary>
    Import,
    /// <summary>A flow's automatic node or time-out.</summary>
    Flow,
    /// <summary>An automation.</summary>
    Automation,
    /// <summary>Installing or sampling by a pack.</summary>
    Pack,
}

/// <summary>
/// Who asks, and how: given to every entry point. Immutable; made from the <see cref="PeopleDirectory"/> for each request or screen event,
/// so that changed roles act at once.
/// </summary>
/// <param name="User">The person.</param>
/// <param name="Source">The way.</param>
/// <param name="DepartmentsWithChildren">The person's departments and all below them: <c>$user.departments</c>.</param>
/// <param name="Zone">Zone in which the person's days begin.</param>
/// <param name="Language"><c>zh-CN</c> or <c>en</c>.</param>
public sealed record Caller(User User, Source Source, IReadOnlySet<long> DepartmentsWithChildren, TimeZoneInfo Zone, string Language)
{
    /// <summary>The person's departments and all above them: whoever names one of these means this person too.</summary>
    public IReadOnlySet<long> DepartmentsWithParents { get; init; } = FrozenSet<long>.Empty;

    /// <summary>Acts for the product itself: no permission check, written to history as the system. User id 0.</summary>
    public static Caller System(Source source, TimeZoneInfo? zone = null) => new(
        new User(0, "", "system", [], [], IsAdmin: true, Active: true, null, ""), source, FrozenSet<long>.Empty, zone ?? TimeZoneInfo.Utc, "zh-CN");

    /// <summary>The caller for a user of the directory.</summary>
    public static Caller For(User user, PeopleDirectory directory, Source source, TimeZoneInfo zone, string language)
    {
        var (below, above) = directory.ReachOf(user);
        return new(user, source, below, zone, language) { DepartmentsWithParents = above };
    }

    /// <summary>New records that are brought in this way start no flows, but those that always start: what is only taken over must not send out tasks.</summary>
    public bool StartsNothing { get; init; }

    /// <summary>The administrator who looks at the screens as this person; null when it is the person. Nothing can be written then.</summary>
    public User? Viewer { get; init; }

    /// <summary>Why nothing can be written; null when it can.</summary>
    public Refusal? Looking => Viewer is null ? null : PeopleErrors.OnlyLooking;

    /// <summary>User id; 0 for the system.</summary>
    public long Id => User.Id;

    /// <summary>True for the product itself.</summary>
    public bool IsSystem => User.Id == 0;

    /// <summary>Passes every permission check.</summary>
    public bool IsAdmin => User.IsAdmin;
}
