using LowCode.Designer.Flows;
using LowCode.Flows;

namespace LowCode.Designer.Tests.Flows;

/// <summary>The simple view: whatever is done in it, the flow stays sound.</summary>
public class SoundStepsTests
{
    // What a person still has to fill in; everything else would be a broken shape.
    private static readonly string[] ToFillIn = ["flows.check.assignees", "flows.check.edge.condition", "flows.check.edge.label", "flows.check.timer", "flows.check.cc", "flows.check.auto"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Any_steps_added_and_removed_leave_a_sound_shape(int seed)
    {
        var random = new Random(seed);
        var editing = new FlowEditing(NewFlow.For("leave", "leave_request", new Label("请假", "Leave")));
        for (var i = 0; i < 60; i++)
        {
            var before = editing.Flow;
            var edge = before.Edges[random.Next(before.Edges.Count)];
            var node = before.Nodes[random.Next(before.Nodes.Count)];
            var kinds = SoundSteps.On(before, edge);
            switch (random.Next(7))
            {
                case 6 when FlowOutline.Of(before).OfType<OutlineBranching>().FirstOrDefault(step => step.Meets is not null) is { } behind && before.Nodes.Count < 40:
                    editing.Do(new InsertBehind(behind.Gateway.Id, behind.Meets!, InsertBehind.Kinds[random.Next(InsertBehind.Kinds.Count)]));
                    break;
                case < 3 when before.Nodes.Count < 40:
                    editing.Do(new InsertNode(edge.Id, kinds[random.Next(kinds.Count)]));
                    break;
                case 3 when node is ExclusiveNode or ForkNode:
                    editing.Do(new AddWay(node.Id));
                    break;
                case 4:
                    editing.Do(new RemoveStep(node.Id));
                    break;
                default:
                    editing.Do(new RemoveWay(edge.Id));
                    break;
            }
            var wrong = FlowChecker.Check(editing.Flow, null).Where(problem => problem.IsError).Select(problem => problem.ToError(editing.Flow).Code).Except(ToFillIn).ToList();
            Assert.True(wrong.Count == 0, $"step {i}: {string.Join(", ", wrong)}\n{FlowJson.Write(before)}\n->\n{FlowJson.Write(editing.Flow)}");
            Assert.Equal(editing.Flow.Nodes.Select(each => each.Id).Order(), Drawn(FlowOutline.Of(editing.Flow)).Order());
        }
    }

    [Fact]
    public void Branches_stand_side_by_side_and_meet_again()
    {
        var editing = new FlowEditing(NewFlow.For("leave", "leave_request", Label.Empty));
        editing.Do(new InsertNode("e1", "exclusive"));

        var outline = FlowOutline.Of(editing.Flow);

        Assert.Equal(["start", "exclusive1", "approve1", "end"], outline.SelectMany(step => Drawn([step]).Take(1)));
        var branching = Assert.IsType<OutlineBranching>(outline[1]);
        Assert.Empty(branching.Branches[0].Steps);
        Assert.Equal("approve2", Assert.IsType<OutlineNode>(Assert.Single(branching.Branches[1].Steps)).Node.Id);
    }

    [Fact]
    public void A_way_that_leads_back_is_told_as_a_jump()
    {
        var editing = new FlowEditing(NewFlow.For("leave", "leave_request", Label.Empty));
        editing.Do(new InsertNode("e2", "exclusive"));
        var back = editing.Flow.Ways("exclusive1").Single(way => !way.IsDefault);
        editing.Do(new RemoveStep(back.To));
        editing.Do(new Connect("exclusive1", "approve1"));

        var branching = FlowOutline.Of(editing.Flow).OfType<OutlineBranching>().Single();

        Assert.Contains(branching.Branches, branch => branch.Steps is [OutlineJump { Goal: "approve1" }]);
    }

    [Fact]
    public void Conditions_inside_conditions_come_together_at_one_step()
    {
        var editing = new FlowEditing(NewFlow.For("leave", "leave_request", Label.Empty));
        editing.Do(new InsertNode("e1", "exclusive"));
        editing.Do(new InsertNode(editing.Flow.Ways("exclusive1").Single(way => way.IsDefault).Id, "exclusive"));

        var outer = FlowOutline.Of(editing.Flow).OfType<OutlineBranching>().Single();

        Assert.Equal("approve1", outer.Meets);
        var inner = Assert.Single(outer.Branches[0].Steps.OfType<OutlineBranching>());
        Assert.Equal("approve1", inner.Meets);
        Assert.DoesNotContain(FlowOutline.Of(editing.Flow), step => step is OutlineJump);
        Assert.All(inner.Branches, branch => Assert.False(branch.IsOver));
    }

    [Fact]
    public void A_gateway_left_with_one_way_goes_and_its_join_with_it()
    {
        var editing = new FlowEditing(NewFlow.For("leave", "leave_request", Label.Empty));
        editing.Do(new InsertNode("e2", "fork"));

        editing.Do(new RemoveWay(editing.Flow.Ways("fork1")[0].Id));

        Assert.Equal(["approve1", "approve3", "end", "start"], editing.Flow.Nodes.Select(node => node.Id).Order());
        editing.History.Undo();
        Assert.IsType<RemoveWay>(editing.History.Redoes);
        Assert.Equal(2, editing.Flow.Ways("fork1").Count);
    }

    [Fact]
    public void The_first_layout_is_nothing_to_save_or_undo()
    {
        var editing = new FlowEditing(NewFlow.For("leave", "leave_request", Label.Empty));
        var revision = editing.History.Revision;

        editing.Handle(new FlowGesture.LaidOut(new Dictionary<string, FlowPosition> { ["start"] = new(5, 5) }, First: true));

        Assert.Equal(5, editing.Flow.FindNode("start")!.Position!.X);
        Assert.Equal(revision, editing.History.Revision);
        Assert.False(editing.History.CanUndo);
    }

    private static IEnumerable<string> Drawn(IEnumerable<OutlineStep> steps) => steps.SelectMany(step => step switch
    {
        OutlineNode one => [one.Node.Id],
        OutlineBranching branching => branching.Branches.SelectMany(branch => Drawn(branch.Steps)).Prepend(branching.Gateway.Id),
        _ => Enumerable.Empty<string>(),
    });
}
