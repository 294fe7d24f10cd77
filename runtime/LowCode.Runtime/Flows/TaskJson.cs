using System.Text.Json;
using LowCode.Flows;
using LowCode.People;

namespace LowCode.Runtime.Flows;

/// <summary>Tasks, instances and events as the API shows them: people as <c>{id, name}</c>, states as words.</summary>
internal sealed class TaskJson(PeopleDirectory people)
{
    public object Entry(TaskEntry entry) => new
    {
        id = entry.TaskId,
        instance = entry.InstanceId,
        flow = entry.Flow,
        flowLabel = entry.FlowLabel,
        form = entry.Form,
        record = entry.RecordId,
        title = entry.Title,
        node = entry.Node,
        nodeLabel = entry.NodeLabel,
        kind = entry.Kind is { } kind ? StateWords.Of(kind) : null,
        initiator = Person(entry.Initiator),
        state = StateWords.Of(entry.State),
        outcome = entry.Outcome,
        at = entry.At,
        dueAt = entry.DueAt,
        read = entry.Read,
    };

    public object Task(TaskView view) => new
    {
        task = Entry(view.Entry),
        state = StateWords.Of(view.Task.State),
        assignee = Person(view.Task.AssigneeId),
        owner = Person(view.Task.OwnerId),
        delegatedFrom = Person(view.Task.DelegatedFrom),
        onBehalfOf = Person(view.Task.OnBehalfOf),
        actions = view.Actions.Select(action => new { action = action.Action, label = action.Label }),
        comment = StateWords.Of(view.Node.Comment),
        fields = view.Node.Fields.ToDictionary(pair => pair.Key, pair => StateWords.Of(pair.Value)),
        otherFields = StateWords.Of(view.Node.RightFor("")),
        returnTargets = view.ReturnTargets.Select(target => new { id = target.Id, label = target.Label }),
        missing = view.Missing.Select(error => new { path = error.Path, code = error.Code, message = error.Message, values = error.Values }),
        signers = view.Signers.Select(signer => new { id = signer.Id, user = Person(signer.OwnerId), kind = StateWords.Of(signer.Kind), state = StateWords.Of(signer.State) }),
        canTakeBack = view.CanTakeBack,
    };

    public object Instance(InstanceView view) => new
    {
        id = view.Instance.Id,
        flow = view.Flow.Key,
        version = view.Instance.VersionNo,
        form = view.Flow.Form,
        record = view.Instance.RecordId,
        title = view.Instance.Title,
        state = StateWords.Of(view.Instance.State),
        error = view.Instance.Error,
        initiator = Person(view.Instance.Initiator),
        startedAt = view.Instance.StartedAt,
        endedAt = view.Instance.EndedAt,
        rev = view.Instance.Rev,
        waiting = view.Waiting.Select(waiting => new { node = waiting.Node, label = waiting.Label, handlers = waiting.Handlers.Select(user => Person(user)), since = waiting.Since, dueAt = waiting.DueAt }),
        passed = view.Passed.Order(StringComparer.Ordinal),
        walked = view.Walked.Order(StringComparer.Ordinal),
        spent = view.Spent.ToDictionary(pair => pair.Key, pair => (long)pair.Value.TotalSeconds),
        actions = view.Actions,
        myTasks = view.MyTasks,
    };

    public object Event(FlowEvent told) => new { seq = told.Seq, at = told.At, actor = Person(told.Actor), type = told.Type, data = JsonDocument.Parse(told.Data).RootElement };

    public object Simulation(FlowDefinition flow, SimulationResult result) => new
    {
        state = StateWords.Of(result.State),
        steps = result.Steps.Select(step => new
        {
            node = step.Node,
            label = flow.FindNode(step.Node)?.Label,
            people = step.People.Select(user => Person(user)),
            tests = step.Tests.Select(test => new { when = test.When, holds = test.Holds, values = test.Values.Select(value => new { key = value.Key, label = value.Label, text = value.Text }) }),
            ways = step.Ways,
            decision = step.Decision,
            automatic = step.Automatic,
            missing = step.Missing.Select(error => new { path = error.Path, code = error.Code, message = error.Message, values = error.Values }),
        }),
        waiting = result.Waiting.Select(wait => new { node = wait.Node, people = wait.People.Select(user => Person(user)), actions = wait.Actions, dueAt = wait.DueAt }),
        walked = result.Walked.Order(StringComparer.Ordinal),
        problem = result.Problem?.Errors.Select(error => new { path = error.Path, code = error.Code, message = error.Message }),
    };

    private object? Person(long? id) => id is null ? null : new { id, name = people.User(id.Value)?.Name ?? "" };
}
