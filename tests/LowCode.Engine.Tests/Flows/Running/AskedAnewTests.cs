using LowCode.Catalog;
using LowCode.Expressions;

namespace LowCode.Flows.Running;

public class AskedAnewTests
{
    private static readonly FlowDefinition Flow = Draw.Line(Draw.Work("hand", 3) with { Fields = new Dictionary<string, FieldRight> { ["amount"] = FieldRight.Anew } });

    [Fact]
    public async Task What_the_record_holds_already_does_not_count()
    {
        using var world = await FlowWorld.With(Flow);
        var started = await world.Start(values: ("amount", Value.FromNumber(7)));
        var task = world.Task(started.InstanceId, 3);

        var missing = new TaskReader(world.Runner).Task(world.As(3), task.Id).Value.Missing;
        Assert.Equal(["amount"], missing.Select(error => error.Path));
        Assert.Equal("amount", (await world.Refused("flows.field.required", 3, new Submit(task.Id))).Path);
        Assert.Equal("amount", (await world.Refused("flows.field.required", 3, new Submit(task.Id, Values: FlowWorld.Json("""{"amount":null}""")))).Path);
        Assert.Equal(7, world.Field(task.InstanceRecord(world), "amount").AsNumber);

        var ended = await world.Do(3, new Submit(task.Id, Values: FlowWorld.Json("""{"amount":7}""")));

        Assert.Equal("completed", ended.State);
    }

    [Fact]
    public async Task Left_empty_beside_a_refusal_it_keeps_what_the_record_holds()
    {
        using var world = await FlowWorld.With(Draw.Line(Draw.Vote("boss", 3) with { Fields = new Dictionary<string, FieldRight> { ["amount"] = FieldRight.Anew } }));
        var started = await world.Start(values: ("amount", Value.FromNumber(7)));
        var task = world.Task(started.InstanceId, 3);

        var ended = await world.Do(3, new Reject(task.Id, Values: FlowWorld.Json("""{"amount":null}""")));

        Assert.Equal("rejected", ended.State);
        Assert.Equal(7, world.Field(task.InstanceRecord(world), "amount").AsNumber);
    }

    [Fact]
    public async Task What_the_form_closes_for_a_record_is_not_asked_for()
    {
        using var world = await FlowWorld.With(Draw.Line(Draw.Work("hand", 3) with { Fields = new Dictionary<string, FieldRight> { ["note"] = FieldRight.Required } }));
        await world.Publish(new DefinitionChange(DefinitionKind.Form, "request", FlowWorld.Request.Replace("\"key\":\"note\"", "\"key\":\"note\",\"readOnlyWhen\":\"amount > 1000\"", StringComparison.Ordinal)));
        var small = await world.Start(values: ("amount", Value.FromNumber(7)));
        var large = await world.Start(values: ("amount", Value.FromNumber(7000)));

        Assert.Equal("note", (await world.Refused("flows.field.required", 3, new Submit(world.Task(small.InstanceId, 3).Id))).Path);
        Assert.Empty(new TaskReader(world.Runner).Task(world.As(3), world.Task(large.InstanceId, 3).Id).Value.Missing);
        Assert.Equal("completed", (await world.Do(3, new Submit(world.Task(large.InstanceId, 3).Id))).State);
    }
}

internal static class TaskRecords
{
    /// <summary>The record that a task is about.</summary>
    public static long InstanceRecord(this FlowTask task, FlowWorld world) => world.State(task.InstanceId).Instance.RecordId;
}
