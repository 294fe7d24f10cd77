using System.Runtime.CompilerServices;
using System.Text.Json;
using LowCode.Records;

namespace LowCode.Flows.Running;

/// <summary>
/// Runs the stories in <c>Scenarios/*.json</c>: a flow, a record, steps with what must be true after each. A step either does something as a person
/// (<c>do</c>: start, approve, submit, reject, return, ...), creates a record (<c>create</c>), changes the flowing one (<c>save</c>) or lets time pass (<c>pass</c>).
/// </summary>
public class ScenarioTests
{
    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(Folder(), "*.json").Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Goes_as_told(string file)
    {
        using var story = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Folder(), file)));
        var flow = FlowJson.Read(story.RootElement.GetProperty("flow").GetRawText()).Value;
        using var world = await FlowWorld.With(flow);
        var record = (await Save(world, 2, "request", null, story.RootElement.GetProperty("record"))).Id;
        var instance = 0L;
        foreach (var (step, index) in story.RootElement.GetProperty("steps").EnumerateArray().Select((step, index) => (step, index)))
        {
            var told = $"{file}, step {index + 1}: {step.GetRawText()}";
            try
            {
                instance = await Do(world, flow, record, instance, step);
                Expect(world, record, instance, step);
                world.Check(instance);
            }
            catch (Exception problem)
            {
                throw new Xunit.Sdk.XunitException($"{told}\n{problem.Message}", problem);
            }
        }
    }

    private static async Task<long> Do(FlowWorld world, FlowDefinition flow, long record, long instance, JsonElement step)
    {
        var who = step.TryGetProperty("as", out var user) ? user.GetInt64() : 2;
        if (step.TryGetProperty("pass", out var time))
        {
            Assert.True(Durations.TryParse(time.GetString()!, out var length));
            await world.Pass(length);
        }
        else if (step.TryGetProperty("create", out var form))
        {
            await Save(world, who, form.GetString()!, null, WithReference(step.GetProperty("values"), record));
        }
        else if (step.TryGetProperty("save", out var values))
        {
            await Save(world, who, "request", record, values);
        }
        else if (step.TryGetProperty("refused", out var code))
        {
            await world.Refused(code.GetString()!, who, Command(world, flow, record, instance, who, step));
        }
        else
        {
            return (await world.Do(who, Command(world, flow, record, instance, who, step))).InstanceId;
        }
        return instance;
    }

    private static FlowCommand Command(FlowWorld world, FlowDefinition flow, long record, long instance, long who, JsonElement step)
    {
        var comment = Text(step, "comment");
        var values = step.TryGetProperty("values", out var given) ? given : (JsonElement?)null;
        long Mine() => step.TryGetProperty("node", out var node)
            ? world.State(instance).Tasks.All.Last(task => task.AssigneeId == who && task.NodeId == node.GetString()).Id
            : world.Task(instance, who).Id;
        long[] People() => [.. step.GetProperty("to").EnumerateArray().Select(user => user.GetInt64())];
        return step.GetProperty("do").GetString() switch
        {
            "start" => new StartFlow(flow.Key, record),
            "approve" => new Approve(Mine(), comment, values),
            "submit" => new Submit(Mine(), comment, values),
            "reject" => new Reject(Mine(), comment, values),
            "return" => new ReturnTask(Mine(), Text(step, "target"), Text(step, "mode") is { } mode ? StateWords.Read<ResubmitRule>(mode) : null, comment),
            "transfer" => new Transfer(Mine(), People()[0], comment),
            "delegate" => new Delegate(Mine(), People()[0], comment),
            "addSign" => new AddSign(Mine(), StateWords.Read<SignPlace>(Text(step, "place")!), People(), Text(step, "mode") is { } mode ? StateWords.Read<VoteMode>(mode) : VoteMode.All, comment),
            "takeBack" => new TakeBack(world.State(instance).Tasks.All.Last(task => task.DoneBy == who && task.State == TaskState.Done).Id),
            "withdraw" => new Withdraw(instance, comment),
            "terminate" => new Terminate(instance, comment),
            "suspend" => new Suspend(instance, comment),
            "resume" => new Resume(instance),
            "jump" => new Jump(instance, Text(step, "target")!, Text(step, "from"), comment),
            var other => throw new InvalidOperationException($"Unknown action '{other}'."),
        };
    }

    private static void Expect(FlowWorld world, long record, long instance, JsonElement step)
    {
        if (!step.TryGetProperty("expect", out var expect))
            return;
        var state = world.State(instance);
        foreach (var wanted in expect.EnumerateObject())
        {
            object actual = wanted.Name switch
            {
                "state" => StateWords.Of(state.Instance.State),
                "nodes" => state.Tokens.All.Where(token => token.Phase == TokenPhase.Wait).Select(token => token.NodeId).Order(StringComparer.Ordinal),
                "handlers" => state.Handlers().Order(),
                "events" => world.Events(instance).Select(each => each.Type).Where(type => type is not (FlowEvents.Trace or FlowEvents.NodeClosed)).TakeLast(wanted.Value.GetArrayLength()),
                "inbox" => world.Inbox.List(world.As(wanted.Value[0].GetInt64())).Value[0].Kind is var kind ? new object[] { wanted.Value[0].GetInt64(), kind } : [],
                var field => world.Field(record, field).ToString(),
            };
            Assert.Equal(wanted.Value.GetRawText(), JsonSerializer.Serialize(actual).Replace("\":", "\": ", StringComparison.Ordinal), ignoreAllWhiteSpace: true);
        }
    }

    private static async Task<SavedRecord> Save(FlowWorld world, long by, string form, long? id, JsonElement values)
    {
        var outcome = await world.Saver.SaveAsync(world.As(by), new SaveRequest { Form = form, Id = id, Edits = RecordInput.Parse(world.Workspace.Catalog.Form(form), values) });
        Assert.True(outcome.Ok, outcome.Refusal?.ToString());
        return outcome.Value;
    }

    private static JsonElement WithReference(JsonElement values, long record) =>
        JsonSerializer.SerializeToElement(values.EnumerateObject().ToDictionary(pair => pair.Name, pair => (object)pair.Value).Append(new("request", record)).ToDictionary());

    private static string? Text(JsonElement step, string name) => step.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static string Folder([CallerFilePath] string path = "") => Path.Combine(Path.GetDirectoryName(path)!, "Scenarios");
}
