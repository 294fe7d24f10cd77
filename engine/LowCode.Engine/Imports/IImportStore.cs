namespace LowCode.Imports;

/// <summary>Imports of files and how far they are; one unit of work. What it says of an import commits together with the records it has made.</summary>
public interface IImportStore
{
    /// <summary>Keeps a new import.</summary>
    void Add(FileImport import);

    /// <summary>The import; null when there is none, or no more.</summary>
    FileImport? Get(string id);

    /// <summary>All that are running, oldest first.</summary>
    IReadOnlyList<FileImport> Running();

    /// <summary>A person's imports that are running, or over and not seen yet; newest first. No dry runs.</summary>
    IReadOnlyList<FileImport> Unseen(long user);

    /// <summary>The imports into a form, newest first; only this person's when given. No dry runs.</summary>
    IReadOnlyList<FileImport> OfForm(string form, long? user, int limit);

    /// <summary>
    /// Moves on from <paramref name="position"/> by the rows of a step. False when the import is no longer there or over, because somebody else
    /// goes on with it or it was ended: then nothing of the step may be kept.
    /// </summary>
    bool Advance(string id, int position, ImportStep step);

    /// <summary>Sets how many rows there are in all.</summary>
    void SetTotal(string id, int total);

    /// <summary>Back to the first row: for a dry run that begins again.</summary>
    void Rewind(string id);

    /// <summary>Somebody wants it to stop, also after a restart.</summary>
    void Stop(string id);

    /// <summary>It is over. <paramref name="failure"/> is JSON of the errors; null for none.</summary>
    void End(string id, ImportState state, string? failure, DateTime at);

    /// <summary>The person has seen how these ended; null for all of the person's that are over.</summary>
    void MarkSeen(long user, string? id);

    /// <summary>The refused rows in order, after this row number.</summary>
    IReadOnlyList<RefusedRow> Rejections(string id, int after, int limit);

    /// <summary>Deletes imports that ended before this time, with their refused rows.</summary>
    void Purge(DateTime before);

    /// <summary>The files that imports still need.</summary>
    IReadOnlyList<string> Files();
}
