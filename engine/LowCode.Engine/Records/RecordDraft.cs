namespace LowCode.Records;

/// <summary>What somebody has typed into a form and not saved yet. Belongs to one person; nobody else ever reads it.</summary>
/// <param name="Id">0 while new.</param>
/// <param name="UserId">Whose it is.</param>
/// <param name="Form">Key of the form.</param>
/// <param name="RecordId">The record that is being changed; 0 for a new one.</param>
/// <param name="Version">The record's version that the person saw; null for a new one.</param>
/// <param name="At">UTC time of the last keystroke that it holds.</param>
/// <param name="Json">The edits in the API's form: only the fields that were touched.</param>
public sealed record RecordDraft(long Id, long UserId, string Form, long RecordId, long? Version, DateTime At, string Json)
{
    /// <summary>The flow task in which it is typed; 0 outside of tasks. One record may have one draft for each task and one beside them.</summary>
    public long TaskId { get; init; }

    /// <summary>What was typed beside the fields: the comment of a task's decision.</summary>
    public string Note { get; init; } = "";
}

/// <summary>Reads and writes drafts; one unit of work.</summary>
public interface IRecordDraftStore
{
    /// <summary>One draft, or null.</summary>
    RecordDraft? Find(long id);
    /// <summary>A person's drafts, newest first; <paramref name="form"/> null for all forms.</summary>
    IReadOnlyList<RecordDraft> For(long userId, string? form, int limit);
    /// <summary>Writes a draft; id 0 makes a new one. Returns its id.</summary>
    long Save(RecordDraft draft);
    /// <summary>Takes a draft away.</summary>
    void Delete(long id);
    /// <summary>Takes away what nobody has touched since.</summary>
    void DeleteOlder(DateTime than);
}
