using LowCode.Forms;
using LowCode.Ui.Records.Boards;
using LowCode.Ui.Records.Calendars;

namespace LowCode.Designer.Tests.Records;

public class CalendarTests
{
    private static readonly DateOnly Today = new(2026, 11, 18);

    private static readonly ViewDefinition View = new()
    {
        Key = "cal",
        Kind = ViewKinds.Calendar,
        Columns = ["name"],
        Settings = ViewKinds.Write(new CalendarSettings { Start = "from", End = "to" }),
    };

    [Fact]
    public async Task A_month_holds_what_touches_its_weeks_and_nothing_else()
    {
        using var world = await ViewsWorld.NewAsync();
        await world.DealAsync("inside", from: "2026-11-10");
        await world.DealAsync("around", from: "2026-09-01", to: "2026-12-31");
        await world.DealAsync("into", from: "2026-10-01", to: "2026-10-26");
        await world.DealAsync("before", from: "2026-10-01", to: "2026-10-25");
        await world.DealAsync("after", from: "2026-12-07");
        await world.DealAsync("last", from: "2026-12-06");
        await world.DealAsync("never");

        var sheet = Open(world);

        Assert.Equal((new DateOnly(2026, 10, 26), new DateOnly(2026, 12, 6)), (sheet.First, sheet.Last));
        Assert.Equal(["around", "inside", "into", "last"], sheet.Entries.Select(entry => entry.Card.Title).Order());
        Assert.Equal(4, sheet.Total);
    }

    [Fact]
    public async Task Turning_the_page_fetches_the_next_month_or_week()
    {
        using var world = await ViewsWorld.NewAsync();
        await world.DealAsync("next", from: "2026-12-20");
        var sheet = Open(world);

        sheet.Turn(1);
        Assert.Equal("next", Assert.Single(sheet.Entries).Card.Title);
        sheet.Show(new DateOnly(2026, 12, 14), CalendarScale.Week);

        Assert.Equal((new DateOnly(2026, 12, 14), new DateOnly(2026, 12, 20)), (sheet.First, sheet.Last));
        Assert.Single(sheet.Entries);
    }

    [Fact]
    public async Task Moving_a_record_moves_both_its_ends_and_runs_the_rules()
    {
        using var world = await ViewsWorld.NewAsync();
        var id = await world.DealAsync("a", from: "2026-11-10", to: "2026-11-12");
        var sheet = Open(world);

        var move = world.Moves.Begin(world.Form, id, 1, sheet.Moved(sheet.Entries[0], TimeSpan.FromDays(7))).Value;

        Assert.True(await move.SaveAsync());
        Assert.Equal(("2026-11-17", "2026-11-19"), (world.Text(id, "from"), world.Text(id, "to")));
    }

    [Fact]
    public async Task A_new_record_at_a_day_begins_at_nine_where_the_person_is()
    {
        using var world = await ViewsWorld.NewAsync();
        var state = world.State(View with { Settings = ViewKinds.Write(new CalendarSettings { Start = "at" }) });
        var sheet = CalendarSheet.Of(state, TestWorkspace.Unlimited(world.Form), world.Reader, () => world.Current.Caller, Today)!;

        Assert.Equal(new DateTime(2026, 11, 18, 1, 0, 0), sheet.New(Today).AsDateTime);
    }

    [Fact]
    public void Entries_that_overlap_stand_side_by_side_and_share_the_width()
    {
        var day = new DateOnly(2026, 11, 16);
        CalendarEntry[] entries =
        [
            Timed(1, 16, "09:00", "11:00"), Timed(2, 16, "09:30", "10:00"), Timed(3, 16, "10:00", "10:30"), Timed(4, 16, "10:15", null),
            Timed(5, 16, "13:00", "13:05"), Timed(6, 16, "13:30", "14:00"), Timed(7, 17, "09:00", "10:00"), Entry(8, 15, 18),
        ];

        var blocks = HourBlock.Of(day, entries);

        Assert.Equal([(1L, 540, 120, 0, 3), (2, 570, 30, 1, 3), (3, 600, 30, 1, 3), (4, 615, 60, 2, 3), (5, 780, 30, 0, 1), (6, 810, 30, 0, 1)],
            blocks.Select(block => (block.Entry.Card.Id, block.Start, block.Length, block.Column, block.Columns)));
    }

    [Fact]
    public void What_goes_on_behind_midnight_lies_on_both_days()
    {
        var night = Timed(1, 16, "22:00", "02:00", nextDay: true);

        var (first, second) = (Assert.Single(HourBlock.Of(new DateOnly(2026, 11, 16), [night])), Assert.Single(HourBlock.Of(new DateOnly(2026, 11, 17), [night])));

        Assert.Equal((1320, 120, false), (first.Start, first.Length, first.Ends));
        Assert.Equal((0, 120, true), (second.Start, second.Length, second.Ends));
    }

    [Fact]
    public void What_begins_just_before_midnight_is_drawn_earlier_and_beside_what_lies_there()
    {
        var blocks = HourBlock.Of(new DateOnly(2026, 11, 16), [Timed(1, 16, "23:00", "23:40"), Timed(2, 16, "23:50", null)]);

        Assert.Equal([(1L, 1380, 40, 0, 2), (2, 1410, 30, 1, 2)], blocks.Select(block => (block.Entry.Card.Id, block.Start, block.Length, block.Column, block.Columns)));
    }

    [Fact]
    public void The_keys_move_an_entry_by_days_and_half_hours_and_never_end_it_before_it_begins()
    {
        var carry = CalendarCarry.Of(Timed(1, 16, "09:00", "10:00"));

        var moved = carry.Step("ArrowRight", byHours: true, canStretch: true).Step("ArrowDown", true, true).Step("ShiftArrowUp", true, true).Step("ShiftArrowUp", true, true);

        Assert.Equal((new DateTime(2026, 11, 17, 9, 30, 0), TimeSpan.FromMinutes(-30)), (moved.To, moved.Longer));
        Assert.Equal(TimeSpan.FromDays(7), carry.Step("ArrowDown", byHours: false, canStretch: true).By);
        Assert.Equal(TimeSpan.Zero, carry.Step("ShiftArrowDown", byHours: true, canStretch: false).Longer);
    }

    [Fact]
    public void Entries_of_a_week_lie_in_lanes_and_the_rest_is_counted()
    {
        var monday = new DateOnly(2026, 11, 16);
        CalendarEntry[] entries = [Entry(1, 16, 18), Entry(2, 17, 17), Entry(3, 17, 17), Entry(4, 17, 17), Entry(5, 12, 25), Entry(6, 19, 19)];

        var week = CalendarWeek.Of(monday, entries, 3);

        Assert.Equal([(5L, 0, 7, 0), (1, 0, 3, 1), (2, 1, 1, 2), (6, 3, 1, 1)], week.Bars.Select(bar => (bar.Entry.Card.Id, bar.Column, bar.Span, bar.Lane)));
        Assert.Equal((false, false), (week.Bars[0].Begins, week.Bars[0].Ends));
        Assert.Equal([0L, 2L, 0L, 0L, 0L, 0L, 0L], week.Hidden);
    }

    [Fact]
    public void The_lid_over_the_hours_holds_what_takes_days_and_counts_what_finds_no_lane()
    {
        var (monday, sunday) = (new DateOnly(2026, 11, 16), new DateOnly(2026, 11, 22));
        CalendarEntry[] three = [Entry(1, 12, 25), Entry(2, 16, 17), Entry(3, 17, 17), Timed(9, 17, "09:00", "10:00")];

        var open = CalendarWeek.Lid(monday, sunday, three, 3);
        var full = CalendarWeek.Lid(monday, sunday, [.. three, Entry(4, 17, 18)], 3);

        Assert.Equal([(1L, 0, 7, 0), (2, 0, 2, 1), (3, 1, 1, 2)], open.Bars.Select(bar => (bar.Entry.Card.Id, bar.Column, bar.Span, bar.Lane)));
        Assert.All(open.Hidden, count => Assert.Equal(0, count));
        Assert.Equal([1L, 2L], full.Bars.Select(bar => bar.Entry.Card.Id));
        Assert.Equal([0L, 2L, 1L, 0L, 0L, 0L, 0L], full.Hidden);
    }

    [Fact]
    public void The_lid_over_one_day_ends_with_the_day()
    {
        var day = new DateOnly(2026, 11, 17);

        var lid = CalendarWeek.Lid(day, day, [Entry(1, 12, 25), Entry(2, 17, 17), Entry(3, 18, 18)], 6);

        Assert.Equal([(1L, 1, false, false), (2, 1, true, true)], lid.Bars.Select(bar => (bar.Entry.Card.Id, bar.Span, bar.Begins, bar.Ends)));
        Assert.Equal([0L], lid.Hidden);
    }

    [Fact]
    public void What_takes_several_days_has_its_own_time_on_each()
    {
        var entry = Entry(1, 16, 18) with { At = new TimeOnly(8, 0), Until = new DateTime(2026, 11, 18, 17, 30, 0) };

        Assert.Equal(["08:00", "", "–17:30"], Enumerable.Range(16, 3).Select(day => entry.Clock(new DateOnly(2026, 11, day))));
        Assert.Equal("", Entry(2, 16, 16).Clock(new DateOnly(2026, 11, 16)));
    }

    [Fact]
    public async Task What_is_over_at_midnight_takes_nothing_of_the_next_day()
    {
        using var world = await ViewsWorld.NewAsync();
        // Six in the evening to midnight, where the person is.
        await world.DealAsync("late", at: new DateTime(2026, 11, 10, 10, 0, 0, DateTimeKind.Utc), till: new DateTime(2026, 11, 10, 16, 0, 0, DateTimeKind.Utc));
        var state = world.State(View with { Settings = ViewKinds.Write(new CalendarSettings { Start = "at", End = "till" }) });
        var sheet = CalendarSheet.Of(state, TestWorkspace.Unlimited(world.Form), world.Reader, () => world.Current.Caller, Today)!;

        sheet.Refresh();

        Assert.Equal((new DateOnly(2026, 11, 10), new DateOnly(2026, 11, 10)), (Assert.Single(sheet.Entries).From, sheet.Entries[0].To));
    }

    [Fact]
    public void A_day_with_more_records_than_are_fetched_says_how_many()
    {
        var monday = new DateOnly(2026, 11, 16);

        var week = CalendarWeek.Of(monday, [Entry(1, 16, 16)], 3, new Dictionary<DateOnly, long> { [monday] = 700, [monday.AddDays(2)] = 4 });

        Assert.Equal([699L, 0L, 4L, 0L, 0L, 0L, 0L], week.Hidden);
    }

    private static CalendarEntry Entry(long id, int from, int to) =>
        new(new BoardCard(id, 1, $"e{id}", [], new NoNamesHere(), new Dictionary<int, string>()), new DateOnly(2026, 11, from), new DateOnly(2026, 11, to), null, null);

    private static CalendarEntry Timed(long id, int day, string from, string? until, bool nextDay = false)
    {
        var date = new DateOnly(2026, 11, day);
        var end = nextDay ? date.AddDays(1) : date;
        return Entry(id, day, end.Day) with { At = TimeOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture), Until = until is null ? null : end.ToDateTime(TimeOnly.Parse(until, System.Globalization.CultureInfo.InvariantCulture)) };
    }

    private static CalendarSheet Open(ViewsWorld world)
    {
        var sheet = CalendarSheet.Of(world.State(View), TestWorkspace.Unlimited(world.Form), world.Reader, () => world.Current.Caller, Today)!;
        sheet.Refresh();
        Assert.Null(sheet.Refusal);
        return sheet;
    }

    private sealed class NoNamesHere : ValueNames
    {
        public override TimeZoneInfo Zone => TimeZoneInfo.Utc;
        public override string User(long id) => "";
        public override string Department(long id) => "";
        public override string Record(string form, long id) => "";
        public override long? FindUser(string text) => null;
        public override long? FindDepartment(string text) => null;
        public override long? FindRecord(Field field, string text) => null;
    }
}
