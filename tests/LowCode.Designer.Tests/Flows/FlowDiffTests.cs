using LowCode.Designer.Flows;
using LowCode.Designer.Tests.Localization;
using LowCode.Flows;
using LowCode.Ui.Flows;
using LowCode.Ui.Localization;

namespace LowCode.Designer.Tests.Flows;

public class FlowDiffTests
{
    private static readonly FlowDefinition Old = NewFlow.For("leave", "leave_request", new Label("请假", "Leave"));

    [Fact]
    public void A_version_is_no_different_from_itself_wherever_its_nodes_stand() =>
        Assert.Empty(Between(Old, new MoveNodes(new Dictionary<string, FlowPosition> { ["start"] = new(99, 99) }).Apply(Old).Value));

    [Fact]
    public void A_new_step_its_people_and_a_new_condition_are_told_in_words()
    {
        var approve = (ApproveNode)Old.FindNode("approve1")!;
        var now = new InsertNode("e2", "handle").Apply(Old).Value;
        now = new SetNode("assignees", approve with { Assignees = new AssigneeRule { From = [new FromInitiator()] }, Comment = CommentRule.Required }).Apply(now).Value;

        var told = Between(Old, now);

        Assert.Equal([FlowDifferenceKind.Added, FlowDifferenceKind.Changed, FlowDifferenceKind.Changed], told.Select(difference => difference.Kind));
        Assert.Contains("The initiator", told[1].Text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("comment", told[2].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_changed_condition_says_what_it_was()
    {
        var flow = new InsertNode("e1", "exclusive").Apply(Old).Value;
        var way = flow.Ways("exclusive1").Single(each => !each.IsDefault);
        var was = new SetEdge("when", way with { When = "days > 3" }).Apply(flow).Value;
        var now = new SetEdge("when", way with { When = "days > 5" }).Apply(flow).Value;

        var told = Assert.Single(Between(was, now));

        Assert.Contains("days > 3", told.Text, StringComparison.Ordinal);
        Assert.Contains("days > 5", told.Text, StringComparison.Ordinal);
    }

    private static IReadOnlyList<FlowDifference> Between(FlowDefinition before, FlowDefinition after)
    {
        using var _ = new Culture("en");
        var texts = new Texts(new TextCatalog(typeof(Texts).Assembly, typeof(FlowDesk).Assembly));
        return new FlowDiff(texts, new FlowWords(texts, FlowNames.None)).Between(before, after);
    }
}
