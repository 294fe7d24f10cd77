using System.Text.Json;
using LowCode.Records;

namespace LowCode.Flows;

/// <summary>A decision over a task, with a comment and the fields that were changed with it.</summary>
/// <param name="TaskId">The task.</param>
/// <param name="Comment">What is said with it; null for nothing.</param>
/// <param name="Values">Changed fields as in the records API; null for none. What the node doesn't let its handler change is refused.</param>
public abstract record Decision(long TaskId, string? Comment, JsonElement? Values) : TaskCommand(TaskId)
{
    /// <summary>The same as <see cref="Values"/>, already read; for screens.</summary>
    public RecordEdits? Edits { get; init; }

    private protected abstract string Outcome { get; }

    private protected abstract string EventType { get; }

    /// <summary>True when the task's kind takes this decision.</summary>
    private protected abstract bool Fits(FlowTask task);

    private protected sealed override void Apply(FlowStep step, FlowTask task)
    {
        if (!Fits(task))
            throw FlowRefusals.WrongAction(Outcome);
        var node = step.HumanNode(task.NodeId);
        var refusing = Outcome == TaskOutcomes.Reject;
        Leaving.CheckComment(node, Comment, refusing);
        var edits = Said(step, node);
        if (edits is not null)
        {
            step.Records.Edit(step.Unit, step.Caller, step.Flow.Form, step.Instance.RecordId, edits, node);
            step.RecordChanged();
        }
        if (task.DelegatedFrom is not null)
        {
            Delegate.GiveBack(step, task, Outcome, Comment);
            return;
        }
        if (!refusing && task.IsVoter)
        {
            if (node is HandleNode { WaitUntil: not null })
                throw FlowRefusals.WaitsForCondition;
            Leaving.Check(step, node, edits ?? new RecordEdits());
        }
        step.Tell(EventType, new { node = task.NodeId, task = task.Id, activation = task.ActivationId, kind = StateWords.Of(task.Kind), comment = Comment, onBehalfOf = task.OnBehalfOf });
        Voting.Cast(step, task, Outcome, Comment);
    }

    // A field asked anew and left empty says nothing: what the record holds stays, also when the step is refused.
    private RecordEdits? Said(FlowStep step, HumanNode node)
    {
        var edits = Edits ?? (Values is { } values ? RecordInput.Parse(step.Flow.Form, values) : null);
        var unsaid = edits?.Fields.Where(field => field.Value.IsEmpty && node.RightFor(step.Flow.Form.Fields[field.Key].Key) == FieldRight.Anew).Select(field => field.Key).ToList();
        return unsaid is { Count: > 0 } ? edits!.Without(unsaid) : edits;
    }
}

/// <summary>Votes yes.</summary>
/// <inheritdoc cref="Decision"/>
public sealed record Approve(long TaskId, string? Comment = null, JsonElement? Values = null) : Decision(TaskId, Comment, Values)
{
    internal override string Button => FlowButtons.Approve;
    private protected override string Outcome => TaskOutcomes.Approve;
    private protected override string EventType => FlowEvents.Approved;
    private protected override bool Fits(FlowTask task) => task.Kind != TaskKind.Handle;
}

/// <summary>Votes no. What a refused node does is designed: take its reject edge, end the flow, or send it back.</summary>
/// <inheritdoc cref="Decision"/>
public sealed record Reject(long TaskId, string? Comment = null, JsonElement? Values = null) : Decision(TaskId, Comment, Values)
{
    internal override string Button => FlowButtons.Reject;
    private protected override string Outcome => TaskOutcomes.Reject;
    private protected override string EventType => FlowEvents.Rejected;
    private protected override bool Fits(FlowTask task) => task.Kind != TaskKind.Handle;
}

/// <summary>Hands in a piece of work, or the start form again.</summary>
/// <inheritdoc cref="Decision"/>
public sealed record Submit(long TaskId, string? Comment = null, JsonElement? Values = null) : Decision(TaskId, Comment, Values)
{
    internal override string Button => FlowButtons.Submit;
    private protected override string Outcome => TaskOutcomes.Submit;
    private protected override string EventType => FlowEvents.Submitted;
    private protected override bool Fits(FlowTask task) => task.Kind == TaskKind.Handle;
}
