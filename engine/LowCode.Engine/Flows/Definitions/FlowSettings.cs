namespace LowCode.Flows;

/// <summary>What holds for every instance of a flow.</summary>
public sealed record FlowSettings
{
    /// <summary>How the flow starts. Default: by hand.</summary>
    public FlowStart Start { get; init; } = new();

    /// <summary>How long the initiator may take it back. Default: until the first person has handled it.</summary>
    public WithdrawPolicy Withdraw { get; init; }

    /// <summary>Expression over the record that names an instance in lists; null shows the record's title.</summary>
    public string? Title { get; init; }

    /// <summary>Who may terminate, suspend, reassign and jump, and receives tasks that nobody else can take. Empty: the app's administrators.</summary>
    public IReadOnlyList<AssigneeSource> Managers { get; init; } = [];
}

/// <summary>How instances come to life.</summary>
public sealed record FlowStart
{
    /// <summary>What starts it. Default: <see cref="FlowStartTrigger.Manual"/>.</summary>
    public FlowStartTrigger On { get; init; }

    /// <summary>With <see cref="FlowStartTrigger.OnCreate"/>: also for imported records of which the person who imports chose to start no flows.</summary>
    public bool Always { get; init; }

    /// <summary>Condition over the record; only records that satisfy it are let in. Null: every record.</summary>
    public string? When { get; init; }
}

/// <summary>What starts a flow.</summary>
public enum FlowStartTrigger
{
    /// <summary>Somebody presses Start on the record.</summary>
    Manual,
    /// <summary>Every new record, from whichever door it comes: screen, API, automation; imported ones if the person who imports says so, or <see cref="FlowStart.Always"/>.</summary>
    OnCreate,
    /// <summary>Nothing: it is out of use. What runs goes on to its end.</summary>
    Never,
}

/// <summary>How long an initiator may withdraw.</summary>
public enum WithdrawPolicy
{
    /// <summary>Until the first person after the start has handled it.</summary>
    UntilFirstHandled,
    /// <summary>As long as the flow runs.</summary>
    WhileRunning,
    /// <summary>Not at all.</summary>
    Never,
}
