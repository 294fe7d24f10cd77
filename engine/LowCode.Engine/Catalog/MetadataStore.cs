namespace LowCode.Catalog;

/// <summary>A definition as kept: its draft and which version is published.</summary>
/// <param name="Id">Physical id; of a form, the number in its table's name.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Key">Unique in its kind.</param>
/// <param name="App">App key; null for the workspace's own.</param>
/// <param name="Draft">JSON being edited; null when nothing differs from what is published.</param>
/// <param name="DraftRev">Grows with every save of the draft; two designers on one draft are told apart by it.</param>
/// <param name="PublishedNo">Published version's number; 0 when never published.</param>
/// <param name="Published">Published JSON; null when never published.</param>
public sealed record StoredDefinition(long Id, DefinitionKind Kind, string Key, string? App, string? Draft, long DraftRev, int PublishedNo, string? Published);

/// <summary>One published version. <paramref name="At"/> is UTC.</summary>
public sealed record DefinitionVersion(int No, string Json, long By, DateTime At, string? Note);

/// <summary>Physical id of a field. <paramref name="Shape"/> is storage kind and scale, e.g. <c>Number:2</c>: a different shape needs another column.</summary>
public sealed record FieldId(long FormId, string Path, long Id, string Shape);

/// <summary>Reads and writes definitions and the physical ids of fields; one unit of work.</summary>
public interface IMetadataStore
{
    /// <summary>The workspace's metadata version.</summary>
    long Version();
    /// <summary>Raises the metadata version and returns it.</summary>
    long RaiseVersion();
    /// <summary>All definitions with draft and published JSON.</summary>
    IReadOnlyList<StoredDefinition> All();
    /// <summary>One definition, or null.</summary>
    StoredDefinition? Find(DefinitionKind kind, string key);
    /// <summary>Makes the definition if it is new; returns its id.</summary>
    long Ensure(DefinitionKind kind, string key, string? app);
    /// <summary>Writes the draft; false when <paramref name="expectedRev"/> isn't the current one. Null clears it.</summary>
    bool SaveDraft(long id, string? json, long expectedRev);
    /// <summary>Writes a new published version, clears the draft, returns the version's number.</summary>
    int Publish(long id, string json, long by, DateTime at, string? note);
    /// <summary>Takes the definition away with its versions (a form's table stays until maintenance); false when it is a flow that has ever run, whose history needs it.</summary>
    bool Delete(long id);
    /// <summary>Published versions, newest first.</summary>
    IReadOnlyList<DefinitionVersion> Versions(long id);
    /// <summary>Physical ids of the fields of all forms.</summary>
    IReadOnlyList<FieldId> FieldIds();
    /// <summary>Gives a new physical id to a field path (<c>amount</c>, <c>items.amount</c>); a field with another shape gets another one.</summary>
    FieldId NewFieldId(long formId, string path, string shape);
}
