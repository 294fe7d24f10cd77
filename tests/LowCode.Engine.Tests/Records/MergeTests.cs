using System.Collections.Immutable;
using LowCode.Catalog;

namespace LowCode.Records;

/// <summary>Two people change one record: what merges by itself, and what is asked.</summary>
public sealed class MergeTests : IDisposable
{
    private const string Deal = """
        {"key":"deal","app":"app","titleField":"name","fields":[
          {"key":"name","type":"text"},{"key":"amount","type":"number"},{"key":"note","type":"text"},{"key":"secret","type":"text"},
          {"key":"items","type":"subform","settings":{"fields":[{"key":"product","type":"text"},{"key":"price","type":"number"},{"key":"twice","type":"formula","computed":"price * 2"}]}}]}
        """;

    private const string Reps = """
        {"key":"reps","app":"app","form":"deal","members":{"roles":["rep"]},"actions":["view","create","edit"],"otherFields":"editable","fields":{"secret":"hidden"}}
        """;

    private readonly RecordWorld _world = new();
    private readonly long _id;

    public MergeTests()
    {
        _world.Publish((DefinitionKind.Form, Deal), (DefinitionKind.Group, Reps));
        _id = _world.New(_world.Admin, "deal", """{"name":"Acme","amount":1,"note":"n","items":[{"product":"Pen","price":1},{"product":"Ink","price":2},{"product":"Cap","price":3}]}""");
    }

    public void Dispose() => _world.Dispose();

    [Fact]
    public void Fields_that_only_one_side_changed_merge_by_themselves()
    {
        Theirs("""{"note":"theirs"}""");

        var merge = Merge("""{"amount":5,"note":"n"}""");
        Save(merge);

        Assert.Empty(merge.Conflicts);
        Assert.Equal(("theirs", 5m), (_world.Get("deal", _id, "note").AsText, _world.Get("deal", _id, "amount").AsNumber));
    }

    [Theory]
    [InlineData(true, 9)]
    [InlineData(false, 5)]
    public void A_field_that_both_changed_is_asked_with_who_and_when(bool theirs, int expected)
    {
        Theirs("""{"amount":7}""");
        Theirs("""{"amount":9}""", by: 3);

        var merge = Merge("""{"amount":5}""");
        var conflict = Assert.Single(merge.Conflicts);
        Save(merge, theirs ? "amount" : "");

        Assert.Equal((1m, 9m, 5m, 3L), (conflict.Change.Before.AsNumber, conflict.Theirs.AsNumber, conflict.Mine.AsNumber, conflict.Change.By));
        Assert.Equal(expected, _world.Get("deal", _id, "amount").AsNumber);
    }

    [Fact]
    public void The_same_value_from_both_sides_is_no_conflict()
    {
        Theirs("""{"amount":7}""");

        Assert.Empty(Merge("""{"amount":7}""").Conflicts);
    }

    [Fact]
    public void Cells_of_one_row_and_added_rows_of_both_sides_merge()
    {
        var rows = Rows();
        Theirs($$"""{"items":[{"id":{{rows[0]}},"price":10},{"id":{{rows[1]}}},{"id":{{rows[2]}}},{"product":"Theirs"}]}""");

        var merge = Merge($$"""{"items":[{"id":{{rows[0]}},"product":"Pencil","price":1},{"id":{{rows[1]}},"product":"Ink","price":2},{"product":"Mine"}]}""");
        Save(merge);

        Assert.Empty(merge.Conflicts);
        Assert.Equal(["Pencil 10", "Ink 2", "Mine ", "Theirs "], Shown());
    }

    [Theory]
    [InlineData(false, "Pen 5")]
    [InlineData(true, "Pen 10")]
    public void A_cell_that_both_changed_is_asked_as_a_row(bool theirs, string expected)
    {
        var rows = Rows();
        Theirs($$"""{"items":[{"id":{{rows[0]}},"price":10},{"id":{{rows[1]}}},{"id":{{rows[2]}}}]}""");

        var merge = Merge($$"""{"items":[{"id":{{rows[0]}},"product":"Pen","price":5},{"id":{{rows[1]}}},{"id":{{rows[2]}}}]}""");
        var conflict = Assert.Single(merge.Conflicts);
        Save(merge, theirs ? conflict.Path : "");

        Assert.Equal(expected, Shown()[0]);
    }

    [Theory]
    [InlineData(false, 2)]
    [InlineData(true, 3)]
    public void A_row_that_I_deleted_and_they_changed_is_asked(bool theirs, int left)
    {
        var rows = Rows();
        Theirs($$"""{"items":[{"id":{{rows[0]}},"price":10},{"id":{{rows[1]}}},{"id":{{rows[2]}}}]}""");

        var merge = Merge($$"""{"items":[{"id":{{rows[1]}}},{"id":{{rows[2]}}}]}""");
        var conflict = Assert.Single(merge.Conflicts);
        Save(merge, theirs ? conflict.Path : "");

        Assert.True(conflict.Mine.IsNull);
        Assert.Equal(left, Shown().Count);
    }

    [Theory]
    [InlineData(false, 3)]
    [InlineData(true, 2)]
    public void A_row_that_they_deleted_and_I_changed_is_asked(bool theirs, int left)
    {
        var rows = Rows();
        Theirs($$"""{"items":[{"id":{{rows[1]}}},{"id":{{rows[2]}}}]}""");

        var merge = Merge($$"""{"items":[{"id":{{rows[0]}},"product":"Pen","price":5},{"id":{{rows[1]}}},{"id":{{rows[2]}}}]}""");
        var conflict = Assert.Single(merge.Conflicts);
        Save(merge, theirs ? conflict.Path : "");

        Assert.True(conflict.Theirs.IsNull);
        Assert.Equal(left, Shown().Count);
    }

    [Fact]
    public void What_the_person_may_not_see_is_not_told()
    {
        var rep = _world.New(_world.Rep, "deal", """{"name":"Own"}""");
        _world.Save(_world.Admin, "deal", """{"secret":"x","note":"y"}""", rep);

        var meanwhile = new RecordMeanwhile(_world.Workspace, _world.Reader).Since(_world.Rep, "deal", rep, 1).Value;

        Assert.Equal(["note"], meanwhile.Changes.Select(change => change.Field.Key));
    }

    private void Theirs(string json, long by = 1) => Assert.True(_world.Save(_world.As(by), "deal", json, _id).Ok);

    private RecordMerge Merge(string mine) => new(_world.Workspace.Catalog.Form("deal"), _world.Edits("deal", mine), new RecordMeanwhile(_world.Workspace, _world.Reader).Since(_world.Admin, "deal", _id, 1).Value);

    private void Save(RecordMerge merge, params string[] theirs) =>
        _ = _world.Saver.SaveAsync(_world.Admin, new SaveRequest { Form = "deal", Id = _id, Edits = merge.Resolve(theirs.ToImmutableHashSet()) }).Result.Value;

    private List<long> Rows() => [.. _world.Get("deal", _id, "items").AsRows.Select(row => row.Id)];

    private List<string> Shown() => [.. _world.Get("deal", _id, "items").AsRows.Select(row => $"{row.Values[0].AsText} {row.Values[1]}")];
}
