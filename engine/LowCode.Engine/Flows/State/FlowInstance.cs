namespace LowCode.Flows;

/// <summary>One run of a flow over one record. It keeps the version of the definition with which it started.</summary>
public sealed record FlowInstance : FlowRow
{
    /// <summary>Id of the flow's definition.</summary>
    public long FlowId { get; set; }

    /// <summary>Number of the published version that it follows.</summary>
    public int VersionNo { get; set; }

    /// <summary>Physical id of the record's form.</summary>
    public long FormId { get; set; }

    /// <summary>The record that flows.</summary>
    public long RecordId { get; set; }

    /// <summary>Who started it; 0 for the system.</summary>
    public long Initiator { get; set; }

    /// <summary>Where it stands.</summary>
    public InstanceState State { get; set; }

    /// <summary>Number of commands applied; two at once are told apart by it.</summary>
    public long Rev { get; set; }

    /// <summary>UTC.</summary>
    public DateTime StartedAt { get; set; }

    /// <summary>UTC; null while it runs.</summary>
    public DateTime? EndedAt { get; set; }

    /// <summary>What lists show: the flow's title expression, else the record's title.</summary>
    public string Title { get; set; } = "";

    /// <summary>Of an incident, what went wrong; of a suspended one, since when; null otherwise.</summary>
    public string? Error { get; set; }

    /// <summary>True while tokens exist.</summary>
    public bool IsLive => State is InstanceState.Running or InstanceState.Suspended or InstanceState.Incident;
}

/// <summary>Where an instance stands.</summary>
public enum InstanceState
{
    /// <summary>On its way.</summary>
    Running,
    /// <summary>Reached an end.</summary>
    Completed,
    /// <summary>Refused.</summary>
    Rejected,
    /// <summary>Given up by its initiator.</summary>
    Withdrawn,
    /// <summary>Ended by a manager.</summary>
    Terminated,
    /// <summary>Stopped for a while by a manager.</summary>
    Suspended,
    /// <summary>A job failed for good; waits for a manager.</summary>
    Incident,
}
