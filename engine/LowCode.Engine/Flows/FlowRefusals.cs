namespace LowCode.Flows;

/// <summary>Why a command on a running flow is refused, one line each.</summary>
internal static class FlowRefusals
{
    public static RefusedException UnknownTask(long id) => Refuse(ErrorKind.NotFound, "flows.task.unknown", $"There is no task {id}.");
    public static RefusedException UnknownInstance(long id) => Refuse(ErrorKind.NotFound, "flows.instance.unknown", $"There is no flow instance {id}.");
    public static RefusedException UnknownFlow(string key) => Refuse(ErrorKind.NotFound, "flows.unknown", $"There is no published flow '{key}'.");
    public static RefusedException BrokenVersion(long flow, int no) => Refuse(ErrorKind.Conflict, "flows.version.broken", $"Version {no} of flow {flow} can't be run any more: its form is gone, or a newer program wrote it.");
    public static RefusedException NotYours => Refuse(ErrorKind.Forbidden, "flows.task.notYours", "The task belongs to someone else.");
    public static RefusedException PassedOn => Refuse(ErrorKind.Conflict, "flows.task.passedOn", "The task has been given to someone else.");
    public static RefusedException NotManager => Refuse(ErrorKind.Forbidden, "flows.notManager", "Only the flow's managers may do this.");
    public static RefusedException NotInitiator => Refuse(ErrorKind.Forbidden, "flows.notInitiator", "Only the initiator may do this.");
    public static RefusedException MayNotStart => Refuse(ErrorKind.Forbidden, "flows.start.forbidden", "Starting the flow needs the right to edit the record.");
    public static RefusedException StartCondition => Refuse(ErrorKind.Invalid, "flows.start.condition", "The record doesn't meet the flow's start condition.");
    public static RefusedException Retired => Refuse(ErrorKind.Conflict, "flows.start.retired", "The flow is out of use; nothing starts it any more.");
    public static RefusedException AlreadyRuns(long instance) => Refuse(ErrorKind.Conflict, "flows.start.running", "The flow runs on this record already.", ("instance", instance));
    public static RefusedException Ended(InstanceState state) => Refuse(ErrorKind.Conflict, "flows.ended", $"The flow is over: {state}.", ("state", StateWords.Of(state)));
    public static RefusedException Suspended => Refuse(ErrorKind.Conflict, "flows.suspended", "The flow is suspended.");
    public static RefusedException Changed => Refuse(ErrorKind.Conflict, "flows.changed", "Another command has changed the flow meanwhile; look again.");
    public static RefusedException TaskDone(FlowTask task) => Refuse(ErrorKind.Conflict, "flows.task.done", "The task has been done already.", ("by", task.DoneBy), ("at", task.DoneAt), ("outcome", task.Outcome));
    public static RefusedException TaskClosed(FlowTask task) => Refuse(ErrorKind.Conflict, "flows.task.closed", "The task isn't needed any more.", ("reason", task.Outcome), ("by", task.DoneBy), ("at", task.DoneAt));
    public static RefusedException TaskNotOpen(FlowTask task) => Refuse(ErrorKind.Conflict, "flows.task.notOpen", "It isn't this task's turn.", ("state", StateWords.Of(task.State)));
    public static RefusedException Button(string action) => Refuse(ErrorKind.Forbidden, "flows.action.hidden", $"'{action}' isn't offered at this node.", ("action", action));
    public static RefusedException WrongAction(string action) => Refuse(ErrorKind.Invalid, "flows.action.wrong", $"'{action}' doesn't fit this task.", ("action", action));
    public static RefusedException WaitsForCondition => Refuse(ErrorKind.Invalid, "flows.action.waits", "This node completes by itself when its condition is met.");
    public static RefusedException ReturnTarget(string target) => Refuse(ErrorKind.Invalid, "flows.return.target", $"It can't be sent back to '{target}' from here.", ("target", target));
    public static RefusedException ReturnDirect => Refuse(ErrorKind.Invalid, "flows.return.direct", "Leaving parallel branches cancels them, so it can't come straight back.");
    public static RefusedException JumpTarget(string target) => Refuse(ErrorKind.Invalid, "flows.jump.target", $"It can't be moved to '{target}' from here.", ("target", target));
    public static RefusedException JumpToken => Refuse(ErrorKind.Invalid, "flows.jump.from", "Several nodes are active; say from which one it shall be moved.");
    public static RefusedException Withdraw => Refuse(ErrorKind.Conflict, "flows.withdraw", "It can't be withdrawn any more.");
    public static RefusedException TakeBack(string why) => Refuse(ErrorKind.Conflict, "flows.takeBack", "The decision can't be taken back any more.", ("why", why));
    public static RefusedException BadPerson(long id) => Refuse(ErrorKind.Invalid, "flows.person", $"User {id} doesn't exist or is inactive.", ("user", id));
    public static RefusedException Twice(long id) => Refuse(ErrorKind.Invalid, "flows.person.twice", $"User {id} has a task here already.", ("user", id));
    public static RefusedException Depth => Refuse(ErrorKind.Invalid, "flows.sign.depth", "Added signers and advisers can't pass the task on.");
    public static RefusedException SignMixed => Refuse(ErrorKind.Invalid, "flows.sign.mixed", "Signers before and after can't be mixed on one task.");
    public static RefusedException SignParallel => Refuse(ErrorKind.Invalid, "flows.sign.parallel", "Only votes take parallel signers.");
    public static RefusedException SignLast => Refuse(ErrorKind.Invalid, "flows.sign.last", "The last voter can't be removed.");
    public static RefusedException SignUnknown => Refuse(ErrorKind.NotFound, "flows.sign.unknown", "There is no such added signer.");
    public static RefusedException Nobody => Refuse(ErrorKind.Malformed, "flows.people.empty", "Name at least one person.");
    public static RefusedException UrgedAlready(DateTime next) => Refuse(ErrorKind.TooMany, "flows.urge.soon", "They were asked to hurry less than 10 minutes ago.", ("next", next));
    public static RefusedException Loop => Refuse(ErrorKind.Invalid, "flows.loop", "The flow ran in an automatic loop and was stopped.");
    public static RefusedException Condition(string node, string source, string why) => Refuse(ErrorKind.Invalid, "flows.expression", $"The expression '{source}' of node '{node}' failed: {why}", ("node", node), ("expression", source), ("why", why));

    /// <summary>All that stands in the way of leaving a node, at once.</summary>
    public static RefusedException Incomplete(IReadOnlyList<Error> errors) => new(new Refusal(ErrorKind.Invalid, errors));

    public static Error CommentMissing => new("flows.comment", "A comment is needed.", "comment");
    public static Error FieldMissing(string field) => new("flows.field.required", $"'{field}' must be filled before this step can be left.", field);
    public static Error RecordsMissing(RequiredRecords rule, long found) => new("flows.records.required", $"At least {rule.Min} records of '{rule.Form}' must refer to this one; there are {found}.", null,
        new Dictionary<string, object?> { ["form"] = rule.Form, ["min"] = rule.Min, ["found"] = found, ["label"] = rule.Label });
    public static Error CheckFailed(LeaveCheck check) => new("flows.check.failed", $"'{check.Expression}' must hold before this step can be left.", check.Field,
        new Dictionary<string, object?> { ["label"] = check.Message, ["message"] = check.Message });

    private static RefusedException Refuse(ErrorKind kind, string code, string message, params (string Key, object? Value)[] values) =>
        new(new Refusal(kind, new Error(code, message, null, values.Length == 0 ? null : values.ToDictionary(pair => pair.Key, pair => pair.Value))));
}
