using LowCode.Catalog;
using LowCode.Designer.Forms;
using LowCode.Forms;
using LowCode.Forms.FieldTypes;

namespace LowCode.Designer.Tests.Forms;

public class FormEditingTests
{
    private static readonly MetadataCatalog Catalog = new() { Apps = new Dictionary<string, AppDefinition> { ["crm"] = new() { Key = "crm" } } };

    private readonly FormEditing _editing = new(NewForm.For("order", "crm", new Label("订单", "Order")));

    [Fact]
    public void A_new_form_is_correct_as_it_is() => Assert.Empty(DraftCompiler.Compile(Catalog, _editing.Form).Errors);

    [Fact]
    public void Every_field_type_can_be_added_and_works_at_once()
    {
        foreach (var type in BuiltInTypes.All)
            _editing.Add(type.Key);

        // What can't work before somebody has chosen: the form of a reference, the calculation of a formula.
        var errors = DraftCompiler.Compile(Catalog, _editing.Form).Errors.Where(error => !error.Path!.Contains("settings.form", StringComparison.Ordinal));
        Assert.All(errors, error => Assert.Contains(".computed", error.Path!, StringComparison.Ordinal));
        Assert.Equal(BuiltInTypes.All.Count + 1, _editing.Form.Fields.Select(field => field.Key).Distinct().Count());
        Assert.Equal(_editing.Form.Fields.Select(field => field.Key), _editing.Form.Layout.Sections.SelectMany(section => section.Items).Select(item => item.Field));
    }

    [Fact]
    public void Owner_and_department_get_a_place_and_lose_it_again()
    {
        _editing.Drop(FormEditing.GivenId("owner"), "main", 0);
        _editing.Place("department");
        Assert.Equal(["owner", "department"], _editing.Form.Layout.Sections[0].Items.Select(item => item.Field).Take(2));
        Assert.Empty(DraftCompiler.Compile(Catalog, _editing.Form).Errors);
        Assert.Equal(_editing.Form.Layout.Sections[0].Items, new FormEditing(_editing.Form).Form.Layout.Sections[0].Items);

        _editing.Place("owner");
        Assert.True(_editing.Press("owner", FormKey.Delete));

        Assert.DoesNotContain(_editing.Form.Layout.Sections.SelectMany(section => section.Items), item => item.Field == "owner");
        Assert.Single(_editing.Form.Fields);
    }

    [Theory]
    [InlineData("合同金额", "number", "number_1")]
    [InlineData("手机号码", "phone", "phone_1")]
    [InlineData("签约日期", "date", "date_1")]
    [InlineData("Delivery address", "text", "delivery_address")]
    [InlineData("备注", "textarea", "textarea_1")]
    public void A_name_is_enough_for_a_field(string name, string type, string key)
    {
        _editing.AddNamed(name, "zh-CN");

        Assert.Equal((key, type, name), (_editing.SelectedField!.Key, _editing.SelectedField.Type, _editing.SelectedField.Label.In("zh-CN")));
    }

    [Fact]
    public void A_blank_name_adds_nothing()
    {
        _editing.AddNamed("  ", "zh-CN");

        Assert.False(_editing.History.CanUndo);
    }

    [Fact]
    public void Fields_move_within_and_between_sections_by_drag_and_by_key()
    {
        _editing.Add("number");
        _editing.Do(new AddSection("main"));
        _editing.Drop("date", "section_2", 0);
        _editing.Move("date", "main", 1);

        Assert.Equal(["name", "date", "number"], Keys("main"));
        Assert.True(_editing.Press("number", FormKey.Down));
        Assert.Equal(["number"], Keys("section_2"));
        Assert.True(_editing.Press("number", FormKey.Up));
        Assert.True(_editing.Press("number", FormKey.Up));
        Assert.Equal(["name", "number", "date"], Keys("main"));
    }

    [Fact]
    public void Widths_stay_between_one_and_twelve_twelfths()
    {
        _editing.Add("number");
        for (var times = 0; times < 20; times++)
            _editing.Press("number", FormKey.Wider);

        Assert.Equal(12, _editing.Form.SectionOf("number")!.Items[1].Span);
        _editing.History.Undo();
        Assert.Equal(6, _editing.Form.SectionOf("number")!.Items[1].Span);
    }

    [Fact]
    public void A_removed_field_leaves_nothing_behind_and_undo_brings_all_back()
    {
        _editing.Do(new SetForm("uniques", _editing.Form with { Uniques = [new UniqueRule(["name"])], Validations = [new ValidationRule("true", "x", "name")], Views = [new ViewDefinition { Key = "all", Columns = ["name"], Sort = [new SortDefinition("name")] }] }));
        var before = DefinitionJson.Write(_editing.Form);
        _editing.Add("number");
        _editing.Press("name", FormKey.Delete);

        Assert.Null(_editing.Form.TitleField);
        Assert.Empty(_editing.Form.Uniques);
        Assert.Null(_editing.Form.Validations[0].Field);
        Assert.Empty(_editing.Form.Views[0].Columns);
        Assert.Equal("number", _editing.Selected);
        _editing.History.Undo();
        _editing.History.Undo();
        Assert.Equal(before, DefinitionJson.Write(_editing.Form));
    }

    [Fact]
    public void Another_key_is_followed_by_layout_title_and_views()
    {
        _editing.Do(new SetForm("views", _editing.Form with { Views = [new ViewDefinition { Key = "all", Columns = ["name"], Sort = [new SortDefinition("name")] }] }));
        _editing.Do(new SetField("key", "name", _editing.Form.FindField("name")! with { Key = "title" }));

        Assert.Equal("title", _editing.Form.TitleField);
        Assert.Equal(["title"], Keys("main"));
        Assert.Equal("title", _editing.Form.Views[0].Sort[0].Field);
        Assert.Empty(DraftCompiler.Compile(Catalog, _editing.Form).Errors);
    }

    [Theory]
    [InlineData("owner")]
    [InlineData("2x")]
    [InlineData("")]
    public void A_reserved_or_malformed_key_is_not_taken(string key)
    {
        _editing.Do(new SetField("key", "name", _editing.Form.FindField("name")! with { Key = key }));

        Assert.NotNull(_editing.Form.FindField("name"));
    }

    [Fact]
    public void A_section_that_is_removed_leaves_its_fields_to_its_neighbour()
    {
        _editing.Do(new AddSection("main"));
        _editing.Drop("number", "section_2", 0);
        _editing.Press("#main", FormKey.Delete);

        Assert.Equal(["name", "number"], Keys("section_2"));
        _editing.Press("#section_2", FormKey.Delete);
        Assert.Single(_editing.Form.Layout.Sections);
    }

    [Fact]
    public void Fields_that_no_section_mentions_stand_in_the_last_one_and_unknown_ones_vanish()
    {
        var form = _editing.Form with
        {
            Fields = [.. _editing.Form.Fields, new FieldDefinition { Key = "lost", Type = "subform" }],
            Layout = new FormLayout { Sections = [new LayoutSection { Key = "a", Items = [new LayoutItem("ghost"), new LayoutItem("name", 99), new LayoutItem("name")] }] },
        };

        Assert.Equal([new LayoutItem("name", 12), new LayoutItem("lost", 12)], new FormEditing(form).Form.Layout.Sections[0].Items);
    }

    [Fact]
    public void Settings_survive_as_their_type_reads_them()
    {
        _editing.Add("number");
        var field = _editing.SelectedField!;
        _editing.Do(new SetField("settings", field.Key, field.WithSettings(field.SettingsOf<NumberSettings>() with { Scale = 3, Max = 9.5m })));

        Assert.Equal((3, 9.5m, true), (Read().Scale, Read().Max, Read().Thousands));
        Assert.Empty(DraftCompiler.Compile(Catalog, _editing.Form).Errors);

        NumberSettings Read() => _editing.Form.FindField(field.Key)!.SettingsOf<NumberSettings>();
    }

    [Fact]
    public void What_is_wrong_is_told_with_the_place_in_the_draft()
    {
        _editing.Do(new SetField("visibleWhen", "name", _editing.Form.FindField("name")! with { VisibleWhen = "amount >" }));

        var error = Assert.Single(DraftCompiler.Compile(Catalog, _editing.Form).Errors);
        Assert.StartsWith("fields[0].visibleWhen", error.Path, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Sales order", "sales_order")]
    [InlineData("  Café №2 ", "cafe_no2")]
    [InlineData("金额", "number_1")]
    [InlineData("x", "number_1")]
    public void Keys_are_made_of_names(string name, string key) => Assert.Equal(key, Designer.Editing.Keys.Guess(name, "number", new HashSet<string>()));

    private IEnumerable<string> Keys(string section) => _editing.Form.FindSection(section)!.Items.Select(item => item.Field);
}
