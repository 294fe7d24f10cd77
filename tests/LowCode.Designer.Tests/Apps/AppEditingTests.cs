using LowCode.Designer.Apps;
using LowCode.Designer.Editing;
using LowCode.Designer.Flows;
using LowCode.Designer.Tests.Analytics;
using LowCode.Forms;
using LowCode.Ui.Localization;

namespace LowCode.Designer.Tests.Apps;

public class AppEditingTests
{
    private static readonly MenuItem Deal = new("deal"), Customer = new("customer"), Sales = new(Dashboard: "sales");

    [Fact]
    public void An_entry_goes_to_the_place_where_it_is_dropped()
    {
        var editing = Open([Sales], [Deal, Customer]);

        editing.Do(new MoveEntry(Deal, 0, 0));
        Assert.Equal("deal sales | customer", Said(editing));
        editing.Do(new MoveEntry(Deal, 0, 1));
        Assert.Equal("sales deal | customer", Said(editing));
        editing.Do(new MoveEntry(new MenuItem("note"), 1, int.MaxValue));
        Assert.Equal("sales deal | customer note", Said(editing));
        Assert.Equal("form:note", editing.Picked);
    }

    [Fact]
    public void An_entry_that_is_dropped_where_it_was_leaves_nothing_to_undo()
    {
        var editing = Open([Sales, Deal], []);

        editing.Do(new MoveEntry(Deal, 0, 1));
        editing.Do(new MoveGroup(0, 0));
        editing.Do(new RemoveEntry(new MenuItem("note")));
        editing.Do(new MoveEntry(Deal, 7, 0));

        Assert.False(editing.History.CanUndo);
        Assert.Equal("sales deal | ", Said(editing));
    }

    [Fact]
    public void Keys_walk_an_entry_through_its_group_and_into_the_next()
    {
        var editing = Open([Sales, Deal], [Customer]);

        var seen = new List<string>();
        foreach (var key in (MenuKey[])[MenuKey.Down, MenuKey.Down, MenuKey.Down, MenuKey.Up, MenuKey.Up])
        {
            editing.Press("form:deal", key);
            seen.Add(Said(editing));
        }

        Assert.Equal(["sales | deal customer", "sales | customer deal", "sales | customer deal", "sales | deal customer", "sales deal | customer"], seen);
    }

    [Fact]
    public void Delete_puts_an_entry_with_the_rest_and_up_brings_it_back()
    {
        var desk = new AppDesk(new AppDefinition { Key = "crm", Menu = [Group(Deal, Customer)] }, SalesForms.Catalog);
        Assert.Equal(["note"], desk.Rest.Select(item => item.Form));

        desk.Editing.Press("form:deal", MenuKey.Delete);
        Assert.Equal(["deal", "note"], desk.Rest.Select(item => item.Form));
        desk.Editing.Press("form:deal", MenuKey.Up);

        Assert.Equal("customer deal", Said(desk.Editing));
    }

    [Fact]
    public void A_new_group_is_named_next_and_what_a_deleted_one_held_follows_with_the_rest()
    {
        var desk = new AppDesk(new AppDefinition { Key = "crm", Menu = [Group(Deal)] }, SalesForms.Catalog);

        desk.Editing.Do(new AddGroup(Customer));
        Assert.Equal("name:1", desk.Editing.Picked);
        desk.Editing.Do(new NameGroup(1, "S"));
        desk.Editing.Do(new NameGroup(1, "Sales"));
        desk.Editing.Do(new MoveGroup(1, 0));
        Assert.Equal("customer | deal", Said(desk.Editing));
        Assert.Equal("Sales", desk.App.Menu[0].Label.In("en"));

        desk.Editing.Press("group:0", MenuKey.Delete);
        Assert.Equal(["customer", "note"], desk.Rest.Select(item => item.Form));

        // The letters of a title are one step.
        for (var i = 0; i < 4; i++) desk.Editing.History.Undo();
        Assert.Equal("deal", Said(desk.Editing));
        Assert.False(desk.Editing.History.CanUndo);
    }

    [Fact]
    public void However_a_menu_is_changed_each_entry_stands_in_it_or_in_the_rest_once()
    {
        var catalog = SalesForms.Catalog;
        MenuItem[] all = [.. catalog.Forms.Keys.Select(key => new MenuItem(key))];
        for (var seed = 1; seed <= 40; seed++)
        {
            var random = new Random(seed);
            // A menu written by hand may name an entry twice.
            var desk = new AppDesk(new AppDefinition { Key = "crm", Menu = [Group(Deal, Customer), Group(Deal), Group()] }, catalog);
            for (var step = 0; step < 60; step++)
            {
                var (entry, groups) = (all[random.Next(all.Length)], desk.App.Menu.Count);
                if (random.Next(4) == 0) desk.Editing.Press(random.Next(2) == 0 ? MenuIds.Of(entry) : MenuIds.Group(random.Next(-1, groups + 1)), (MenuKey)random.Next(3));
                else desk.Editing.Do(Some(random, entry, groups));
                if (random.Next(5) == 0) desk.Editing.History.Undo();

                Assert.Equal(all.Select(item => item.Form).Order(), desk.App.Menu.SelectMany(group => group.Items).Concat(desk.Rest).Select(item => item.Form).Order());
            }
            while (desk.Editing.History.CanUndo) desk.Editing.History.Undo();
            Assert.Equal("deal customer |  | ", Said(desk.Editing));
        }
    }

    [Fact]
    public void What_is_there_no_more_is_said()
    {
        var desk = new AppDesk(new AppDefinition { Key = "crm", Menu = [Group(Deal, new("gone"), new(Dashboard: "lost"))] }, SalesForms.Catalog);

        Assert.Equal(["gone", "lost"], desk.Gone.Select(desk.NameOf));
    }

    [Fact]
    public void Every_icon_that_can_be_picked_has_a_name_of_its_own()
    {
        var texts = new TextCatalog(typeof(Texts).Assembly, typeof(FlowDesk).Assembly);

        Assert.All(PickableIcons.All, icon => Assert.True(texts.Knows($"icon.{icon}"), icon));
        foreach (var language in (string[])["zh-CN", "en"])
            Assert.Equal(PickableIcons.All.Count, PickableIcons.All.Select(icon => texts.Find($"icon.{icon}", language)).Distinct().Count());
    }

    [Fact]
    public void Every_step_that_can_be_undone_has_a_name()
    {
        var texts = new TextCatalog(typeof(Texts).Assembly, typeof(FlowDesk).Assembly);
        IEdit<AppDefinition>[] edits = [new MoveEntry(Deal, 0, 0), new RemoveEntry(Deal), new AddGroup(), new MoveGroup(0, 0), new RemoveGroup(0), new NameGroup(0, "x"), .. ((string[])["label", "description", "icon", "color"]).Select(property => new SetApp(property, new AppDefinition { Key = "crm" }))];

        Assert.All(edits, edit => Assert.True(texts.Knows($"appDesigner.step.{edit.Step}"), edit.Step));
    }

    private static IEdit<AppDefinition> Some(Random random, MenuItem entry, int groups) => random.Next(5) switch
    {
        0 => new RemoveEntry(entry),
        1 => new AddGroup(random.Next(2) == 0 ? entry : null),
        2 => new MoveGroup(random.Next(-1, groups + 1), random.Next(-1, groups + 1)),
        3 => new RemoveGroup(random.Next(-1, groups + 1)),
        _ => new MoveEntry(entry, random.Next(-1, groups + 1), random.Next(-1, 4)),
    };

    private static AppEditing Open(params MenuItem[][] groups) => new(new AppDefinition { Key = "crm", Menu = [.. groups.Select(Group)] });

    private static MenuGroup Group(params MenuItem[] items) => new(Label.Empty, items);

    private static string Said(AppEditing editing) => string.Join(" | ", editing.App.Menu.Select(group => string.Join(" ", group.Items.Select(item => item.Form ?? item.Dashboard))));
}
