using LowCode.Analytics;
using LowCode.Expressions;
using LowCode.Forms;
using LowCode.People;
using LowCode.Permissions;
using LowCode.Records;
using LowCode.Ui.Records.Boards;

namespace LowCode.Ui.Records.Calendars;

// The namespace of condition editors has the same name.
using Conditions = LowCode.Analytics.Conditions;

/// <summary>The days that a calendar shows and the records that lie on them; only those are fetched. Knows no markup.</summary>
public sealed class CalendarSheet
{
    private const int MostEntries = 500;

    private readonly ListState _state;
    private readonly RecordReader _reader;
    private readonly Func<Caller> _caller;

    private CalendarSheet(ListState state, Access access, CalendarSettings settings, Field start, RecordReader reader, Func<Caller> caller, DateOnly today)
    {
        (_state, _reader, _caller) = (state, reader, caller);
        (Start, Day, Scale) = (start, today, settings.Scale);
        End = Find(settings.End, ViewKinds.CanBeDay);
        Colour = Find(settings.Color, field => field.Choices.Count > 0);
        Facts = [.. state.Columns.Where(field => field != start && field != End && field != state.Form.TitleField && field.Storage != StorageKind.Rows).Take(4)];
        CanStretch = End is { Storage: StorageKind.Instant } && access.Can(RecordActions.Edit) && Writable(access, End);
        CanMove = access.Can(RecordActions.Edit) && Writable(access, start) && (End is null || Writable(access, End));
        CanCreate = access.Can(RecordActions.Create) && Writable(access, start);
    }

    /// <summary>The day of a record, or its first one.</summary>
    public Field Start { get; }
    /// <summary>Its last day; null where records lie on one.</summary>
    public Field? End { get; }
    /// <summary>The choice that colours it.</summary>
    public Field? Colour { get; }
    /// <summary>What stands beside a title where there is room.</summary>
    public IReadOnlyList<Field> Facts { get; }
    /// <summary>Whether the person may move records to other days; each record decides for itself when it is saved.</summary>
    public bool CanMove { get; }
    /// <summary>Whether the person may change when a record ends.</summary>
    public bool CanStretch { get; }
    /// <summary>Whether days are drawn by the hour.</summary>
    public bool ByHours => Start.Storage == StorageKind.Instant && Scale is (CalendarScale.Week or CalendarScale.Day);
    /// <summary>Whether the person may make new records on a day.</summary>
    public bool CanCreate { get; }
    /// <summary>How much is seen at once.</summary>
    public CalendarScale Scale { get; private set; }
    /// <summary>The day that is looked at.</summary>
    public DateOnly Day { get; private set; }
    /// <summary>The records of the days shown, by day and time.</summary>
    public IReadOnlyList<CalendarEntry> Entries { get; private set; } = [];
    /// <summary>How many records lie on the days shown.</summary>
    public long Total { get; private set; }
    /// <summary>Records by day, where there are more than are fetched; null otherwise.</summary>
    public IReadOnlyDictionary<DateOnly, long>? Counts { get; private set; }
    /// <summary>Why nothing can be shown; null when all is well.</summary>
    public Refusal? Refusal { get; private set; }

    /// <summary>The first day that is drawn: a Monday, but where one day is looked at.</summary>
    public DateOnly First => Scale == CalendarScale.Day ? Day : Monday(Scale == CalendarScale.Week ? Day : MonthStart);
    /// <summary>The last day that is drawn: a Sunday, but where one day is looked at.</summary>
    public DateOnly Last => Scale switch
    {
        CalendarScale.Day => Day,
        CalendarScale.Week => First.AddDays(6),
        _ => Monday(MonthStart.AddMonths(1).AddDays(-1)).AddDays(6),
    };
    /// <summary>Whether a day belongs to the span that is looked at, not to its neighbours.</summary>
    public bool IsInside(DateOnly day) => Scale is CalendarScale.Week or CalendarScale.Day || day.Month == Day.Month && day.Year == Day.Year;

    /// <summary>The calendar of the open view; null when the view lacks its field, or the person doesn't see it.</summary>
    public static CalendarSheet? Of(ListState state, Access access, RecordReader reader, Func<Caller> caller, DateOnly today) =>
        ViewKinds.Settings<CalendarSettings>(state.View) is { } settings && state.Fields.FirstOrDefault(field => field.Key == settings.Start) is { } start && ViewKinds.CanBeDay(start)
            ? new CalendarSheet(state, access, settings, start, reader, caller, today)
            : null;

    /// <summary>Shows the month or week that holds this day.</summary>
    public void Show(DateOnly day, CalendarScale? scale = null)
    {
        var (first, last, before) = (First, Last, Scale);
        (Day, Scale) = (day, scale ?? Scale);
        if (first != First || last != Last || before != Scale)
            Refresh();
    }

    /// <summary>Looks at a day without fetching yet.</summary>
    public void Look(DateOnly day, CalendarScale scale) => (Day, Scale) = (day, scale);

    /// <summary>Shows these records and fetches none: for records that are in no database.</summary>
    public void Put(IReadOnlyList<CalendarEntry> entries) => (Entries, Total, Counts, Refusal) = (entries, entries.Count, null, null);

    /// <summary>The month, week or day before (-1) or after (1).</summary>
    public void Turn(int by) => Show(Scale switch
    {
        CalendarScale.Day => Day.AddDays(by),
        CalendarScale.Week => Day.AddDays(7 * by),
        _ => MonthStart.AddMonths(by),
    });

    /// <summary>Fetches the records of the days shown.</summary>
    public void Refresh()
    {
        var list = List(First, Last, MostEntries, null);
        Refusal = list.Refusal;
        if (!list.Ok)
            return;
        Entries = [.. Placed(list.Value)];
        Total = list.Value.Total ?? Entries.Count;
        Counts = list.Value.Next is null ? null : Count();
    }

    /// <summary>One day's records by page: all of them, also where the sheet has room for a few only.</summary>
    public (IReadOnlyList<CalendarEntry> Entries, string? Next) On(DateOnly day, string? after = null)
    {
        var list = List(day, day, 50, after);
        return list.Ok ? ([.. Placed(list.Value)], list.Value.Next) : ([], null);
    }

    /// <summary>What a record's fields become when it is moved; how long it takes stays.</summary>
    public (Field Field, Value Value)[] Moved(CalendarEntry entry, TimeSpan by) =>
        [.. new[] { Start, End }.OfType<Field>().Where(field => !entry.Card.Values[field.Position].IsEmpty).Select(field => (field, Shift(entry.Card.Values[field.Position], by)))];

    /// <summary>What its last field becomes when it ends at another time of the person's clock.</summary>
    public (Field Field, Value Value)[] Stretched(DateTime until) => [(End!, Value.FromDateTime(ToUtc(until)))];

    /// <summary>The first field of a new record on this day: of a date-time, nine in the morning.</summary>
    public Value New(DateOnly day) => New(day.ToDateTime(new TimeOnly(9, 0)));

    /// <summary>The first field of a new record at this time of the person's clock.</summary>
    public Value New(DateTime at) => Start.Storage == StorageKind.Date ? Value.FromDate(DateOnly.FromDateTime(at)) : Value.FromDateTime(ToUtc(at));

    private DateOnly MonthStart => new(Day.Year, Day.Month, 1);

    private static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    private Field? Find(string? key, Func<Field, bool> suits) => _state.Fields.FirstOrDefault(field => field.Key == key && suits(field));

    private static bool Writable(Access access, Field field) => !field.IsAutomatic && !field.IsSystem && access.BestRight(field.Position) == FieldRight.Editable;

    private Outcome<RecordList> List(DateOnly from, DateOnly to, int limit, string? after)
    {
        var request = _state.Request(limit);
        return _reader.List(_caller(), request with
        {
            Fields = [.. request.Fields!.Union(new[] { Start, End, Colour }.OfType<Field>().Select(field => field.Key))],
            And = Conditions.All(_state.And, Between(from, to.AddDays(1))),
            Sort = [new SortDefinition(Start.Key)],
            After = after,
            CountLimit = after is null ? 10_000 : 0,
        });
    }

    // Whatever touches the days: begun before their end, and not over before they begin.
    private string Between(DateOnly from, DateOnly to)
    {
        var zone = _caller().Zone;
        if (End is null)
            return Conditions.In(new Period(from, to), Start.Key, Start, zone);
        var begun = Conditions.In(new Period(new DateOnly(1000, 1, 1), to), Start.Key, Start, zone);
        var lasts = Conditions.In(new Period(from, new DateOnly(9000, 1, 1)), End.Key, End, zone);
        return $"{begun} && ({lasts} || {Conditions.In(new Period(from, to), Start.Key, Start, zone)})";
    }

    private IEnumerable<CalendarEntry> Placed(RecordList list)
    {
        var zone = _caller().Zone;
        foreach (var card in BoardCard.Of(list))
        {
            var start = card.Values[Start.Position];
            if (start.IsEmpty)
                continue;
            var from = Conditions.Day(start, zone);
            var end = End is null || card.Values[End.Position].IsEmpty ? from : LastDay(card.Values[End.Position], zone);
            TimeOnly? at = Start.Storage == StorageKind.Instant ? TimeOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(start.AsDateTime, zone)) : null;
            var choice = Colour is null || card.Values[Colour.Position].IsEmpty ? null : Colour.Choices.FirstOrDefault(each => each.Value == card.Values[Colour.Position].AsText);
            DateTime? until = at is not null && End is { Storage: StorageKind.Instant } && !card.Values[End.Position].IsEmpty ? TimeZoneInfo.ConvertTimeFromUtc(card.Values[End.Position].AsDateTime, zone) : null;
            yield return new CalendarEntry(card, from, end < from ? from : end, at, choice?.Color ?? (Colour is null ? _state.Form.Definition.Color : null)) { Until = until };
        }
    }

    // What is over at midnight takes nothing of the day that begins.
    private static DateOnly LastDay(Value end, TimeZoneInfo zone) =>
        end.Kind == ValueKind.DateTime && end.AsDateTime > DateTime.MinValue ? Conditions.Day(Value.FromDateTime(end.AsDateTime.AddTicks(-1)), zone) : Conditions.Day(end, zone);

    private Dictionary<DateOnly, long>? Count()
    {
        var request = _state.Request(1);
        var counted = _reader.Aggregate(_caller(), new AggregateRequest
        {
            Form = request.Form,
            View = request.View,
            Filter = request.Filter,
            And = Conditions.All(_state.And, Conditions.In(new Period(First, Last.AddDays(1)), Start.Key, Start, _caller().Zone)),
            Search = request.Search,
            GroupBy = [new GroupRequest(Start.Key, DateUnit.Day)],
            Measures = [new MeasureRequest(MeasureFunction.Count)],
        });
        return counted.Ok ? counted.Value.Rows.Where(row => !row[0].IsNull).ToDictionary(row => row[0].AsDate, row => (long)row[1].AsNumber) : null;
    }

    private Value Shift(Value value, TimeSpan by) => value.Kind == ValueKind.Date
        ? Value.FromDate(value.AsDate.AddDays(by.Days))
        : Value.FromDateTime(ToUtc(TimeZoneInfo.ConvertTimeFromUtc(value.AsDateTime, _caller().Zone).Add(by)));

    private DateTime ToUtc(DateTime local)
    {
        var plain = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        var zone = _caller().Zone;
        return TimeZoneInfo.ConvertTimeToUtc(zone.IsInvalidTime(plain) ? plain.AddHours(1) : plain, zone);
    }
}
