using System.Text.Json.Serialization;

namespace LowCode.Flows;

/// <summary>Waits for a time. The moment is fixed when the node is reached.</summary>
public sealed record TimerNode : FlowNode
{
    /// <summary>The kind's key.</summary>
    public const string Key = "timer";

    /// <inheritdoc/>
    public override string Type => Key;

    /// <inheritdoc/>
    public override bool Waits => true;

    /// <summary>What it waits for; null only in a draft.</summary>
    public TimerRule? Until { get; init; }
}

/// <summary>A moment to wait for. JSON: an object with <c>kind</c>.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(WaitFor), "duration")]
[JsonDerivedType(typeof(WaitForField), "field")]
[JsonDerivedType(typeof(WaitForDate), "at")]
public abstract record TimerRule;

/// <summary>A length of time after arrival: <c>{"kind":"duration","duration":"P2D"}</c>.</summary>
/// <param name="Duration">How long, one second to 3660 days.</param>
public sealed record WaitFor(TimeSpan Duration) : TimerRule;

/// <summary>A date of the record, earlier or later: <c>{"kind":"field","field":"due_on","offset":"-P7D"}</c>. An empty date or one in the past passes at once.</summary>
/// <param name="Field">Key of a date or date-time field; a date means its first moment in the workspace's zone.</param>
/// <param name="Offset">Added to it; negative for before.</param>
public sealed record WaitForField(string Field, TimeSpan Offset = default) : TimerRule;

/// <summary>One fixed moment: <c>{"kind":"at","at":"2027-01-01T09:00:00+08:00"}</c>.</summary>
/// <param name="At">The moment.</param>
public sealed record WaitForDate(DateTimeOffset At) : TimerRule;
