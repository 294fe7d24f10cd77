using LowCode.Ui.Records;

namespace LowCode.Designer.Tests.Records;

public sealed class RowSelectionTests
{
    private readonly RowSelection _selection = new();

    [Fact]
    public void Extending_selects_everything_from_the_row_touched_last()
    {
        Toggle(3);
        Toggle(6, extend: true);

        Assert.Equal([103, 104, 105, 106], _selection.Named.Order());
    }

    [Fact]
    public void Extending_upwards_works_too()
    {
        Toggle(6);
        Toggle(4, extend: true);

        Assert.Equal([104, 105, 106], _selection.Named.Order());
    }

    [Fact]
    public void Taking_one_out_of_all_that_match_leaves_the_others()
    {
        _selection.SelectAll();
        Toggle(3);

        Assert.Equal((9_999, false, true), (_selection.Count(10_000), _selection.Has(103), _selection.Has(104)));
    }

    [Fact]
    public void Those_on_screen_are_selected_and_then_unselected()
    {
        Toggle(1);

        _selection.ToggleEach([101, 102, 103]);
        Assert.Equal(3, _selection.Count(100));
        _selection.ToggleEach([101, 102, 103]);
        Assert.False(_selection.Any);
    }

    private void Toggle(int index, bool extend = false) => _selection.Toggle(index, extend, (first, many) => Enumerable.Range(100 + first, many).Select(id => (long)id));
}
