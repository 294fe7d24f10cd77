using LowCode.Expressions;
using LowCode.Records;
using LowCode.Storage.Units;

namespace LowCode.Storage.Sqlite;

/// <summary>Groups that are gathered by hand instead of sorted by SQLite.</summary>
public sealed class GroupFoldTests
{
    [Theory]
    [InlineData("VALUES ('a', 1), ('b', 2), ('a', 3), (NULL, 4), ('', NULL)", """[["a",4,2],["b",2,1],[null,4,1],["",0,0]]""")]
    [InlineData("VALUES (1, -5), ('1', 5), (1, -5), (-1, 9007199254740993)", """[[1,-10,2],["1",5,1],[-1,9007199254740993,1]]""")]
    [InlineData("SELECT 'a', 1 WHERE 1 = 2", "[]")]
    public void Rows_find_their_group_in_whatever_order_they_come(string rows, string groups) => Assert.Equal(groups, Fold(rows, Folding.Sum));

    [Theory]
    [InlineData("VALUES ('a', 9223372036854775807), ('a', 1)")]
    [InlineData("VALUES ('a', -9223372036854775808), ('a', -1)")]
    [InlineData("VALUES ('a', 1.5)")]
    [InlineData("VALUES ('a', 'b')")]
    [InlineData("VALUES (1.5, 1)")]
    [InlineData("VALUES (x'00', 1)")]
    public void Anything_but_whole_numbers_that_fit_is_left_to_the_database(string rows) => Assert.Null(Fold(rows, Folding.Sum));

    [Fact]
    public void What_is_only_counted_may_be_anything() => Assert.Equal("""[["a",0,3]]""", Fold("VALUES ('a', 'b'), ('a', 1.5), ('a', NULL), ('a', 9)", Folding.Count));

    [Fact]
    public void Rows_are_counted_without_a_column() => Assert.Equal("""[["a",0,2],[null,0,1]]""", Fold("VALUES ('a'), ('a'), (NULL)", Folding.Rows));

    [Fact]
    public void Several_columns_make_a_group_and_do_not_run_together() =>
        Assert.Equal("""[["a","bc",0,1],["ab","c",0,1],["a",null,0,1],[null,"a",0,1]]""", Fold("VALUES ('a', 'bc', 1), ('ab', 'c', 1), ('a', NULL, 1), (NULL, 'a', 1)", Folding.Count, groups: 2));

    [Fact]
    public async Task More_groups_than_are_gathered_are_counted_all_the_same()
    {
        using var test = await new TestWorkspace(SqliteDatabase.InMemory()).PublishForms("""{"key":"deal","app":"test","fields":[{"key":"title","type":"text"},{"key":"amount","type":"number"}]}""");
        var form = test["deal"];
        var (title, amount) = (form["title"]!.Position, form["amount"]!.Position);
        await test.Write(unit =>
        {
            for (var i = 0; i < 2 * (GroupFold.MostGroups + 1); i++)
                unit.Records.Insert(form, test.Values(form, ("title", Value.FromText($"deal {i / 2:D5}")), ("amount", Value.FromNumber(i))));
            return 0;
        });

        var first = test.Read(unit => unit.Records.Aggregate(new AggregateSelect
        {
            Form = form,
            Access = TestWorkspace.Unlimited(form),
            Groups = [new GroupBy(title)],
            Measures = [new Measure(MeasureFunction.Count), new Measure(MeasureFunction.Sum, amount), new Measure(MeasureFunction.Avg, amount)],
            Limit = 10_000,
            Context = new EvaluationContext(),
        }));

        Assert.Equal(GroupFold.MostGroups + 1, first.Count);
        Assert.Equal(["deal 00001", "2", "5", "2.5"], first[1].Select(value => value.ToString()));
    }

    private static string? Fold(string rows, Folding measure, int groups = 1)
    {
        using var database = SqliteDatabase.InMemory();
        return database.Read(unit => ((Unit)unit).Session.Fold($"SELECT * FROM ({rows})", groups, [measure])).Value;
    }
}
