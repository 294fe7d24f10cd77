namespace LowCode.Imports;

/// <summary>An import of a file into a form: what was asked for, and how far it is.</summary>
public sealed record FileImport
{
    /// <summary>32 hexadecimal digits.</summary>
    public required string Id { get; init; }

    /// <summary>Who began it; it runs with this person's rights, also after a restart.</summary>
    public required long UserId { get; init; }

    /// <summary>Language in which reasons are written: <c>zh-CN</c> or <c>en</c>.</summary>
    public required string Language { get; init; }

    /// <summary>Key of the form.</summary>
    public required string Form { get; init; }

    /// <summary>Id of the uploaded file in the data folder.</summary>
    public required string File { get; init; }

    /// <summary>What the person called the file; "" when unknown.</summary>
    public string FileName { get; init; } = "";

    /// <summary>JSON: which column goes where and what is done with rows that are there already.</summary>
    public required string Plan { get; init; }

    /// <summary>Only checks, and keeps nothing.</summary>
    public bool DryRun { get; init; }

    /// <summary>Whether it is over, and how.</summary>
    public ImportState State { get; init; }

    /// <summary>Somebody wants it to stop.</summary>
    public bool Stopping { get; init; }

    /// <summary>Rows of the file; null until they are counted.</summary>
    public int? Total { get; init; }

    /// <summary>Rows that are decided.</summary>
    public int Position { get; init; }

    /// <summary>Records made.</summary>
    public int Created { get; init; }

    /// <summary>Records changed.</summary>
    public int Updated { get; init; }

    /// <summary>Rows refused.</summary>
    public int Rejected { get; init; }

    /// <summary>JSON of the errors that ended it early; null for none.</summary>
    public string? Failure { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime StartedAt { get; init; }

    /// <summary>UTC; null while it runs.</summary>
    public DateTime? EndedAt { get; init; }
}

/// <summary>Whether an import is over, and how.</summary>
public enum ImportState
{
    /// <summary>Goes on, also after a restart.</summary>
    Running,
    /// <summary>Came to the end of the file.</summary>
    Done,
    /// <summary>A person stopped it; what was saved stays.</summary>
    Cancelled,
    /// <summary>Ended early; what was saved stays.</summary>
    Failed,
}

/// <summary>A row of the file that was refused: its number as the file counts, and why.</summary>
public sealed record RefusedRow(int Row, string Reason);

/// <summary>What became of the next rows of the file.</summary>
public sealed record ImportStep(int Created, int Updated, IReadOnlyList<RefusedRow> Rejected)
{
    /// <summary>Rows decided.</summary>
    public int Rows => Created + Updated + Rejected.Count;
}

/// <summary>Tells open screens that a person's imports have begun, moved on or ended.</summary>
public sealed class ImportSignal
{
    /// <summary>Raised with the person's id, from any thread. Handlers must be quick and must not throw.</summary>
    public event Action<long>? Moved;

    /// <summary>Tells them.</summary>
    public void Tell(long user) => Moved?.Invoke(user);
}
