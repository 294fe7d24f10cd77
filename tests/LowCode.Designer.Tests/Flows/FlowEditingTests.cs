using System.Text.Json;
using LowCode.Designer.Flows;
using LowCode.Flows;

namespace LowCode.Designer.Tests.Flows;

public class FlowEditingTests
{
    private readonly FlowEditing _editing = new(NewFlow.For("leave", "leave_request", new Label("请假", "Leave")));

    [Fact]
    public void A_new_flow_can_be_published_as_it_is() => Assert.Empty(FlowChecker.Check(_editing.Flow, null));

    [Fact]
    public void A_node_on_an_edge_pushes_what_is_below_down()
    {
        _editing.Handle(new FlowGesture.Inserted("e2", "handle"));

        Assert.Equal("handle1", _editing.SelectedNode!.Id);
        Assert.Equal("handle1", _editing.Flow.FindEdge("e2")!.To);
        Assert.Equal(["end"], _editing.Flow.Ways("handle1").Select(edge => edge.To));
        Assert.Equal(3 * FlowGraph.Step, _editing.Flow.FindNode("end")!.Position!.Y);
    }

    [Fact]
    public void A_condition_brings_a_second_way_that_meets_the_first()
    {
        _editing.Do(new InsertNode("e2", "exclusive"));

        var ways = _editing.Flow.Ways("exclusive1");
        Assert.Equal([("end", true), ("approve2", false)], ways.Select(way => (way.To, way.IsDefault)));
        Assert.Equal(["flows.check.edge.condition", "flows.check.assignees"], Errors());
    }

    [Fact]
    public void A_parallel_node_brings_its_join_and_two_branches()
    {
        _editing.Do(new InsertNode("e1", "fork"));

        Assert.Equal("join1", Assert.IsType<ForkNode>(_editing.Flow.FindNode("fork1")).Join);
        Assert.Equal(["approve2", "approve3"], _editing.Flow.Ways("fork1").Select(way => way.To));
        Assert.Equal(["flows.check.assignees", "flows.check.assignees"], Errors());
    }

    [Fact]
    public void A_further_way_of_a_gateway_leads_where_the_others_meet()
    {
        _editing.Do(new InsertNode("e1", "exclusive"));
        _editing.Do(new AppendNode("exclusive1", "handle"));
        _editing.Do(new InsertNode("e2", "fork"));
        _editing.Do(new AddWay("fork1"));

        Assert.Equal(["approve1", "approve2", "handle1"], _editing.Flow.Ways("exclusive1").Select(way => way.To));
        Assert.Equal(["approve1"], _editing.Flow.Ways("handle1").Select(way => way.To));
        Assert.Equal(3, _editing.Flow.Ways("fork1").Count);
        Assert.All(_editing.Flow.Ways("fork1"), way => Assert.Equal("join1", _editing.Flow.Ways(way.To)[0].To));
    }

    [Fact]
    public void A_second_edge_of_an_approval_is_its_way_of_rejection_and_of_other_nodes_a_new_direction()
    {
        _editing.Do(new AddNode("end", 400, 0));
        _editing.Do(new Connect("approve1", "end1"));
        _editing.Do(new Connect("start", "end1"));

        Assert.Equal("reject", _editing.Flow.Ways("approve1")[1].Outcome);
        Assert.Equal("end1", Assert.Single(_editing.Flow.Ways("start")).To);
    }

    [Theory]
    [InlineData("approve1", "approve1")]
    [InlineData("approve1", "start")]
    [InlineData("end", "approve1")]
    [InlineData("ghost", "approve1")]
    public void Impossible_edges_are_not_drawn(string from, string to)
    {
        _editing.Do(new Connect(from, to));

        Assert.False(_editing.History.CanUndo);
    }

    [Fact]
    public void Deleting_a_node_joins_what_was_before_and_after_it()
    {
        _editing.Handle(new FlowGesture.Selected(["approve1"]));
        _editing.Press(FlowKey.Delete);

        Assert.Equal(["start", "end"], _editing.Flow.Nodes.Select(node => node.Id));
        Assert.Equal("end", Assert.Single(_editing.Flow.Edges).To);
        Assert.Empty(_editing.History.Selection);
    }

    [Fact]
    public void Deleting_a_fork_takes_its_join_along_and_references_to_it_are_forgotten()
    {
        _editing.Do(new InsertNode("e1", "fork"));
        var approve = (ApproveNode)_editing.Flow.FindNode("approve1")!;
        _editing.Do(new SetNode("return", approve with { Return = new ReturnRule { Targets = ["approve2", "start"] }, Reject = new RejectRule { Action = RejectAction.ToNode, Node = "approve2" } }));
        _editing.Do(new Delete(["fork1", "approve2"]));

        approve = (ApproveNode)_editing.Flow.FindNode("approve1")!;
        Assert.Equal(["start", "approve1", "end", "approve3"], _editing.Flow.Nodes.Select(node => node.Id));
        Assert.Equal("approve1", _editing.Flow.Ways("start")[0].To);
        Assert.Equal(["start"], approve.Return.Targets);
        Assert.Null(approve.Reject.Node);
    }

    [Fact]
    public void The_start_can_not_be_deleted_or_added_twice()
    {
        _editing.Do(new Delete(["start"]));
        _editing.Do(new AddNode("start", 0, 0));

        Assert.Single(_editing.Flow.Nodes.OfType<StartNode>());
        Assert.False(_editing.History.CanUndo);
    }

    [Fact]
    public void Copies_get_ids_of_their_own_and_keep_the_edges_among_them()
    {
        _editing.Do(new InsertNode("e1", "fork"));
        _editing.Handle(new FlowGesture.Selected(["fork1", "approve2", "approve3", "join1", "start"]));
        _editing.Press(FlowKey.Copy);
        _editing.Press(FlowKey.Paste);

        Assert.Equal(["fork2", "approve4", "approve5", "join2"], _editing.History.Selection);
        Assert.Equal("join2", ((ForkNode)_editing.Flow.FindNode("fork2")!).Join);
        Assert.Equal(["approve4", "approve5"], _editing.Flow.Ways("fork2").Select(way => way.To));
        Assert.Equal(_editing.Flow.Edges.Count, _editing.Flow.Edges.Select(edge => edge.Id).Distinct().Count());
    }

    [Fact]
    public void Typing_a_name_is_one_step_and_undo_brings_the_selection_back()
    {
        _editing.Handle(new FlowGesture.Selected(["approve1"]));
        foreach (var text in new[] { "财", "财务", "财务审批" })
            _editing.Do(new SetNode("label", _editing.SelectedNode! with { Label = text }));
        _editing.Handle(new FlowGesture.Selected(["end"]));
        _editing.Press(FlowKey.Undo);

        Assert.Equal("直属上级审批", _editing.SelectedNode!.Label.In("zh-CN"));
        Assert.False(_editing.History.CanUndo);
        _editing.Press(FlowKey.Redo);
        Assert.Equal("财务审批", _editing.Flow.FindNode("approve1")!.Label.In("zh-CN"));
    }

    [Fact]
    public void The_first_layout_is_no_step_and_a_move_to_the_same_place_neither()
    {
        _editing.Handle(new FlowGesture.LaidOut(new Dictionary<string, FlowPosition> { ["end"] = new(5, 5) }, First: true));
        _editing.Handle(new FlowGesture.Moved(new Dictionary<string, FlowPosition> { ["end"] = new(5.2, 5) }));

        Assert.False(_editing.History.CanUndo);
        Assert.Equal(new FlowPosition(5, 5), _editing.Flow.FindNode("end")!.Position);
    }

    [Fact]
    public void Ways_are_reordered_and_one_of_them_is_the_default()
    {
        _editing.Do(new InsertNode("e1", "exclusive"));
        var second = _editing.Flow.Ways("exclusive1")[1];
        _editing.Do(new SetEdge("when", second with { When = "days > 3" }));
        _editing.Do(new MoveWay(second.Id, -1));
        _editing.Do(new SetEdge("default", _editing.Flow.FindEdge(second.Id)! with { IsDefault = true }));

        Assert.Equal([(second.Id, true, null), ("e3", false, null)], _editing.Flow.Ways("exclusive1").Select(way => (way.Id, way.IsDefault, way.When)));
    }

    [Fact]
    public void A_moved_beginning_of_an_edge_keeps_its_id_but_not_its_old_meaning()
    {
        _editing.Do(new InsertNode("e1", "exclusive"));
        _editing.Do(new Reconnect("e3", "approve2", "end"));

        var moved = _editing.Flow.FindEdge("e3")!;
        Assert.Equal(("approve2", "end", false), (moved.From, moved.To, moved.IsDefault));
    }

    [Fact]
    public void Whatever_is_inserted_anywhere_keeps_the_flow_sound_and_can_be_undone_to_the_last_bit()
    {
        string[] kinds = ["approve", "handle", "cc", "exclusive", "fork", "auto", "timer"];
        for (var seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            var editing = new FlowEditing(NewFlow.For("f", "form", "Flow"));
            var before = FlowJson.Write(editing.Flow);
            for (var step = 0; step < 12; step++)
            {
                var edge = editing.Flow.Edges[random.Next(editing.Flow.Edges.Count)];
                var gateways = editing.Flow.Nodes.Where(node => node is ExclusiveNode or ForkNode).ToArray();
                editing.Do(gateways.Length > 0 && random.Next(4) == 0 ? new AddWay(gateways[random.Next(gateways.Length)].Id) : new InsertNode(edge.Id, kinds[random.Next(kinds.Length)]));
            }
            var after = FlowJson.Write(editing.Flow);

            string[] unfinished = ["flows.check.assignees", "flows.check.edge.condition", "flows.check.timer"];
            Assert.DoesNotContain(FlowChecker.Check(editing.Flow, null), problem => problem.IsError && !unfinished.Contains(problem.Rule.Code));
            while (editing.History.CanUndo)
                editing.Press(FlowKey.Undo);
            Assert.Equal(before, FlowJson.Write(editing.Flow));
            while (editing.History.CanRedo)
                editing.Press(FlowKey.Redo);
            Assert.Equal(after, FlowJson.Write(editing.Flow));
        }
    }

    [Theory]
    [InlineData("""{"kind":"select","ids":["end"]}""")]
    [InlineData("""{"kind":"move","places":{"end":{"x":1,"y":2}},"byKey":true}""")]
    [InlineData("""{"kind":"drop","type":"cc","x":1,"y":2}""")]
    [InlineData("""{"kind":"insert","edge":"e1","type":"cc"}""")]
    [InlineData("""{"kind":"press","key":"Copy"}""")]
    public void Gestures_arrive_from_the_script_as_JSON(string json)
    {
        var gesture = JsonSerializer.Deserialize<FlowGesture>(json, JsonSerializerOptions.Web)!;

        _editing.Handle(gesture);

        Assert.NotNull(gesture);
    }

    private IEnumerable<string> Errors() => FlowChecker.Check(_editing.Flow, null).Where(problem => problem.IsError).Select(problem => problem.Rule.Code);
}
