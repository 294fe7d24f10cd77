using LowCode.Catalog;
using LowCode.People;
using LowCode.Records;

namespace LowCode;

/// <summary>
/// One workspace while the product runs: its database, its compiled catalog, its people. Entry points of all features take it.
/// The catalog and the directory are replaced as a whole after a publish or a change of people; readers keep what they started with.
/// </summary>
public sealed class Workspace(IWorkspaceDatabase database, TimeProvider clock)
{
    private volatile MetadataCatalog _catalog = MetadataCatalog.Empty;
    private volatile PeopleDirectory _people = PeopleDirectory.Empty;

    /// <summary>The database.</summary>
    public IWorkspaceDatabase Database { get; } = database;

    /// <summary>The only clock.</summary>
    public TimeProvider Clock { get; } = clock;

    /// <summary>What is published now.</summary>
    public MetadataCatalog Catalog { get => _catalog; set => _catalog = value; }

    /// <summary>Who is there now.</summary>
    public PeopleDirectory People
    {
        get => _people;
        set
        {
            _people = value;
            PeopleChanged?.Invoke();
        }
    }

    /// <summary>Raised after people, departments or memberships have changed. Handlers must be quick and must not throw.</summary>
    public event Action? PeopleChanged;

    /// <summary>Zone for dates of people who chose none, and for <c>$today</c> of the system.</summary>
    public TimeZoneInfo Zone { get; set; } = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    /// <summary>The zone of a person's days: the chosen one, else <see cref="Zone"/>.</summary>
    public TimeZoneInfo ZoneOf(User user) => user.Zone is { } chosen && TimeZoneInfo.TryFindSystemTimeZoneById(chosen, out var zone) ? zone : Zone;

    /// <summary>A person as a caller outside of a request: in their own zone and language, Chinese when none is chosen.</summary>
    public Caller CallerOf(User user, Source source, string? language = null) => Caller.For(user, People, source, ZoneOf(user), language ?? user.Language ?? "zh-CN");

    /// <summary>UTC now, to the millisecond that the database keeps.</summary>
    public DateTime Now
    {
        get
        {
            var now = Clock.GetUtcNow().UtcDateTime;
            return new DateTime(now.Ticks - now.Ticks % TimeSpan.TicksPerMillisecond, DateTimeKind.Utc);
        }
    }

    /// <summary>Today in <see cref="Zone"/>.</summary>
    public DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(Now, Zone));

    /// <summary>Raised after each commit that changed records; open screens listen. Handlers must be quick and must not throw.</summary>
    public event Action<RecordChanged>? Changed;

    /// <summary>Tells listeners of a committed change.</summary>
    public void Tell(RecordChanged change) => Changed?.Invoke(change);
}

/// <summary>A record was created, changed, deleted or restored. <paramref name="RecordId"/> 0: many of the form.</summary>
public sealed record RecordChanged(string Form, long RecordId);
