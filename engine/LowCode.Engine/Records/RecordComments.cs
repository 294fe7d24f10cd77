using LowCode.Expressions;
using LowCode.Notifications;
using LowCode.People;
using LowCode.Permissions;

namespace LowCode.Records;

/// <summary>Comments on records: whoever may see a record reads them, whoever may comment writes them.</summary>
public sealed class RecordComments(Workspace workspace, RecordReader reader, Inbox inbox)
{
    /// <summary>Longest comment, in characters.</summary>
    public const int MaxLength = 10_000;

    /// <summary>Most files of one comment.</summary>
    public const int MostFiles = 10;

    /// <summary>Comments of a record, oldest first.</summary>
    public Outcome<IReadOnlyList<Comment>> List(Caller caller, string form, long id) => workspace.Database.Read(unit =>
        unit.Log.Comments(reader.Get(unit, caller, form, id).Form.Id, id));

    /// <summary>Writes a comment; <paramref name="mentions"/> are ids of active people who are told of it, <paramref name="files"/> ids of the caller's own uploads.</summary>
    public Task<Outcome<Comment>> AddAsync(Caller caller, string form, long id, string text, IReadOnlyList<long> mentions, IReadOnlyList<string>? files = null, CancellationToken cancel = default) =>
        workspace.Database.WriteAsync(caller, unit =>
        {
            var view = Commented(unit, caller, form, id);
            var attached = Attached(unit, caller, files ?? []);
            Check(text, mentions, attached.Count > 0);
            var comment = new Comment(0, view.Form.Id, id, workspace.Now, caller.Id, text.Trim(), mentions) { Files = attached };
            comment = comment with { Id = unit.Log.AddComment(comment) };
            if (attached.Count > 0)
                unit.Log.BindFiles([.. attached.Select(file => file.Id)], view.Form.Id, id, 0);
            unit.Log.AddEvent("comment.added", System.Text.Json.JsonSerializer.Serialize(new { form, id, comment = comment.Id, by = caller.Id, mentions }), workspace.Now);
            TellMentioned(unit, caller, view, comment, mentions);
            unit.Tell(new RecordChanged(form, id));
            return comment;
        }, cancel);

    /// <summary>Corrects the caller's own comment; only people who were not mentioned before are told.</summary>
    public Task<Outcome<Comment>> EditAsync(Caller caller, string form, long id, long commentId, string text, IReadOnlyList<long> mentions, CancellationToken cancel = default) =>
        workspace.Database.WriteAsync(caller, unit =>
        {
            var view = Commented(unit, caller, form, id);
            var old = Own(unit, caller, view, commentId);
            Check(text, mentions, old.Files.Count > 0);
            var comment = old with { Text = text.Trim(), Mentions = mentions, EditedAt = workspace.Now };
            unit.Log.UpdateComment(comment);
            TellMentioned(unit, caller, view, comment, [.. mentions.Except(old.Mentions)]);
            unit.Tell(new RecordChanged(form, id));
            return comment;
        }, cancel);

    /// <summary>Takes the caller's own comment back.</summary>
    public Task<Outcome<Nothing>> DeleteAsync(Caller caller, string form, long id, long commentId, CancellationToken cancel = default) =>
        WriteOwnAsync(caller, form, id, commentId, old => old with { Text = "", Mentions = [], Files = [], EditedAt = workspace.Now }, cancel);

    /// <summary>Undoes <see cref="DeleteAsync"/>: <paramref name="comment"/> as it was. Nobody is told again.</summary>
    public Task<Outcome<Nothing>> RestoreAsync(Caller caller, string form, long id, Comment comment, CancellationToken cancel = default) =>
        WriteOwnAsync(caller, form, id, comment.Id, old => old.Text.Length > 0 ? old : old with { Text = comment.Text, Mentions = comment.Mentions, Files = comment.Files, EditedAt = comment.EditedAt }, cancel);

    private Task<Outcome<Nothing>> WriteOwnAsync(Caller caller, string form, long id, long commentId, Func<Comment, Comment> change, CancellationToken cancel) => workspace.Database.WriteAsync(caller, unit =>
    {
        unit.Log.UpdateComment(change(Own(unit, caller, Commented(unit, caller, form, id), commentId)));
        unit.Tell(new RecordChanged(form, id));
        return default(Nothing);
    }, cancel);

    private RecordView Commented(IUnit unit, Caller caller, string form, long id)
    {
        var view = reader.Get(unit, caller, form, id);
        return view.Actions.HasFlag(RecordActions.Comment) ? view : throw RecordErrors.Forbidden("comment");
    }

    private static Comment Own(IUnit unit, Caller caller, RecordView view, long commentId) =>
        unit.Log.Comment(commentId) is { } comment && comment.FormId == view.Form.Id && comment.RecordId == view.Id && comment.By == caller.Id ? comment
        : throw new RefusedException(ErrorKind.NotFound, "records.comment.unknown", "There is no such comment of yours.");

    private void Check(string text, IReadOnlyList<long> mentions, bool hasFiles)
    {
        if (string.IsNullOrWhiteSpace(text) && !hasFiles || text.Length > MaxLength)
            throw new RefusedException(ErrorKind.Invalid, "records.comment.length", $"A comment has 1 to {MaxLength} characters.", "text");
        if (mentions.FirstOrDefault(user => workspace.People.User(user) is not { Active: true }) is var unknown and not 0)
            throw new RefusedException(ErrorKind.Invalid, "records.member.unknown", $"There is no active person {unknown}.", "mentions");
    }

    private static List<FileValue> Attached(IUnit unit, Caller caller, IReadOnlyList<string> ids)
    {
        if (ids.Count > MostFiles)
            throw new RefusedException(ErrorKind.Invalid, "fields.tooMany", $"At most {MostFiles} files.", "files");
        return [.. ids.Select(id => unit.Log.File(id) is { FormId: null } file && file.By == caller.Id ? new FileValue(file.Id, file.Name, file.Size, file.Type)
            : throw new RefusedException(ErrorKind.Invalid, "records.file.unknown", "There is no such file, or it belongs to another record.", "files"))];
    }

    // Only those who may see the record: a notice must not show its title to anybody else.
    private void TellMentioned(IUnit unit, Caller caller, RecordView view, Comment comment, IReadOnlyList<long> mentions)
    {
        var context = RecordContext.For(workspace, caller, new UnitRelated(unit, workspace.Catalog, workspace.People));
        var record = unit.Records.Get(view.Form, view.Id)!;
        var payload = System.Text.Json.JsonSerializer.Serialize(new { title = view.Title, actor = caller.Id, comment = comment.Text, commentId = comment.Id });
        inbox.Send(unit, [.. mentions.Where(user => user != caller.Id && MaySee(user)).Select(user => new Notification
        {
            UserId = user,
            At = workspace.Now,
            Kind = NotificationKinds.FlowCommented,
            Form = view.Form.Key,
            RecordId = view.Id,
            Payload = payload,
        })]);

        bool MaySee(long user)
        {
            var reads = Caller.For(workspace.People.User(user)!, workspace.People, caller.Source, caller.Zone, caller.Language);
            return workspace.Catalog.Access(reads, view.Form).Can(RecordActions.View, RecordContext.For(workspace, reads, context.Related).With(record));
        }
    }
}
