using LowCode.Catalog;
using LowCode.Notifications;

namespace LowCode.Flows.Running;

public class SayingTests
{
    private const string Own = """{"key":"all_request","form":"request","label":"All","members":{"everyone":true},"rows":"owner == $user","actions":["view","create","edit"]}""";

    [Fact]
    public async Task Words_decide_nothing_and_are_told_only_to_those_who_may_read_them()
    {
        using var world = await FlowWorld.With(Draw.Line(Draw.Vote("boss", 3)));
        await world.Publish([new(DefinitionKind.Group, "all_request", Own)]);
        var started = await world.Start();

        await world.Do(3, new Say(started.InstanceId, "Ask @2, not @7", [2, 7, FlowWorld.Admin]));

        Assert.Equal(TaskState.Open, world.Task(started.InstanceId, 3).State);
        Assert.Equal([2L, FlowWorld.Admin], new[] { 2L, 7L, FlowWorld.Admin }.Where(user => world.Inbox.List(world.As(user)).Value.Any(item => item.Kind == NotificationKinds.FlowCommented)));
    }
}
