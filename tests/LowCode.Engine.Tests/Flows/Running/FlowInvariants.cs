using System.Text.Json;
using LowCode.Expressions;
using LowCode.Forms;
using LowCode.Jobs;

namespace LowCode.Flows.Running;

/// <summary>What must hold after every command.</summary>
internal static class FlowInvariants
{
    public static void Check(FlowWorld world, long instanceId)
    {
        var (state, flow, jobs) = world.Workspace.Database.Read(unit =>
        {
            var loaded = unit.Store<IFlowStore>().Load(instanceId)!;
            return (loaded, world.Versions.Get(unit, loaded.Instance.FlowId, loaded.Instance.VersionNo), unit.Store<IJobStore>().OfInstance(instanceId));
        }).Value;
        if (state.Instance.IsLive)
            Assert.Contains(state.Tokens.All, token => token.Phase == TokenPhase.Wait);
        else
            Over(state, jobs);
        Tokens(state, flow, jobs);
        Scopes(state);
        Activations(state, flow, jobs);
        var events = world.Events(instanceId);
        Folds(state, events);
        Shown(world, state);
    }

    private static void Over(FlowState state, IReadOnlyList<Job> jobs)
    {
        Assert.Empty(state.Tokens.All);
        Assert.Empty(state.Scopes.All);
        Assert.DoesNotContain(state.Tasks.All, task => task.IsLive);
        Assert.DoesNotContain(state.Activations.All, activation => activation.State == ActivationState.Open);
        Assert.Empty(jobs);
        Assert.NotNull(state.Instance.EndedAt);
    }

    private static void Tokens(FlowState state, CompiledFlow flow, IReadOnlyList<Job> jobs)
    {
        foreach (var token in state.Tokens.All)
        {
            var scope = state.Scopes.Find(token.ScopeId);
            Assert.Equal(token.ScopeId is null, scope is null);
            if (token.Phase == TokenPhase.Join)
                Assert.Equal(scope!.JoinNode, token.NodeId);
            else if (scope is not null)
                Assert.Contains(token.NodeId, flow.Topology.Regions(scope.ForkNode)[token.BranchEdge!]);
            if (token.Phase != TokenPhase.Wait)
                continue;
            if (flow.Node(token.NodeId) is HumanNode)
                Assert.Equal(ActivationState.Open, state.Activations.Find(token.ActivationId)!.State);
            else
                Assert.Single(jobs, job => job.TokenId == token.Id);
        }
        Assert.Equal(state.Tokens.Count, state.Tokens.All.Select(token => (token.ScopeId, token.BranchEdge)).Distinct().Count());
    }

    private static void Scopes(FlowState state)
    {
        foreach (var scope in state.Scopes.All)
        {
            var inside = state.ScopeWithInner(scope.Id);
            var below = state.Tokens.All.Where(token => token.ScopeId is { } own && inside.Contains(own)).ToList();
            Assert.NotEmpty(below);
            Assert.Contains(below, token => !(token.ScopeId == scope.Id && token.Phase == TokenPhase.Join));
        }
    }

    private static void Activations(FlowState state, CompiledFlow flow, IReadOnlyList<Job> jobs)
    {
        var waiting = state.Tokens.All.Where(token => token.ActivationId is not null).Select(token => token.ActivationId!.Value).ToHashSet();
        foreach (var activation in state.Activations.All)
        {
            var tasks = state.TasksOf(activation).ToList();
            var open = activation.State == ActivationState.Open;
            Assert.Equal(open, waiting.Contains(activation.Id));
            Assert.Equal(open, tasks.Any(task => task.State is TaskState.Open or TaskState.Blocked or TaskState.PendingAfter));
            Assert.Equal(open, activation.ClosedAt is null);
            Assert.All(tasks.Where(task => !task.IsLive), task => Assert.NotNull(task.DoneAt));
            if (!open)
                Assert.DoesNotContain(tasks, task => task.IsLive);
            var voters = tasks.Where(task => task.IsVoter && task.Outcome != "removed").ToList();
            Assert.Equal(activation.Voters, voters.Count);
            if (open && flow.Node(activation.NodeId) is AssignedNode node)
                Assert.Equal(voters.Count(task => task is { State: TaskState.Done, Outcome: TaskOutcomes.Approve or TaskOutcomes.Submit }), activation.Ok);
            var watched = jobs.Where(job => job.ActivationId == activation.Id).ToList();
            if (!open)
                Assert.Empty(watched);
            Assert.Equal(watched.Count, watched.Select(job => job.DedupeKey).Distinct().Count());
        }
    }

    // fold(events) == state, seq without gaps.
    private static void Folds(FlowState state, IReadOnlyList<FlowEvent> events)
    {
        Assert.Equal(Enumerable.Range(1, events.Count), events.Select(each => each.Seq));
        var tokens = new SortedDictionary<long, string>();
        var scopes = new SortedSet<long>();
        var tasks = new SortedDictionary<long, string>();
        foreach (var data in events.Where(each => each.Type == FlowEvents.Trace).Select(each => JsonDocument.Parse(each.Data).RootElement))
        {
            foreach (var token in Items(data, "tokens"))
                tokens[token[0].GetInt64()] = $"{token[1]} {token[2]} {token[3]} {token[4]}";
            foreach (var gone in Items(data, "gone"))
                tokens.Remove(gone.GetInt64());
            foreach (var scope in Items(data, "scopes"))
                scopes.Add(scope[0].GetInt64());
            foreach (var closed in Items(data, "closed"))
                scopes.Remove(closed.GetInt64());
            foreach (var task in Items(data, "tasks"))
                tasks[task[0].GetInt64()] = $"{task[1]} {task[2]} {task[3]}";
        }
        Assert.Equal(state.Tokens.All.Select(token => (token.Id, $"{token.NodeId} {token.ScopeId} {token.BranchEdge} {StateWords.Of(token.Phase)}")), tokens.Select(pair => (pair.Key, pair.Value)));
        Assert.Equal(state.Scopes.All.Select(scope => scope.Id), scopes);
        Assert.Equal(state.Tasks.All.Select(task => (task.Id, $"{task.ActivationId} {task.AssigneeId} {StateWords.Of(task.State)}")), tasks.Select(pair => (pair.Key, pair.Value)));
    }

    private static JsonElement.ArrayEnumerator Items(JsonElement data, string name) => data.TryGetProperty(name, out var items) ? items.EnumerateArray() : default;

    private static void Shown(FlowWorld world, FlowState state)
    {
        var form = world.Workspace.Catalog.Form("request");
        var record = world.Workspace.Database.Read(unit => unit.Records.Get(form, state.Instance.RecordId)!).Value;
        var nodes = state.Tokens.All.Where(token => token.Phase == TokenPhase.Wait).Select(token => token.NodeId).Distinct();
        Assert.Equal(string.Join(',', nodes), record[SystemFields.FlowNode].AsText);
        Assert.Equal(state.Handlers(), record[SystemFields.Handlers].Kind == ValueKind.List ? [.. record[SystemFields.Handlers].AsList.Select(user => user.AsId)] : (IReadOnlyList<long>)[]);
    }
}
