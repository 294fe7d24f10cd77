using LowCode.Expressions;

namespace LowCode.Flows;

/// <summary>Who is asked at a node.</summary>
/// <param name="Users">Active users, each once, in order.</param>
/// <param name="For">For a stand-in the absent person; empty otherwise.</param>
/// <param name="Decision">Set when nobody is asked: true passes, false rejects.</param>
internal sealed record Asked(IReadOnlyList<long> Users, IReadOnlyDictionary<long, long?> For, bool? Decision = null);

/// <summary>Finds people by the rules of a node, with the fallbacks for nobody, inactive people and the initiator.</summary>
internal static class Assignees
{
    public static Asked ForNode(FlowStep step, HumanNode node, Arrival arrival, long? cause, FlowActivation? last)
    {
        var rule = (node as AssignedNode)?.Assignees ?? new AssigneeRule { From = [new FromInitiator()] };
        // Whoever had it before gets it again; the rule is asked only when none of them is left.
        var found = arrival is Arrival.Returned or Arrival.TakenBack or Arrival.Resubmitted && last is not null ? Before(step, last, arrival) : [];
        if (found.Count == 0)
            found = Raw(step, rule.From, node.Id, cause);
        if (rule.IfInitiator == InitiatorPolicy.Manager)
            found = [.. found.Select(user => user == step.Instance.Initiator ? step.Workspace.People.ManagerOf(user)?.Id ?? user : user)];
        var standIns = new Dictionary<long, long?>();
        var users = Active(step, found, standIns);
        if (users.Count > 0)
            return new Asked(users, standIns);
        return rule.IfNobody switch
        {
            NobodyPolicy.Pass => new Asked([], standIns, true),
            NobodyPolicy.Reject when node is ApproveNode => new Asked([], standIns, false),
            NobodyPolicy.ToUser when rule.FallbackUser is { } named && Active(step, [named], standIns) is { Count: > 0 } known => new Asked(known, standIns),
            _ => FlowManagers.Of(step) is { Count: > 0 } managers ? new Asked(managers, standIns)
                : throw new RefusedException(ErrorKind.Invalid, "flows.assignee.none", $"Nobody can handle node '{node.Id}', and the flow has no manager."),
        };
    }

    /// <summary>The active people of some sources, each once, in order.</summary>
    public static IReadOnlyList<long> Find(FlowStep step, IEnumerable<AssigneeSource> sources, string node, long? previous) =>
        [.. Raw(step, sources, node, previous).Where(user => step.Workspace.People.User(user) is { Active: true }).Distinct()];

    private static List<long> Raw(FlowStep step, IEnumerable<AssigneeSource> sources, string node, long? previous) =>
        [.. sources.SelectMany(source => Of(step, source, node, previous)).Where(user => user > 0).Distinct()];

    private static IEnumerable<long> Of(FlowStep step, AssigneeSource source, string node, long? previous)
    {
        var people = step.Workspace.People;
        return source switch
        {
            FromUsers from => from.Users,
            FromRoles from => from.Roles.SelectMany(people.InRole).Select(user => user.Id),
            FromDepartments from => InDepartments(step, from),
            FromMemberField from => Ids(FieldValue(step, from.Field, node)),
            FromDepartmentField from => Ids(FieldValue(step, from.Field, node)).SelectMany(department => from.HeadOnly
                ? Head(step, department) : people.Users.Where(user => user.Active && user.Departments.Contains(department)).Select(user => user.Id).Order()),
            FromInitiator => [step.Instance.Initiator],
            FromInitiatorManager from => Manager(step, step.Instance.Initiator, from.Levels),
            FromPreviousManager from => PreviousHandlers(step, previous).SelectMany(user => Manager(step, user, from.Levels)),
            FromDepartmentHead from => HeadAbove(step, from.Levels),
            FromExpression from => Ids(step.Evaluate(from.Expression, node)),
            _ => throw new InvalidOperationException($"Node '{node}' has an unknown source of people: {source.GetType().Name}."),
        };
    }

    private static IEnumerable<long> InDepartments(FlowStep step, FromDepartments from)
    {
        var people = step.Workspace.People;
        var departments = from.WithChildren ? from.Departments.SelectMany(people.WithChildren).ToHashSet() : from.Departments.ToHashSet();
        return from.HeadOnly
            ? departments.SelectMany(department => Head(step, department))
            : people.Users.Where(user => user.Active && user.Departments.Any(departments.Contains)).Select(user => user.Id).Order();
    }

    private static IEnumerable<long> Head(FlowStep step, long department) =>
        step.Workspace.People.Department(department)?.HeadId is { } head ? [head] : [];

    private static IEnumerable<long> HeadAbove(FlowStep step, int levels)
    {
        var people = step.Workspace.People;
        var at = people.User(step.Instance.Initiator)?.Departments.Select(people.Department).FirstOrDefault();
        for (; levels > 0 && at?.ParentId is { } parent; levels--)
            at = people.Department(parent);
        return at?.HeadId is { } head ? [head] : [];
    }

    private static IEnumerable<long> Manager(FlowStep step, long user, int levels)
    {
        long? at = user;
        for (; levels > 0 && at is not null; levels--)
            at = step.Workspace.People.ManagerOf(at.Value)?.Id;
        return at is { } found ? [found] : [];
    }

    /// <summary>Who decided the step before; the initiator when there is none.</summary>
    private static IEnumerable<long> PreviousHandlers(FlowStep step, long? activation) =>
        step.State.Tasks.All.Where(task => task.ActivationId == activation && task.IsVoter && task.State == TaskState.Done && task.DoneBy > 0)
            .Select(task => task.DoneBy!.Value).DefaultIfEmpty(step.Instance.Initiator).Distinct();

    private static Value FieldValue(FlowStep step, string key, string node) =>
        step.Flow.Form[key] is { } field ? step.Record[field.Position] : throw FlowRefusals.Condition(node, key, "the form has no such field");

    private static IEnumerable<long> Ids(Value value) => value.Kind switch
    {
        ValueKind.User or ValueKind.Department => [value.AsId],
        ValueKind.List => value.AsList.Where(item => item.Kind is ValueKind.User or ValueKind.Department).Select(item => item.AsId),
        _ => [],
    };

    // A node that comes straight back asks all its voters again; otherwise those who really handled it.
    private static List<long> Before(FlowStep step, FlowActivation last, Arrival arrival)
    {
        var voters = step.State.TasksOf(last).Where(task => task.IsVoter && task.Outcome is not Voting.Removed).ToList();
        var handled = voters.Where(task => task.State == TaskState.Done && task.DoneBy > 0).ToList();
        var wanted = arrival == Arrival.Resubmitted && last.Mode != VoteMode.Any || handled.Count == 0 ? voters : handled;
        return [.. wanted.OrderBy(task => task.Position).ThenBy(task => task.Id).Select(task => task.OwnerId).Where(user => step.Workspace.People.User(user) is { Active: true }).Distinct()];
    }

    // An inactive person's superior stands in.
    private static List<long> Active(FlowStep step, IEnumerable<long> users, Dictionary<long, long?> standIns)
    {
        var found = new List<long>();
        foreach (var user in users)
        {
            var known = step.Workspace.People.User(user);
            var actual = known is null or { Active: true } ? known : step.Workspace.People.ManagerOf(user);
            if (actual is null || found.Contains(actual.Id))
                continue;
            found.Add(actual.Id);
            if (actual.Id != user)
                standIns[actual.Id] = user;
        }
        return found;
    }
}
