using LowCode.Catalog;
using LowCode.Designer.Forms;
using LowCode.Forms;

namespace LowCode.Designer.Tests.Forms;

public class FormTabsTests
{
    private static readonly MetadataCatalog Catalog = new() { Apps = new Dictionary<string, AppDefinition> { ["crm"] = new() { Key = "crm" } } };

    private readonly FormEditing _editing = new(NewForm.For("order", "crm", new Label("订单", "Order")));

    [Fact]
    public void A_tab_comes_with_a_section_and_takes_new_fields()
    {
        _editing.Do(new AddTab());
        _editing.Add("number");

        Assert.Equal("tab_1", _editing.Form.SectionOf("number")!.Tab);
        Assert.Equal("tab_1", _editing.Form.TabOf("number"));
        Assert.Null(_editing.Form.TabOf("name"));
        Assert.Empty(DraftCompiler.Compile(Catalog, _editing.Form).Errors);
    }

    [Fact]
    public void A_field_dropped_on_a_tab_goes_to_its_end()
    {
        _editing.Do(new AddTab());
        _editing.Add("number");
        _editing.MoveToTab("name", "tab_1");

        Assert.Equal(["number", "name"], _editing.Form.Layout.Sections.Single(section => section.Tab == "tab_1").Items.Select(item => item.Field));
    }

    [Fact]
    public void Sections_move_over_the_edge_of_their_tab()
    {
        _editing.Do(new AddTab());
        _editing.Do(new MoveSection("main", 1));

        Assert.Equal("tab_1", _editing.Form.FindSection("main")!.Tab);
        _editing.Do(new MoveSection("main", -1));
        Assert.Equal("tab_1", _editing.Form.FindSection("main")!.Tab);
    }

    [Fact]
    public void A_removed_tab_leaves_its_fields_to_the_one_beside_it()
    {
        _editing.Do(new AddTab());
        _editing.Add("number");
        _editing.Do(new AddTab());
        _editing.Add("date");

        _editing.Press("~tab_1", FormKey.Delete);
        Assert.Equal("tab_2", _editing.Form.TabOf("number"));
        _editing.Press("~tab_2", FormKey.Delete);
        Assert.Empty(_editing.Form.Layout.Tabs);
        Assert.Null(_editing.Form.TabOf("number"));
        Assert.Equal(3, _editing.Form.Layout.Sections.Sum(section => section.Items.Count));
        Assert.Empty(DraftCompiler.Compile(Catalog, _editing.Form).Errors);
    }

    [Fact]
    public void Tabs_change_places_by_key()
    {
        _editing.Do(new AddTab());
        _editing.Do(new AddTab());
        _editing.Press("~tab_2", FormKey.Narrower);

        Assert.Equal(["tab_2", "tab_1"], _editing.Form.Layout.Tabs.Select(tab => tab.Key));
    }

    [Fact]
    public void The_stage_goes_with_its_field()
    {
        _editing.Add("choice");
        _editing.Do(new SetForm("stage", _editing.Form with { StageField = "choice" }));
        _editing.Do(new SetField("key", "choice", _editing.Form.FindField("choice")! with { Key = "step" }));
        Assert.Equal("step", _editing.Form.StageField);
        _editing.Press("step", FormKey.Delete);

        Assert.Null(_editing.Form.StageField);
    }
}
