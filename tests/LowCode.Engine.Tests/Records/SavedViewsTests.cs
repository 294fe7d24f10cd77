using LowCode.Catalog;
using LowCode.Forms;
using LowCode.People;

namespace LowCode.Records;

public sealed class SavedViewsTests : IDisposable
{
    private const string Deal = """
        {"key":"deal","app":"app","fields":[
          {"key":"name","type":"text"},{"key":"secret","type":"number"},{"key":"amount","type":"number"},{"key":"due","type":"date"},
          {"key":"stage","type":"choice","settings":{"choices":[{"value":"new","label":"New"},{"value":"won","label":"Won"}]}}],
         "views":[{"key":"all","label":"All","isDefault":true},{"key":"bosses","label":"Bosses","roles":["boss"],"filter":"secret > 1"}]}
        """;

    private readonly RecordWorld _world = new();
    private readonly SavedViews _views;

    public SavedViewsTests()
    {
        _world.Publish((DefinitionKind.Form, Deal),
            (DefinitionKind.Group, """{"key":"reps","form":"deal","members":{"roles":["rep"]},"actions":["view","edit"],"fields":{"secret":"hidden"}}"""),
            (DefinitionKind.Group, """{"key":"bosses","form":"deal","members":{"roles":["boss"]},"actions":["view","edit","shareViews"]}"""));
        _views = new SavedViews(_world.Workspace);
    }

    public void Dispose() => _world.Dispose();

    [Fact]
    public void A_person_has_the_provided_views_the_shared_ones_and_then_their_own()
    {
        Save(_world.Rep, new ViewDefinition { Key = "mine", Label = "Mine" });
        Save(_world.Boss, new ViewDefinition { Key = "team", Label = "Team" }, shared: true);
        Save(_world.Other, new ViewDefinition { Key = "theirs", Label = "Theirs" });

        Assert.Equal(["all", "team", "mine"], Keys(_world.Rep));
        Assert.Equal(["all", "bosses", "team"], Keys(_world.Boss));
    }

    [Fact]
    public void Only_who_may_share_makes_views_for_others()
    {
        var refused = Try(_world.Rep, new SavedView(0, 0, "deal", true, new ViewDefinition { Key = "x" }));

        Assert.Equal("views.share.forbidden", refused.Refusal?.Errors[0].Code);
        Assert.True(_views.MayShare(_world.Boss, "deal"));
        Assert.False(_views.MayShare(_world.Rep, "deal"));
        Assert.Equal(["all"], Keys(_world.Rep));
    }

    [Fact]
    public void A_shared_view_of_a_role_is_seen_by_that_role()
    {
        Save(_world.Boss, new ViewDefinition { Key = "reps", Roles = ["rep"], IsDefault = true }, shared: true);
        Save(_world.Boss, new ViewDefinition { Key = "chiefs", Roles = ["boss"] }, shared: true);

        Assert.Equal(["all", "reps"], Keys(_world.Rep));
        Assert.Equal("reps", SavedViews.First(_world.Rep, _views.Tabs(_world.Rep, "deal").Value)?.View.Key);
        Assert.Contains("chiefs", Keys(_world.Admin));
    }

    [Fact]
    public void Ones_own_start_view_comes_before_that_of_the_role_and_of_the_form()
    {
        Save(_world.Boss, new ViewDefinition { Key = "reps", Roles = ["rep"], IsDefault = true }, shared: true);
        Save(_world.Rep, new ViewDefinition { Key = "mine", IsDefault = true });

        Assert.Equal("mine", SavedViews.First(_world.Rep, _views.Tabs(_world.Rep, "deal").Value)?.View.Key);
        Assert.Equal("all", SavedViews.First(_world.Boss, _views.Tabs(_world.Boss, "deal").Value)?.View.Key);
    }

    [Fact]
    public void A_shared_view_with_a_provided_key_stands_in_for_it_until_it_is_deleted()
    {
        var saved = Save(_world.Boss, new ViewDefinition { Key = "bosses", Label = "Ours", Filter = "secret > 1", Roles = ["boss"] }, shared: true);

        Assert.Equal(["all", "bosses"], Keys(_world.Boss));
        Assert.Equal(saved.Id, _views.Tabs(_world.Boss, "deal").Value[1].Id);
        _ = Delete(_world.Boss, saved).Value;
        Assert.Equal(0, _views.Tabs(_world.Boss, "deal").Value[1].Id);
    }

    [Fact]
    public void Nobody_changes_the_views_of_others()
    {
        var mine = Save(_world.Rep, new ViewDefinition { Key = "mine" });
        var team = Save(_world.Boss, new ViewDefinition { Key = "team" }, shared: true);

        Assert.Equal("views.unknown", Delete(_world.Boss, mine).Refusal?.Errors[0].Code);
        Assert.Equal("views.unknown", Delete(_world.Rep, team).Refusal?.Errors[0].Code);
        Assert.Equal("views.unknown", Arrange(_world.Rep, mine, team).Refusal?.Errors[0].Code);
        Assert.Equal("views.unknown", Try(_world.Rep, team with { Shared = false }).Refusal?.Errors[0].Code);
    }

    [Fact]
    public void Views_take_the_order_that_people_give_them()
    {
        var one = Save(_world.Rep, new ViewDefinition { Key = "one" });
        var two = Save(_world.Rep, new ViewDefinition { Key = "two" });

        _ = Arrange(_world.Rep, two, one).Value;
        var three = Save(_world.Rep, new ViewDefinition { Key = "three" });

        Assert.Equal(["all", "two", "one", "three"], Keys(_world.Rep));
        Assert.Equal(three.Id, _views.Tabs(_world.Rep, "deal").Value[^1].Id);
    }

    [Theory]
    [InlineData("""{"key":"x","filter":"secret > 1"}""")]
    [InlineData("""{"key":"x","groupBy":[{"field":"secret"}]}""")]
    [InlineData("""{"key":"x","totals":{"secret":"sum"}}""")]
    [InlineData("""{"key":"x","quickFilters":["secret"]}""")]
    [InlineData("""{"key":"x","kind":"kanban","settings":{"columnsBy":"stage","sum":"secret"}}""")]
    [InlineData("""{"key":"x","kind":"calendar","settings":{"start":"due","color":"secret"}}""")]
    public void A_view_can_not_ask_for_what_its_author_does_not_see(string json)
    {
        var errors = new List<Error>();
        var view = DefinitionJson.Read<ViewDefinition>(json, "", errors)!;

        Assert.Empty(errors);
        Assert.False(Try(_world.Rep, new SavedView(0, 0, "deal", false, view)).Ok);
        Assert.Equal(!json.Contains("color"), Try(_world.Boss, new SavedView(0, 0, "deal", false, view)).Ok);
    }

    [Fact]
    public void A_kind_of_a_newer_version_is_published_kept_and_written_back()
    {
        const string View = """{"key":"plan","kind":"gantt","settings":{"bars":{"from":"due"},"zoom":3}}""";
        _world.Publish((DefinitionKind.Form, Deal.Replace("\"views\":[", $"\"views\":[{View},", StringComparison.Ordinal)));

        var plan = _views.Tabs(_world.Admin, "deal").Value[0].View;

        Assert.Equal("gantt", plan.Kind);
        Assert.DoesNotContain(plan.Kind, ViewKinds.All);
        Assert.Equal(View, DefinitionJson.Write(plan));
    }

    [Theory]
    [InlineData("""{"key":"x","kind":"kanban"}""", "views[0].settings")]
    [InlineData("""{"key":"x","kind":"kanban","settings":{"columnsBy":"amount"}}""", "views[0].settings.columnsBy")]
    [InlineData("""{"key":"x","kind":"calendar","settings":{"start":"stage"}}""", "views[0].settings.start")]
    [InlineData("""{"key":"x","totals":{"name":"sum"}}""", "views[0].totals.name")]
    [InlineData("""{"key":"x","groupBy":[{"field":"name"},{"field":"stage"},{"field":"due","unit":"month"}]}""", "views[0].groupBy")]
    public void Publishing_tells_what_a_view_lacks(string view, string path)
    {
        var refused = _world.TryPublish((DefinitionKind.Form, Deal.Replace("\"views\":[", $"\"views\":[{view},", StringComparison.Ordinal)));

        Assert.Contains(refused.Refusal!.Errors, error => error.Path?.EndsWith(path, StringComparison.Ordinal) == true);
    }

    private SavedView Save(Caller caller, ViewDefinition view, bool shared = false) => Try(caller, new SavedView(0, 0, "deal", shared, view)).Value;

    private Outcome<SavedView> Try(Caller caller, SavedView view) => _views.SaveAsync(caller, view).Result;

    private Outcome<Nothing> Delete(Caller caller, SavedView view) => _views.DeleteAsync(caller, view.Id).Result;

    private Outcome<Nothing> Arrange(Caller caller, params SavedView[] views) => _views.ArrangeAsync(caller, [.. views.Select(view => view.Id)]).Result;

    private IEnumerable<string> Keys(Caller caller) => _views.Tabs(caller, "deal").Value.Select(view => view.View.Key);
}
