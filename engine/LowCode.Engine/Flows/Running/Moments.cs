using LowCode.Expressions;

namespace LowCode.Flows;

/// <summary>The moment that stands in a date field of the record.</summary>
internal static class Moments
{
    /// <summary>UTC; a date means its first moment in the workspace's zone; null for an empty field.</summary>
    public static DateTime? OfField(FlowStep step, string key, string node)
    {
        var field = step.Flow.Form[key] ?? throw FlowRefusals.Condition(node, key, "the form has no such field");
        var value = step.Record[field.Position];
        return value.Kind switch
        {
            ValueKind.DateTime => value.AsDateTime,
            ValueKind.Date => StartOf(value.AsDate, step.Workspace.Zone),
            _ => null,
        };
    }

    // Where summer time begins at midnight the day starts an hour later.
    private static DateTime StartOf(DateOnly day, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        while (zone.IsInvalidTime(local))
            local = local.AddMinutes(15);
        return TimeZoneInfo.ConvertTimeToUtc(local, zone);
    }
}
