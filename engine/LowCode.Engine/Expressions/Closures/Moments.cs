namespace LowCode.Expressions.Closures;

/// <summary>Days and instants: moving them, the days between them, and where days begin in a zone.</summary>
internal static class Moments
{
    /// <summary>A moment moved by days; an instant moves by fractions of days too.</summary>
    public static Value Add(Value moment, Value days, int sign)
    {
        if (moment.IsError || moment.IsNull)
            return moment;
        if (days.Kind is not (ValueKind.Number or ValueKind.Null) || moment.Kind is not (ValueKind.Date or ValueKind.DateTime))
            return days.IsError ? days : Value.FromError(ErrorValue.WrongValue);
        try
        {
            return moment.Kind == ValueKind.Date
                ? Value.FromDate(moment.AsDate.AddDays((int)decimal.Truncate(sign * days.AsNumber)))
                : Value.FromDateTime(moment.AsDateTime.AddTicks((long)(sign * days.AsNumber * TimeSpan.TicksPerDay)));
        }
        catch (Exception e) when (e is OverflowException or ArgumentOutOfRangeException)
        {
            return Value.FromError(ErrorValue.BadNumber);
        }
    }

    /// <summary>The days from <paramref name="b"/> to <paramref name="a"/>; nothing when a moment is missing.</summary>
    public static Value Between(Value a, Value b) => (a.Kind, b.Kind) switch
    {
        (ValueKind.Date, ValueKind.Date) => Value.FromNumber(a.AsDate.DayNumber - b.AsDate.DayNumber),
        (ValueKind.DateTime, ValueKind.DateTime) => Value.FromNumber((decimal)(a.AsDateTime - b.AsDateTime).Ticks / TimeSpan.TicksPerDay),
        (ValueKind.Error, _) => a,
        (_, ValueKind.Error) => b,
        _ => a.IsNull || b.IsNull ? Value.Null : Value.FromError(ErrorValue.WrongValue),
    };

    /// <summary>The first instant of a day in a zone, in UTC; where the clock skips midnight, the moment it skips to.</summary>
    public static DateTime Start(DateOnly day, TimeZoneInfo zone) => ToUtc(day.ToDateTime(TimeOnly.MinValue), zone);

    /// <summary>A wall-clock time of a zone as an instant.</summary>
    public static DateTime ToUtc(DateTime local, TimeZoneInfo zone)
    {
        local = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        while (zone.IsInvalidTime(local))
            local = local.AddMinutes(30);
        return TimeZoneInfo.ConvertTimeToUtc(local, zone);
    }

    /// <summary>What the clock on the wall shows in a zone.</summary>
    public static DateTime Local(DateTime utc, TimeZoneInfo zone) => TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), zone);

    /// <summary>The wall clock of a day or an instant.</summary>
    public static DateTime Local(Value moment, TimeZoneInfo zone) =>
        moment.Kind == ValueKind.Date ? moment.AsDate.ToDateTime(TimeOnly.MinValue) : Local(moment.AsDateTime, zone);

    /// <summary>The calendar day of a day or an instant.</summary>
    public static DateOnly Day(Value moment, TimeZoneInfo zone) =>
        moment.Kind == ValueKind.Date ? moment.AsDate : DateOnly.FromDateTime(Local(moment.AsDateTime, zone));
}
