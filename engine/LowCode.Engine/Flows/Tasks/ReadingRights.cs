using LowCode.Records;

namespace LowCode.Flows;

/// <summary>
/// Whoever had a part in a flow may go on reading what their nodes showed them: handlers and the initiator the fields of their nodes,
/// readers of a copy the fields of the node that sent it. Nothing can be changed by it.
/// </summary>
internal static class ReadingRights
{
    public static TaskRights? Of(FlowStep step)
    {
        var user = step.Caller.Id;
        var handled = step.State.Tasks.All.Where(task => task.State is TaskState.Open or TaskState.Done && (task.AssigneeId == user || task.DoneBy == user)).Select(task => task.NodeId);
        var copied = step.Unit.Store<ITaskStore>().Copies(step.Instance.Id).Where(copy => copy.User == user).Select(copy => copy.Node);
        var started = step.Instance.Initiator == user ? [step.Flow.Start.Id] : Array.Empty<string>();
        var nodes = handled.Concat(copied).Concat(started).Distinct().Select(step.Flow.Node).ToList();
        // A copy node has no field rights of its own: who designed it shares the whole record.
        return nodes.Count == 0 ? null : new TaskRights(
            field => nodes.Any(node => node is not HumanNode human || human.RightFor(field) != FieldRight.Hidden) ? TaskFieldRight.ReadOnly : TaskFieldRight.Hidden,
            field => nodes.Any(node => node is not HumanNode human || human.Fields.GetValueOrDefault(field) != FieldRight.Hidden));
    }
}
