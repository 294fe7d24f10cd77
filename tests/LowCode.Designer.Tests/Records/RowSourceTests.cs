using LowCode.Expressions;
using LowCode.Forms;
using LowCode.Records;
using LowCode.Ui.Records;

namespace LowCode.Designer.Tests.Records;

/// <summary>Rows by index over a list of 25,000 that answers as the engine does.</summary>
public sealed class RowSourceTests
{
    private const int Length = 25_000;
    private readonly List<ListRequest> _asked = [];

    [Fact]
    public void Any_rows_are_found_wherever_they_lie()
    {
        var source = Source();

        foreach (var first in (int[])[0, 95, 24_990, 12_345, 12_400, 3])
            Assert.Equal(Enumerable.Range(first, Math.Min(20, Length - first)).Select(index => (long)index + 1), source.Rows(first, 20).Select(row => row.Id));
    }

    [Fact]
    public void Scrolling_goes_on_from_the_page_before_and_a_jump_skips_from_the_nearest_one_seen()
    {
        var source = Source();
        source.Rows(0, 10);
        source.Rows(100, 10);
        source.Rows(20_000, 10);
        source.Rows(20_100, 10);
        source.Rows(20_500, 10);

        Assert.Equal([(null, 0), ("100", 0), ("200", 19_800), ("20100", 0), ("20200", 300)], _asked.Select(request => (request.After, request.Offset)));
    }

    [Fact]
    public void Counting_stops_at_its_limit_until_all_are_counted()
    {
        var source = Source();
        source.Rows(0, 10);
        Assert.Equal((RowSource.CountLimit, false), (source.Count, source.CountIsExact));

        source.CountAll();

        Assert.Equal((Length, true), (source.Count, source.CountIsExact));
    }

    [Fact]
    public void A_list_fetched_anew_keeps_its_count_and_its_ways_far_down_but_no_rows()
    {
        var before = Source();
        before.CountAll();
        before.Rows(20_000, 10);
        var source = Source();
        source.Expect(before);
        _asked.Clear();

        source.Rows(20_100, 10);

        Assert.Equal(Length, source.Count);
        Assert.Equal([("20100", 0)], _asked.Select(request => (request.After, request.Offset)));
    }

    [Fact]
    public void A_changed_row_stands_where_it_stood()
    {
        var source = Source();
        var row = source.At(7)!;

        source.Replace(row with { Version = 9 });

        Assert.Equal((9, 7), (source.At(7)!.Version, source.IndexOf(row.Id)));
    }

    private RowSource Source() => new(Load, limit => new ListRequest { Form = "deal", Limit = limit });

    private Outcome<RecordList> Load(ListRequest request)
    {
        _asked.Add(request);
        var from = (request.After is { } after ? int.Parse(after, System.Globalization.CultureInfo.InvariantCulture) : 0) + request.Offset;
        var rows = Enumerable.Range(from, Math.Clamp(Length - from, 0, request.Limit)).Select(Row).ToList();
        var next = from + rows.Count < Length ? (from + rows.Count).ToString(System.Globalization.CultureInfo.InvariantCulture) : null;
        return new RecordList(null!, rows, null!, new Dictionary<(int, int), string>(), next, request.CountLimit == 0 ? null : Math.Min(request.CountLimit, Length), request.CountLimit >= Length) { Fields = [] };
    }

    private static Value[] Row(int index)
    {
        var values = new Value[SystemFields.Count];
        values[SystemFields.Id] = Value.FromNumber(index + 1);
        values[SystemFields.Version] = Value.FromNumber(1);
        return values;
    }
}
