namespace LowCode.People;

public class PeopleDirectoryTests
{
    private static readonly PeopleDirectory Directory = new(
        [Person(1, 10), Person(2, 11), Person(3, 12, manager: 1), Person(4, 11, active: false), Person(5, 13)],
        [new(10, null, "Top", 1, 0), new(11, 10, "Middle", 2, 0), new(12, 11, "Low", 4, 0), new(13, 12, "Lowest", null, 0)]);

    private static User Person(long id, long department, long? manager = null, bool active = true) =>
        new(id, $"{id}@example.com", $"P{id}", [department], [], false, active, manager, "");

    [Fact]
    public void A_manager_is_the_one_named_else_the_next_active_head_above()
    {
        Assert.Equal(1, Directory.ManagerOf(3)?.Id);
        Assert.Equal(2, Directory.ManagerOf(5)?.Id);
        Assert.Equal(1, Directory.ManagerOf(2)?.Id);
        Assert.Null(Directory.ManagerOf(1));
    }

    [Fact]
    public void Departments_are_walked_down_and_up()
    {
        Assert.Equal([11, 12, 13], Directory.WithChildren(11).Order());
        Assert.Equal([12L, 11L, 10L], Directory.WithParents(12));
    }

    [Fact]
    public void A_caller_belongs_to_what_is_above_and_oversees_what_is_below()
    {
        var caller = Caller.For(Directory.User(2)!, Directory, Source.Api, TimeZoneInfo.Utc, "en");

        Assert.Equal([11, 12, 13], caller.DepartmentsWithChildren.Order());
        Assert.Equal([10, 11], caller.DepartmentsWithParents.Order());
    }
}
