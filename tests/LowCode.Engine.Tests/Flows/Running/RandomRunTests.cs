using System.Globalization;
using LowCode.Expressions;

namespace LowCode.Flows.Running;

public class RandomRunTests
{
    /// <summary>Seeds of one run: 300, or as many as FLOW_SEEDS says.</summary>
    private static readonly int Seeds = int.TryParse(Environment.GetEnvironmentVariable("FLOW_SEEDS"), CultureInfo.InvariantCulture, out var seeds) ? seeds : 300;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Random_commands_on_random_flows_do_what_the_drawing_means(int quarter)
    {
        for (var seed = quarter; seed < Seeds; seed += 4)
            await Run(seed);
    }

    private static async Task Run(int seed)
    {
        var random = new Random(seed);
        var drawing = new RandomFlows(random);
        var flow = drawing.Make(random.Next(1, 4));
        flow = flow with { Settings = flow.Settings with { Withdraw = WithdrawPolicy.WhileRunning } };
        if (flow.Nodes.Count > 40)
            return;
        Assert.DoesNotContain(FlowChecker.Check(flow, null), problem => problem.IsError);
        using var world = await FlowWorld.With(flow);
        var pick = random.Next(RandomFlows.Picks);
        var model = new FlowModel(flow, node => RandomFlows.Choose(flow, drawing.Gateways, node, pick));

        model.Start();
        var instance = (await world.Start(2, ("pick", Value.FromNumber(pick)))).InstanceId;
        Compare(seed, world, instance, model, "start");
        for (var step = 0; step < 25 && model.State == "running"; step++)
        {
            pick = random.Next(RandomFlows.Picks);
            await world.Save(2, "request", world.State(instance).Instance.RecordId, ("pick", Value.FromNumber(pick)));
            var told = await Step(random, world, instance, model);
            Compare(seed, world, instance, model, told);
        }
        await Finish(seed, random, world, instance, model, flow, value => pick = value);
    }

    private static async Task<string> Step(Random random, FlowWorld world, long instance, FlowModel model)
    {
        var waiting = model.Tokens.Where(token => !token.Joined).ToList();
        var node = waiting[random.Next(waiting.Count)].Node;
        var dice = random.Next(100);
        if (node != "start" && dice < 25 && model.Targets(node) is { Count: > 0 } targets)
        {
            var target = targets[random.Next(targets.Count)];
            model.Send(node, target);
            await world.Do(3, new ReturnTask(TaskAt(world, instance, node).Id, target.Node));
            return $"return {node} to {target.Node}";
        }
        if (dice is >= 25 and < 30 && model.Targets(node, visitedOnly: false).Where(target => target.Node != "start").ToList() is { Count: > 0 } places)
        {
            var place = places[random.Next(places.Count)];
            model.Send(node, place);
            await world.Do(FlowWorld.Admin, new Jump(instance, place.Node, node));
            return $"jump {node} to {place.Node}";
        }
        if (dice is >= 30 and < 33 && node != "start")
        {
            model.Withdraw();
            await world.Do(2, new Withdraw(instance));
            return "withdraw";
        }
        await Complete(world, instance, model, node);
        return $"complete {node}";
    }

    private static async Task Complete(FlowWorld world, long instance, FlowModel model, string node)
    {
        var task = TaskAt(world, instance, node);
        model.Complete(node);
        await world.Do(task.AssigneeId, task.Kind == TaskKind.Vote ? new Approve(task.Id) : new Submit(task.Id));
    }

    // From any state, approving completes the flow: nothing is ever stuck.
    private static async Task Finish(int seed, Random random, FlowWorld world, long instance, FlowModel model, FlowDefinition flow, Action<int> pick)
    {
        for (var step = 0; model.State == "running"; step++)
        {
            Assert.True(step < 40 * flow.Nodes.Count, $"seed {seed}: still running at {model.Marking}");
            // Another value each time, so that every condition turns false some time and loops are left.
            var value = random.Next(RandomFlows.Picks);
            pick(value);
            await world.Save(2, "request", world.State(instance).Instance.RecordId, ("pick", Value.FromNumber(value)));
            await Complete(world, instance, model, model.Tokens.First(token => !token.Joined).Node);
            Compare(seed, world, instance, model, "finish");
        }
        Assert.Equal(InstanceState.Completed, world.State(instance).Instance.State);
    }

    private static FlowTask TaskAt(FlowWorld world, long instance, string node) =>
        world.State(instance).Tasks.All.Single(task => task.State == TaskState.Open && task.NodeId == node);

    private static void Compare(int seed, FlowWorld world, long instance, FlowModel model, string after)
    {
        var state = world.State(instance);
        string Path(long? scope, string? branch) => state.Scopes.Find(scope) is { } known ? $"{Path(known.ParentScopeId, known.ParentBranch)}/{known.ForkNode}.{branch}" : "main";
        var marking = StateWords.Of(state.Instance.State) + ": " + string.Join(" | ", state.Tokens.All
            .Select(token => $"{token.NodeId}{(token.Phase == TokenPhase.Join ? "!" : "")} in {Path(token.ScopeId, token.BranchEdge)}").Order(StringComparer.Ordinal));
        Assert.True(model.Marking == marking, $"seed {seed}, after {after}:\nmodel  {model.Marking}\nengine {marking}");
    }
}
