using LowCode.People;

namespace LowCode.Records;

/// <summary>What is kept beside a record: history, comments, files, answered requests, outgoing events.</summary>
public interface IRecordLog
{
    /// <summary>Appends one history entry.</summary>
    void AddHistory(HistoryEntry entry);
    /// <summary>History of a record, newest first, below this version.</summary>
    IReadOnlyList<HistoryEntry> History(long formId, long recordId, int limit, long before = long.MaxValue);
    /// <summary>Adds a comment; returns its id.</summary>
    long AddComment(Comment comment);
    /// <summary>Comments of a record, oldest first, without those that were taken back.</summary>
    IReadOnlyList<Comment> Comments(long formId, long recordId);
    /// <summary>One comment, also one that was taken back; or null.</summary>
    Comment? Comment(long id);
    /// <summary>Writes a comment's text, mentions, files and time of correction anew; an empty one is taken back.</summary>
    void UpdateComment(Comment comment);
    /// <summary>Registers an uploaded file that no record holds yet.</summary>
    void AddFile(StoredFile file);
    /// <summary>The file's row, or null.</summary>
    StoredFile? File(string id);
    /// <summary>Binds files to the record and field that hold them now.</summary>
    void BindFiles(IReadOnlyCollection<string> ids, long formId, long recordId, long fieldId);
    /// <summary>The stored answer of an earlier request with this key, or null. Keys are kept for 24 hours.</summary>
    string? Answer(string key);
    /// <summary>Stores the answer of a request.</summary>
    void AddAnswer(string key, string json, DateTime at);
    /// <summary>Appends an event that workers deliver after the commit, at least once.</summary>
    void AddEvent(string kind, string payload, DateTime at);
}

/// <summary>One change of a record.</summary>
/// <param name="FormId">Form.</param>
/// <param name="RecordId">Record.</param>
/// <param name="Version">The record's version after the change.</param>
/// <param name="At">UTC.</param>
/// <param name="By">User id; 0 for the system.</param>
/// <param name="Source">By which way.</param>
/// <param name="Kind">created, updated, deleted, restored.</param>
/// <param name="Changes">JSON: field key to <c>[old, new]</c>; null for creation, deletion and restore.</param>
public sealed record HistoryEntry(long FormId, long RecordId, long Version, DateTime At, long By, Source Source, string Kind, string? Changes);

/// <summary>A comment on a record; <paramref name="Mentions"/> are user ids. <paramref name="At"/> is UTC.</summary>
public sealed record Comment(long Id, long FormId, long RecordId, DateTime At, long By, string Text, IReadOnlyList<long> Mentions)
{
    /// <summary>Files that came with it.</summary>
    public IReadOnlyList<Expressions.FileValue> Files { get; init; } = [];

    /// <summary>When its writer last corrected it, UTC; null for never.</summary>
    public DateTime? EditedAt { get; init; }
}

/// <summary>An uploaded file. The bytes lie in the data folder under <paramref name="Id"/>; downloads check the record's field.</summary>
public sealed record StoredFile(string Id, string Name, long Size, string Type, long By, DateTime At, long? FormId, long? RecordId, long? FieldId);
