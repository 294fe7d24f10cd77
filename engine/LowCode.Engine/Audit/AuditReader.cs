using LowCode.People;

namespace LowCode.Audit;

/// <summary>Reads the audit log for administrators; everybody else is refused (403).</summary>
public sealed class AuditReader(Workspace workspace)
{
    /// <summary>Most entries of one page.</summary>
    public const int MaxPage = 500;

    /// <summary>A page of entries, newest first; <paramref name="before"/> is the last id of the page before.</summary>
    public Outcome<IReadOnlyList<AuditEntry>> List(Caller caller, AuditFilter filter, int limit = 50, long before = long.MaxValue) => workspace.Database.Read(unit =>
    {
        Check(caller);
        return unit.Store<IAuditLog>().List(filter.Kind, filter.Actor, Math.Clamp(limit, 1, MaxPage), before, StartOf(caller, filter.From), StartOf(caller, filter.Until?.AddDays(1)));
    });

    /// <summary>The first entry that doesn't fit the one before it; null when nothing was changed or taken away. Reads the whole log.</summary>
    public Outcome<long?> FirstBroken(Caller caller) => workspace.Database.Read(unit =>
    {
        Check(caller);
        return unit.Store<IAuditLog>().FirstBroken();
    });

    private static void Check(Caller caller)
    {
        if (!caller.IsAdmin)
            throw new RefusedException(PeopleErrors.AdminsOnly);
    }

    private static DateTime? StartOf(Caller caller, DateOnly? day)
    {
        if (day is not { } date)
            return null;
        var midnight = date.ToDateTime(TimeOnly.MinValue);
        while (caller.Zone.IsInvalidTime(midnight))
            midnight = midnight.AddHours(1);
        return TimeZoneInfo.ConvertTimeToUtc(midnight, caller.Zone);
    }
}

/// <summary>Which entries. All null: all.</summary>
/// <param name="Kind">A kind (<c>sign_in.failed</c>) or what kinds begin with (<c>sign_in</c>).</param>
/// <param name="Actor">Who did it; 0 the product itself or somebody unknown.</param>
/// <param name="From">First day, in the caller's zone.</param>
/// <param name="Until">Last day, included.</param>
public sealed record AuditFilter(string? Kind = null, long? Actor = null, DateOnly? From = null, DateOnly? Until = null);
