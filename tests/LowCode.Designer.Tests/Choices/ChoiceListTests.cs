using LowCode.Catalog;
using LowCode.Designer.Choices;
using LowCode.Designer.Forms;
using LowCode.Forms;
using LowCode.Forms.FieldTypes;

namespace LowCode.Designer.Tests.Choices;

public class ChoiceListTests
{
    private static readonly ChoiceListDefinition Source = new()
    {
        Key = "source",
        App = "crm",
        Label = new("来源", "Source"),
        Choices = [new("web", new("官网", "Web"), "blue"), new("ads", new("广告", "Ads"), "orange", Data: new Dictionary<string, decimal> { ["cost"] = 12 })],
    };

    private static readonly MetadataCatalog Catalog = new()
    {
        Apps = new Dictionary<string, AppDefinition> { ["crm"] = new() { Key = "crm" } },
        ChoiceLists = new Dictionary<string, ChoiceListDefinition> { ["source"] = Source },
    };

    private readonly ChoiceListDesk _desk = new(Source, Catalog);

    [Fact]
    public void Choices_are_pasted_line_by_line_without_repeating_any()
    {
        var choices = Array.Empty<Choice>().Added("北京\n上海\r\n广州，深圳\n北京\n", "zh-CN").Added("上海\n杭州", "zh-CN");

        Assert.Equal(["北京", "上海", "广州", "深圳", "杭州"], choices.Select(choice => choice.Label.In("zh-CN")));
        Assert.Equal(5, choices.Select(choice => choice.Value).Distinct().Count());
        Assert.Equal(["上海", "广州", "北京", "深圳", "杭州"], choices.Moved(0, 2).Select(choice => choice.Label.In("zh-CN")));
        Assert.Same(choices, choices.Moved(4, 9));
    }

    [Fact]
    public void A_name_in_one_language_leaves_the_other_and_one_for_all_becomes_the_Chinese_one()
    {
        Assert.Equal(new Label("官网", "Site"), Source.Choices[0].Named("en", "Site").Label);
        Assert.Equal(new Label("官网", "Web"), new Choice("web", "官网").Named("en", "Web").Label);
        Assert.Equal(new Label([new("zh-CN", "网站")]), new Choice("web", "官网").Named("zh-CN", "网站").Label);
    }

    [Fact]
    public void Only_what_is_published_is_fixed_and_publishing_fixes_the_rest()
    {
        _desk.Do(new ChoiceChange(_desk.List.Choices.Added("Douyin live", "en")));

        Assert.Equal("douyin_live", _desk.List.Choices[^1].Value);
        Assert.True(_desk.IsFixed("web"));
        Assert.False(_desk.IsFixed("douyin_live"));

        _desk.Renew(new MetadataCatalog { ChoiceLists = new Dictionary<string, ChoiceListDefinition> { ["source"] = _desk.List } });
        Assert.True(_desk.IsFixed("douyin_live"));
    }

    [Fact]
    public void The_letters_of_a_name_are_undone_at_once_and_what_else_a_choice_says_is_kept()
    {
        foreach (var name in (string[])["广", "广点", "广点通"])
            _desk.Do(new ChoiceChange(_desk.List.Choices.Replaced(1, _desk.List.Choices[1].Named("zh-CN", name)), "1:zh-CN"));
        _desk.Do(new ChoiceChange(_desk.List.Choices.Moved(1, 0)));

        Assert.Equal("广点通", _desk.List.Choices[0].Label.In("zh-CN"));
        Assert.Equal(12, _desk.List.Choices[0].Data!["cost"]);
        _desk.History.Undo();
        _desk.History.Undo();
        Assert.Same(Source, _desk.List);
        Assert.False(_desk.History.CanUndo);
    }

    [Fact]
    public void What_could_not_be_published_is_said_beside_the_choice()
    {
        _desk.Do(new ChoiceChange([.. Source.Choices, new("web", "网页"), new("", "电话"), new("mail", Label.Empty)]));

        Assert.Equal(["twice", null, "twice", "value", "unnamed"], _desk.List.Choices.Select(_desk.Wrong));
    }

    [Fact]
    public void A_list_knows_the_fields_that_use_it_and_the_columns_of_subforms()
    {
        var uses = FormGraph.ToJson(new ChoiceSettings { List = "source" });
        var form = NewForm.For("lead", "crm", new Label("线索", "Lead"));
        form = form with
        {
            Fields =
            [
                .. form.Fields,
                new FieldDefinition { Key = "source", Type = "choice", Label = "来源", Settings = uses },
                new FieldDefinition { Key = "own", Type = "choice", Label = "自己的", Settings = FormGraph.ToJson(new ChoiceSettings { Choices = Source.Choices }) },
                new FieldDefinition { Key = "touches", Type = "subform", Label = "触点", Settings = FormGraph.ToJson(new SubformSettings { Fields = [new FieldDefinition { Key = "via", Type = "choices", Label = "渠道", Settings = uses }] }) },
            ],
        };
        var compiled = DraftCompiler.Compile(Catalog, form);
        Assert.Empty(compiled.Errors);
        var catalog = Catalog.With(compiled.Form);

        _desk.Renew(catalog);

        Assert.Equal(["source", "touches.via"], _desk.Uses.Select(use => use.Column is { } column ? $"{use.Field.Key}.{column.Key}" : use.Field.Key));
        Assert.Equal(2, ChoiceUses.Counts(catalog)["source"]);
        Assert.Equal(["web", "ads"], compiled.Form["source"]!.Choices.Select(choice => choice.Value));
    }
}
