using LowCode.Designer.Forms;

namespace LowCode.Designer.Tests.Forms;

public class FormSelectionTests
{
    private readonly FormEditing _editing = new(NewForm.For("order", "crm", new Label("订单", "Order")));

    public FormSelectionTests()
    {
        foreach (var name in (string[])["price", "count", "city"])
            _editing.AddNamed(name, "en");
    }

    [Fact]
    public void Ctrl_adds_and_removes_one_and_shift_takes_all_between()
    {
        _editing.Pick("name");
        _editing.Pick("count", PickMode.Toggle);
        Assert.Equal(["name", "count"], _editing.History.Selection);
        _editing.Pick("count", PickMode.Toggle);
        Assert.Equal(["name"], _editing.History.Selection);

        _editing.Pick("city", PickMode.Range);
        Assert.Equal(["name", "price", "count", "city"], _editing.SelectedFields.Select(field => field.Key));
        Assert.Equal("city", _editing.Focused);
        Assert.Null(_editing.SelectedField);
    }

    [Fact]
    public void The_keyboard_extends_a_selection_and_takes_it_back()
    {
        _editing.Pick("price");
        _editing.Press("price", FormKey.ExtendDown);
        _editing.Press("count", FormKey.ExtendDown);
        Assert.Equal(["price", "count", "city"], _editing.SelectedFields.Select(field => field.Key));
        _editing.Press("city", FormKey.ExtendUp);
        Assert.Equal(["price", "count"], _editing.SelectedFields.Select(field => field.Key));
    }

    [Fact]
    public void Several_fields_move_as_a_block_and_over_the_edge_of_their_section()
    {
        _editing.Do(new AddSection("main"));
        _editing.Pick("price");
        _editing.Pick("city", PickMode.Toggle);

        _editing.Press("city", FormKey.Up);
        Assert.Equal(["price", "city", "name", "count"], Keys("main"));
        _editing.History.Undo();
        _editing.Press("city", FormKey.Down);
        Assert.Equal(["name", "count"], Keys("main"));
        Assert.Equal(["price", "city"], Keys("section_2"));
        Assert.False(_editing.History.CanRedo);
        Assert.Equal(["price", "city"], _editing.SelectedFields.Select(field => field.Key));
    }

    [Fact]
    public void Dragging_one_of_several_takes_the_others_along()
    {
        _editing.Pick("name");
        _editing.Pick("price", PickMode.Toggle);
        // As the browser counts: among name, count, city the field was dropped behind count.
        _editing.Move("price", "main", 2);

        Assert.Equal(["count", "name", "price", "city"], Keys("main"));
    }

    [Fact]
    public void What_is_done_to_several_is_undone_as_one_and_has_a_name()
    {
        _editing.Pick("price");
        _editing.Pick("city", PickMode.Range);
        _editing.Press("price", FormKey.Wider);
        _editing.Press("price", FormKey.Wider);
        Assert.All(_editing.Form.Layout.Sections[0].Items.Skip(1), item => Assert.Equal(8, item.Span));
        Assert.Equal("resize", _editing.History.Undoes?.Step);
        _editing.History.Undo();
        Assert.All(_editing.Form.Layout.Sections[0].Items.Skip(1), item => Assert.Equal(6, item.Span));
        Assert.Equal(("add", "resize"), (_editing.History.Undoes?.Step, _editing.History.Redoes?.Step));

        _editing.PickAll();
        _editing.Press("name", FormKey.Delete);
        Assert.Empty(_editing.Form.Fields);
        _editing.History.Undo();
        Assert.Equal(4, _editing.Form.Fields.Count);
    }

    [Fact]
    public void Copied_fields_are_pasted_into_another_form_with_free_keys()
    {
        _editing.Do(new SetField("rule", "price", _editing.Form.FindField("price")! with { RequiredWhen = "count > 1" }));
        _editing.Do(new ResizeField("price", 4));
        _editing.Pick("city");
        _editing.Pick("price", PickMode.Toggle);
        var text = _editing.Copy()!;

        var other = new FormEditing(NewForm.For("bill", "crm", new Label("账单", "Bill")));
        other.AddNamed("City", "en");
        other.Pick("name");
        Assert.True(other.Paste(text));

        Assert.Equal(["name", "price", "city_1", "city"], other.Form.Layout.Sections[0].Items.Select(item => item.Field));
        Assert.Equal(("count > 1", 4), (other.Form.FindField("price")!.RequiredWhen, other.Form.Layout.Sections[0].Items[1].Span));
        Assert.Equal(["price", "city_1"], other.History.Selection);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("[]")]
    [InlineData("""{"fields":[{"key":"a b","type":"text"}],"spans":[6]}""")]
    [InlineData("""{"fields":[{"key":"a","type":"text"}],"spans":[]}""")]
    public void A_text_that_holds_no_fields_is_not_pasted(string text)
    {
        Assert.False(_editing.Paste(text));
        Assert.Equal(4, _editing.Form.Fields.Count);
    }

    [Fact]
    public void A_duplicate_stands_behind_what_it_was_made_of()
    {
        _editing.Press("price", FormKey.Duplicate);

        Assert.Equal(["name", "price", "price_1", "count", "city"], Keys("main"));
        Assert.Equal("price_1", _editing.Selected);
    }

    private IEnumerable<string> Keys(string section) => _editing.Form.FindSection(section)!.Items.Select(item => item.Field);
}
