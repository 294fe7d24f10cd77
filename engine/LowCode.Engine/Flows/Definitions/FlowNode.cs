using System.Text.Json.Serialization;

namespace LowCode.Flows;

/// <summary>One box of the drawing. Each kind is a record of its own in <c>NodeTypes/</c>.</summary>
public abstract record FlowNode
{
    /// <summary>Unique within the flow: letters, digits, <c>_</c> and <c>-</c>, at most 48; stays when the node is renamed.</summary>
    [JsonPropertyOrder(-4)]
    public required string Id { get; init; }

    /// <summary>Stable key of the kind, as in <see cref="FlowNodeTypes"/>: <c>approve</c>.</summary>
    [JsonPropertyOrder(-3)]
    public abstract string Type { get; }

    /// <summary>Name that people see; empty shows the kind's name.</summary>
    [JsonPropertyOrder(-2)]
    public Label Label { get; init; } = Label.Empty;

    /// <summary>Where it is drawn; null until someone or the automatic layout has placed it.</summary>
    [JsonPropertyOrder(-1)]
    public FlowPosition? Position { get; init; }

    /// <summary>True when a token can rest here: a person, a time or other branches must act first.</summary>
    [JsonIgnore]
    public virtual bool Waits => false;
}

/// <summary>Top left corner on the canvas, in pixels at 100 %.</summary>
public sealed record FlowPosition(double X, double Y);

/// <summary>A node at which a person sits before the form: the start, an approval, a piece of work.</summary>
public abstract record HumanNode : FlowNode
{
    /// <inheritdoc/>
    public override bool Waits => true;

    /// <summary>What the person may do with each field, by field key; a column of a subform is <c>items.amount</c>.</summary>
    public IReadOnlyDictionary<string, FieldRight> Fields { get; init; } = new Dictionary<string, FieldRight>();

    /// <summary>What holds for fields that <see cref="Fields"/> doesn't name. Null: the kind's own habit, see <see cref="RightFor"/>.</summary>
    public FieldRight? OtherFields { get; init; }

    /// <summary>Keys of the fields that this step is about: they stand at the top of the task, before what is filled in. Changes no right.</summary>
    public IReadOnlyList<string> Shows { get; init; } = [];

    /// <summary>Follow-ups that must exist before the node can be left.</summary>
    public IReadOnlyList<RequiredRecords> RequiredRecords { get; init; } = [];

    /// <summary>Conditions that must hold before the node can be left.</summary>
    public IReadOnlyList<LeaveCheck> Checks { get; init; } = [];

    /// <summary>Names and visibility of the buttons, by action: see <see cref="FlowButtons"/>.</summary>
    public IReadOnlyDictionary<string, FlowButton> Buttons { get; init; } = new Dictionary<string, FlowButton>();

    /// <summary>Whether a comment must be written. Default: optional.</summary>
    public CommentRule Comment { get; init; }

    /// <summary>The right over one field: as named, a column as its subform, else <see cref="OtherFields"/>, else read-only where people vote and editable where they work.</summary>
    public FieldRight RightFor(string field)
    {
        if (Fields.TryGetValue(field, out var right))
            return right;
        // A column that isn't named is as its subform; what must be filled there is the subform, not each of its cells.
        return field.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot ? (FieldRight)Math.Min((int)RightFor(field[..dot]), (int)FieldRight.Editable) : OtherFields ?? UsualRight;
    }

    /// <summary>The kind's habit for fields that nobody has set.</summary>
    [JsonIgnore]
    protected virtual FieldRight UsualRight => FieldRight.Editable;
}

/// <summary>A node whose people are found by a rule: approvals and work.</summary>
public abstract record AssignedNode : HumanNode
{
    /// <summary>Who handles it.</summary>
    public AssigneeRule Assignees { get; init; } = new();

    /// <summary>Whether and where it may be sent back.</summary>
    public ReturnRule Return { get; init; } = new();

    /// <summary>What happens when it takes too long; at most five.</summary>
    public IReadOnlyList<TimeoutRule> Timeouts { get; init; } = [];
}
