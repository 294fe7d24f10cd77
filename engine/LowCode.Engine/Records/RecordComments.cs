using LowCode.Notifications;
using LowCode.People;
using LowCode.Permissions;

namespace LowCode.Records;

/// <summary>Comments on records: whoever may see a record reads them, whoever may comment writes them.</summary>
public sealed class RecordComments(Workspace workspace, RecordReader reader, Inbox inbox)
{
    /// <summary>Longest comment, in characters.</summary>
    public const int MaxLength = 10_000;

    /// <summary>Comments of a record, oldest first.</summary>
    public Outcome<IReadOnlyList<Comment>> List(Caller caller, string form, long id) => workspace.Database.Read(unit =>
        unit.Log.Comments(reader.Get(unit, caller, form, id).Form.Id, id));

    /// <summary>Writes a comment; <paramref name="mentions"/> are ids of active people who are told of it.</summary>
    public Task<Outcome<Comment>> AddAsync(Caller caller, string form, long id, string text, IReadOnlyList<long> mentions, CancellationToken cancel = default) =>
        workspace.Database.WriteAsync(unit =>
        {
            var view = reader.Get(unit, caller, form, id);
            if (!view.Actions.HasFlag(RecordActions.Comment))
                throw RecordErrors.Forbidden("comment");
            if (string.IsNullOrWhiteSpace(text) || text.Length > MaxLength)
                throw new RefusedException(ErrorKind.Invalid, "records.comment.length", $"A comment has 1 to {MaxLength} characters.", "text");
            if (mentions.FirstOrDefault(user => workspace.People.User(user) is not { Active: true }) is var unknown and not 0)
                throw new RefusedException(ErrorKind.Invalid, "records.member.unknown", $"There is no active person {unknown}.", "mentions");
            var comment = new Comment(0, view.Form.Id, id, workspace.Now, caller.Id, text.Trim(), mentions);
            comment = comment with { Id = unit.Log.AddComment(comment) };
            unit.Log.AddEvent("comment.added", System.Text.Json.JsonSerializer.Serialize(new { form, id, comment = comment.Id, by = caller.Id, mentions }), workspace.Now);
            TellMentioned(unit, caller, view, comment);
            unit.AfterCommit(() => workspace.Tell(new RecordChanged(form, id)));
            return comment;
        }, cancel);

    // Only those who may see the record: a notice must not show its title to anybody else.
    private void TellMentioned(IUnit unit, Caller caller, RecordView view, Comment comment)
    {
        var context = RecordContext.For(workspace, caller, new UnitRelated(unit, workspace.Catalog, workspace.People));
        var record = unit.Records.Get(view.Form, view.Id)!;
        var payload = System.Text.Json.JsonSerializer.Serialize(new { title = view.Title, actor = caller.Id, comment = comment.Text });
        inbox.Send(unit, [.. comment.Mentions.Where(user => user != caller.Id && MaySee(user)).Select(user => new Notification
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
