using LowCode.Catalog;
using LowCode.People;
using LowCode.Records;

namespace LowCode;

/// <summary>
/// One workspace while the product runs: its database, its compiled catalog, its people. Entry points of all features take it.
/// The catalog and the directory are replaced as a whole after a publish or a change of people; readers keep what they started with.
/// </summary>
public sealed class Workspace
{
    private readonly Lock _renewing = new();
    private volatile MetadataCatalog _catalog = MetadataCatalog.Empty;
    private volatile PeopleDirectory _people = PeopleDirectory.Empty;

    /// <summary>A workspace with nothing in it yet: see <see cref="WorkspaceLoader"/>.</summary>
    public Workspace(IWorkspaceDatabase database, TimeProvider clock)
    {
        (Database, Clock) = (database, clock);
        database.Told += Hear;
    }

    /// <summary>The database.</summary>
    public IWorkspaceDatabase Database { get; }

    /// <summary>The only clock.</summary>
    public TimeProvider Clock { get; }

    /// <summary>What is published now.</summary>
    public MetadataCatalog Catalog { get => _catalog; set => _catalog = value; }

    /// <summary>Which lists were slow for want of an index.</summary>
    public SlowLists SlowLists { get; } = new();

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

    /// <summary>Takes these over unless newer ones are there: nodes and threads may learn of a change in any order.</summary>
    internal void Renew(MetadataCatalog catalog)
    {
        lock (_renewing)
        {
            if (catalog.Version > Catalog.Version)
                Catalog = catalog;
        }
    }

    /// <inheritdoc cref="Renew(MetadataCatalog)"/>
    internal void Renew(PeopleDirectory people)
    {
        lock (_renewing)
        {
            if (people.Version > People.Version)
                People = people;
        }
    }

    private void Hear(News news)
    {
        if (news is RecordChanged change)
        {
            Changed?.Invoke(change);
        }
        else if (news is NewsMissed)
        {
            foreach (var form in Catalog.Forms.Keys)
                Changed?.Invoke(new RecordChanged(form, 0));
        }
    }
}
