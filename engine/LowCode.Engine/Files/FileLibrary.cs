using System.Security.Cryptography;
using LowCode.Expressions;
using LowCode.People;
using LowCode.Permissions;
using LowCode.Records;

namespace LowCode.Files;

/// <summary>Where the bytes of uploaded files lie. Ids are made here; nothing that a caller sends becomes part of a path.</summary>
public interface IFileVault
{
    /// <summary>Keeps the content under an id; at most <paramref name="limit"/> bytes, else nothing is kept and -1 is returned. Returns the size.</summary>
    Task<long> WriteAsync(string id, Stream content, long limit, CancellationToken cancel);
    /// <summary>Opens the content, or null when it is gone.</summary>
    Stream? Open(string id);
}

/// <summary>Uploading and downloading files. A file belongs to its uploader until a saved record holds it; from then on it follows that record's field.</summary>
public sealed class FileLibrary(Workspace workspace, IFileVault vault, RecordReader reader)
{
    /// <summary>Largest file, in bytes.</summary>
    public const long MaxBytes = 50L * 1024 * 1024;

    /// <summary>The refusal of a larger one.</summary>
    public static Refusal TooLarge { get; } = new(ErrorKind.TooLarge, "files.tooLarge", $"A file has at most {MaxBytes} bytes.");

    /// <summary>Keeps an uploaded file. Its type is found from its content, never from what the caller says.</summary>
    public async Task<Outcome<FileValue>> AddAsync(Caller caller, string name, Stream content, CancellationToken cancel = default)
    {
        if (caller.Looking is { } looking)
            return looking;
        var clean = FileNames.Clean(name);
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var head = new HeadStream(content);
        var size = await vault.WriteAsync(id, head, MaxBytes, cancel);
        if (size < 0)
            return TooLarge;
        var file = new StoredFile(id, clean, size, FileNames.TypeOf(clean, head.Head), caller.Id, workspace.Now, null, null, null);
        var kept = await workspace.Database.WriteAsync(caller, unit =>
        {
            unit.Log.AddFile(file);
            return default(Nothing);
        }, cancel);
        return kept.Ok ? new FileValue(file.Id, file.Name, file.Size, file.Type) : kept.Refusal!;
    }

    /// <summary>Opens a file for a caller who may read the field that holds it (or who has just uploaded it). Everybody else gets a 404.</summary>
    public Outcome<(StoredFile File, Stream Content)> Open(Caller caller, string id)
    {
        var found = workspace.Database.Read(unit =>
        {
            var file = unit.Log.File(id) ?? throw Unknown();
            if (!MaySee(unit, caller, file))
                throw Unknown();
            return file;
        });
        if (!found.Ok)
            return found.Refusal!;
        return vault.Open(id) is { } content ? (found.Value, content) : new Refusal(ErrorKind.NotFound, "files.unknown", "There is no such file.");
    }

    private bool MaySee(IUnit unit, Caller caller, StoredFile file)
    {
        if (file.FormId is null)
            return file.By == caller.Id;
        if (workspace.Catalog.Forms.Values.FirstOrDefault(form => form.Id == file.FormId) is not { } form)
            return false;
        if (file.FieldId == 0)
        {
            // It came with a comment: whoever sees the record sees its comments.
            var seen = reader.Get(unit, caller, form.Key, file.RecordId!.Value);
            return unit.Log.Comments(form.Id, seen.Id).Any(comment => comment.Files.Any(attached => attached.Id == file.Id));
        }
        var field = form.Fields.FirstOrDefault(each => each.Id == file.FieldId || each.Rows.Any(column => column.Id == file.FieldId));
        if (field is null)
            return false;
        var view = reader.Get(unit, caller, form.Key, file.RecordId!.Value);
        return view.Rights[field.Position] >= FieldRight.ReadOnly && Holds(view.Values[field.Position], file.Id);
    }

    // A file that was taken out of its field is no longer readable through it.
    private static bool Holds(Value value, string id) => value.Kind switch
    {
        ValueKind.File => value.AsFile.Id == id,
        ValueKind.List => value.AsList.Any(item => Holds(item, id)),
        ValueKind.Rows => value.AsRows.Any(row => row.Values.Any(item => Holds(item, id))),
        _ => false,
    };

    private static RefusedException Unknown() => new(ErrorKind.NotFound, "files.unknown", "There is no such file.");
}
