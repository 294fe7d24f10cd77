using System.Text.Json.Serialization;

namespace LowCode.Flows;

/// <summary>The system does something, in order, in the same transaction as the step before.</summary>
public sealed record AutoNode : FlowNode
{
    /// <summary>The kind's key.</summary>
    public const string Key = "auto";

    /// <summary>Most actions of one node.</summary>
    public const int MaxActions = 20;

    /// <inheritdoc/>
    public override string Type => Key;

    /// <summary>What is done, in this order.</summary>
    public IReadOnlyList<AutoAction> Actions { get; init; } = [];
}

/// <summary>One thing that an automatic node does. JSON: an object with <c>kind</c>.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(UpdateRecord), "updateRecord")]
[JsonDerivedType(typeof(CreateRecord), "createRecord")]
[JsonDerivedType(typeof(SendMessage), "sendMessage")]
public abstract record AutoAction
{
    /// <summary>Condition over the record; the action is left out when it isn't true. Null: always done.</summary>
    public string? When { get; init; }
}

/// <summary>
/// Sets fields of the flowing record, or of one that it refers to: <c>{"kind":"updateRecord","values":{"status":"'won'","closed_on":"$today"}}</c>,
/// <c>{"kind":"updateRecord","target":"opportunity","values":{"stage":"'won'"}}</c>.
/// </summary>
public sealed record UpdateRecord : AutoAction
{
    /// <summary>Key of a reference field: the record it points to is changed instead, or nothing when the field is empty. Null: the flowing record.</summary>
    public string? Target { get; init; }

    /// <summary>Expression over the flowing record for each field key; all see it as it was before this action.</summary>
    public required IReadOnlyDictionary<string, string> Values { get; init; }
}

/// <summary>Creates a record of another form: <c>{"kind":"createRecord","form":"customer","values":{"name":"company"},"setReference":"customer"}</c>.</summary>
public sealed record CreateRecord : AutoAction
{
    /// <summary>Key of the form.</summary>
    public required string Form { get; init; }

    /// <summary>For each field key of the new record an expression over the flowing record.</summary>
    public required IReadOnlyDictionary<string, string> Values { get; init; }

    /// <summary>Reference field of the flowing record that shall point to the new one; null: none.</summary>
    public string? SetReference { get; init; }
}

/// <summary>Sends a message to people's inboxes.</summary>
public sealed record SendMessage : AutoAction
{
    /// <summary>Who gets it.</summary>
    public required IReadOnlyList<AssigneeSource> To { get; init; }

    /// <summary>The text in each language; <c>{expression}</c> in braces is replaced by its value over the record: <c>{customer.name} is overdue</c>.</summary>
    public required Label Text { get; init; }
}
