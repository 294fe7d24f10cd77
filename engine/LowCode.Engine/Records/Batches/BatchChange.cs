namespace LowCode.Records;

/// <summary>One thing to be done with many records of a form: the same values written to each, or each put into the recycle bin.</summary>
public sealed record BatchChange
{
    /// <summary>Key of the form.</summary>
    public required string Form { get; init; }
    /// <summary>The records by id; null: those of <see cref="Matching"/>.</summary>
    public IReadOnlyList<long>? Ids { get; init; }
    /// <summary>A list whose records are meant, as many as there are when it is asked for; its paging is of no matter.</summary>
    public ListRequest? Matching { get; init; }
    /// <summary>Records of <see cref="Matching"/> that are left out.</summary>
    public IReadOnlySet<long> Except { get; init; } = new HashSet<long>();
    /// <summary>What is written to each; null puts them into the recycle bin.</summary>
    public RecordEdits? Edits { get; init; }
}
