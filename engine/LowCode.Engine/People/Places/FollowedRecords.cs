using System.Text.Json;
using LowCode.Expressions;
using LowCode.Forms;
using LowCode.Notifications;
using LowCode.Records;

namespace LowCode.People.Places;

/// <summary>Tells those who follow a record that somebody else has changed it: once until they have read it, and only while they may still see it.</summary>
public sealed class FollowedRecords(Workspace workspace, RecordReader reader, Inbox inbox) : IRecordFollower
{
    /// <inheritdoc/>
    public void AfterSave(IUnit unit, Caller caller, Form form, Value[]? old, Value[] now)
    {
        if (old is null || caller.IsSystem)
            return;
        var id = RecordContext.IdOf(now);
        var followers = unit.Store<IPlaceStore>().Followers(Place.Record(form.Key, id));
        if (followers.Count == 0)
            return;
        var unread = unit.Store<INotificationStore>();
        inbox.Send(unit, [.. followers.Where(user => user != caller.Id && !unread.HasUnread(user, NotificationKinds.RecordChanged, form.Key, id)).Select(Notice).OfType<Notification>()]);

        Notification? Notice(long user) => TitleFor(unit, user, form, id) is not { } title ? null : new Notification
        {
            UserId = user,
            At = workspace.Now,
            Kind = NotificationKinds.RecordChanged,
            Form = form.Key,
            RecordId = id,
            Payload = JsonSerializer.Serialize(new { title, actor = caller.Id }),
        };
    }

    // The follower's own view: a title that is hidden from them is not in it.
    private string? TitleFor(IUnit unit, long user, Form form, long id)
    {
        if (workspace.People.User(user) is not { Active: true } person)
            return null;
        try
        {
            return reader.Get(unit, Caller.For(person, workspace.People, Source.Screen, workspace.Zone, person.Language ?? "zh-CN"), form.Key, id).Title;
        }
        catch (RefusedException)
        {
            return null;
        }
    }
}
