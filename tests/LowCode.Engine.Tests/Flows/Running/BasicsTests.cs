using LowCode.Forms;

namespace LowCode.Flows.Running;

public class BasicsTests
{
    [Fact]
    public async Task A_line_goes_from_start_through_an_approval_to_its_end()
    {
        using var world = await FlowWorld.With(Draw.Line(Draw.Vote("boss", 3)));

        var started = await world.Start();
        Assert.Equal(["boss"], started.Nodes);
        var ended = await world.Do(3, new Approve(world.Task(started.InstanceId, 3).Id, "fine"));

        Assert.Equal("completed", ended.State);
        var state = world.State(started.InstanceId);
        Assert.Equal("fine", state.Tasks.All.Last().Comment);
        Assert.Equal("completed", world.Field(state.Instance.RecordId, SystemFields.Keys[SystemFields.FlowState]).AsText);
    }

    [Fact]
    public async Task A_rejection_ends_the_flow()
    {
        using var world = await FlowWorld.With(Draw.Line(Draw.Vote("boss", 3)));
        var started = await world.Start();

        var ended = await world.Do(3, new Reject(world.Task(started.InstanceId, 3).Id));

        Assert.Equal("rejected", ended.State);
    }
}
