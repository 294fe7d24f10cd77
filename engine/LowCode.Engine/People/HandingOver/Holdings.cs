using LowCode.Forms;

namespace LowCode.People.HandingOver;

/// <summary>What rests with a person now, and what somebody else would go on with.</summary>
/// <param name="Records">Records that name the person, by form and field; the most first.</param>
/// <param name="Tasks">Tasks of flows that wait for the person or will.</param>
/// <param name="Reports">Active people whose manager the person is by name, not as head of a department.</param>
/// <param name="Heads">Departments that the person heads.</param>
public sealed record Holdings(IReadOnlyList<HeldRecords> Records, int Tasks, IReadOnlyList<User> Reports, IReadOnlyList<Department> Heads)
{
    /// <summary>Nothing rests with the person.</summary>
    public bool IsEmpty => Records.Count == 0 && Tasks == 0 && Reports.Count == 0 && Heads.Count == 0;
}

/// <summary>Records of a form that name a person in one of its fields.</summary>
/// <param name="Form">The form.</param>
/// <param name="Field">The field, for one member or several.</param>
/// <param name="Count">How many; not counted beyond <see cref="Records.BatchRuns.MaxRecords"/>.</param>
/// <param name="IsExact">False when counting stopped.</param>
public sealed record HeldRecords(Form Form, Field Field, long Count, bool IsExact);

/// <summary>What is handed over, and to whom. What is not named is handed over.</summary>
public sealed record HandOverRequest
{
    /// <summary>Who goes on with it; active.</summary>
    public long To { get; init; }
    /// <summary>Only the records of these fields; null for all of <see cref="Holdings.Records"/>.</summary>
    public IReadOnlyList<HeldField>? Records { get; init; }
    /// <summary>Tasks of flows.</summary>
    public bool Tasks { get; init; } = true;
    /// <summary>Reports and departments.</summary>
    public bool People { get; init; } = true;
    /// <summary>The person is deactivated in the same step.</summary>
    public bool Deactivate { get; init; }
}

/// <summary>A field of a form, by keys.</summary>
public sealed record HeldField(string Form, string Field);
