using LowCode.People;
using LowCode.Permissions;

namespace LowCode.Flows;

/// <summary>Who looks after a flow: those its settings name, else the administrators.</summary>
internal static class FlowManagers
{
    public static IReadOnlyList<long> Of(FlowStep step)
    {
        var named = Assignees.Find(step, step.Flow.Definition.Settings.Managers, step.Flow.Start.Id, previous: null);
        return named.Count > 0 ? named : [.. step.Workspace.People.Users.Where(user => user.IsAdmin && user.Active).Select(user => user.Id).Order()];
    }

    public static bool Manages(FlowStep step, Caller caller) =>
        caller.IsAdmin || Of(step).Contains(caller.Id)
        || step.Workspace.Catalog.Access(caller, step.Flow.Form).Can(RecordActions.ManageFlow, step.Context(step.Flow.Start.Id));
}
