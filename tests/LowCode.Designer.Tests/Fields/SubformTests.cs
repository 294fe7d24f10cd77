using LowCode.Catalog;
using LowCode.Expressions;
using LowCode.Forms;
using LowCode.Ui.Fields;
using LowCode.Ui.Fields.Subform;
using LowCode.Ui.Records;

namespace LowCode.Designer.Tests.Fields;

/// <summary>Rows of a subform as a sheet: what is pasted, copied, moved and summed.</summary>
public sealed class SubformTests
{
    private readonly Field _items = Items("");

    private static Field Items(string settings) => CatalogCompiler.Compile(
        [
            new DefinitionSource(DefinitionKind.App, "app", 1, """{"key":"app","label":"App"}"""),
            new DefinitionSource(DefinitionKind.Form, "deal", 2, $$$"""
                {"key":"deal","app":"app","fields":[{"key":"items","type":"subform","settings":{{{{settings}}}"fields":[
                  {"key":"product","type":"text"},{"key":"price","type":"number","settings":{"scale":2}},{"key":"twice","type":"formula","computed":"price * 2"},{"key":"on","type":"date"},{"key":"share","type":"number","settings":{"scale":4,"display":"percent"}}]}}]}
                """),
        ], 1, (_, _, _) => ++_ids, []).Catalog.Form("deal")["items"]!;

    private static long _ids;

    [Theory]
    [InlineData("avg", "1.75")]
    [InlineData("min", "1.25")]
    [InlineData("max", "2.25")]
    public void A_column_can_have_another_total_than_its_sum(string function, string total)
    {
        var items = Items($$"""
            "totalBy":{"price":"{{function}}"},
            """);

        Assert.Equal(total, SubformColumns.Total(items, items.Rows[1], [Row("a", 1.25m), Row("b", 2.25m), new RowValue(0, new Value[items.Rows.Count])], NamesOf.Nobody));
    }

    [Fact]
    public void Without_a_row_of_totals_nothing_stands_below()
    {
        Assert.Empty(SubformColumns.Totalled(Items("\"totalRow\":false,")));
    }

    [Fact]
    public void A_pasted_block_fills_cells_and_adds_rows()
    {
        var pasted = Paste([Row("old", 1)], 0, 0, "Pen\t1.5\tx\t2026-01-02\nInk\t2\t\t\n");

        Assert.Equal(["Pen 1.5 2026-01-02", "Ink 2 "], pasted.Result.Select(Shown));
        Assert.Empty(pasted.Errors);
    }

    [Fact]
    public void What_cannot_be_read_is_told_at_its_cell_and_changes_nothing_there()
    {
        var pasted = Paste([Row("old", 1)], 0, 1, "many");

        Assert.Equal([(0, 1)], pasted.Errors.Keys);
        Assert.Equal(1m, pasted.Result[0].Values[1].AsNumber);
    }

    [Fact]
    public void Lines_beyond_the_most_rows_are_left_out()
    {
        var pasted = Paste([], 0, 0, "a\nb\nc", most: 2);

        Assert.Equal((2, 1), (pasted.Result.Count, pasted.LeftOut));
    }

    [Theory]
    [InlineData("a\tb\r\nc\td\r\n", "a|b/c|d")]
    [InlineData("\"two\nlines\"\t\"say \"\"hi\"\"\"", "two\nlines|say \"hi\"")]
    [InlineData("a\t\tb", "a||b")]
    [InlineData("5\" pipe", "5\" pipe")]
    public void Cells_are_read_as_spreadsheets_write_them(string text, string expected) =>
        Assert.Equal(expected, string.Join('/', RowPaste.Cells(text).Select(line => string.Join('|', line))));

    [Fact]
    public void A_copied_row_is_a_new_row_and_moving_keeps_the_others_in_order()
    {
        IReadOnlyList<RowValue> rows = [Row("a", 1) with { Id = 7 }, Row("b", 2), Row("c", 3)];

        var copied = RowEdits.Copy(rows, 0, _items);
        var moved = RowEdits.Move(rows, 2, 0);

        Assert.Equal((0L, "a"), (copied[1].Id, copied[1].Values[0].AsText));
        Assert.Equal(["c", "a", "b"], moved.Select(row => row.Values[0].AsText));
    }

    [Fact]
    public void Numbers_are_summed_but_percentages_are_not()
    {
        Assert.Equal(["price", "twice"], SubformColumns.Totalled(_items).Select(column => column.Key));
        Assert.Equal("3.50", SubformColumns.Total(_items, _items.Rows[1], [Row("a", 1.25m), Row("b", 2.25m)], NamesOf.Nobody).Replace(",", "", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("hello @li", 9, "li", 6)]
    [InlineData("@", 1, "", 0)]
    [InlineData("@li lei", 7, null, 0)]
    [InlineData("no sign", 7, null, -1)]
    public void A_name_behind_an_at_sign_is_found_while_it_is_typed(string text, int caret, string? wanted, int at)
    {
        Assert.Equal(wanted, Mentions.Wanted(text, caret, out var place));
        Assert.Equal(at, place);
    }

    [Fact]
    public void The_caret_is_found_behind_what_was_put_in()
    {
        Assert.Equal(3, Mentions.CaretAfter("ab cd", "ab@ cd"));
        Assert.Equal(1, Mentions.CaretAfter("ab", "a"));
    }

    [Fact]
    public void Mentioned_names_are_marked_the_longest_first() =>
        Assert.Equal([("see ", false), ("@Li Lei", true), (" and @Nobody", false)], Mentions.Pieces("see @Li Lei and @Nobody", ["Li", "Li Lei"]));

    private PastedRows Paste(IReadOnlyList<RowValue> rows, int row, int column, string text, int most = 200) =>
        RowPaste.Into(rows, _items, _items.Rows, row, column, text, most, NamesOf.Nobody, (_, cell) => !cell.IsAutomatic);

    private RowValue Row(string product, decimal price)
    {
        var values = new Value[_items.Rows.Count];
        (values[0], values[1]) = (Value.FromText(product), Value.FromNumber(price));
        return new RowValue(0, values);
    }

    private static string Shown(RowValue row) => $"{row.Values[0].AsText} {row.Values[1]} {row.Values[3]}";
}
