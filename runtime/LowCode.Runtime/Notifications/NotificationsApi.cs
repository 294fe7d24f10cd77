using System.Text.Json;
using LowCode.Notifications;
using LowCode.People;
using LowCode.Runtime.Hosting;

namespace LowCode.Runtime.Notifications;

/// <summary><c>/api/notifications</c>: my inbox.</summary>
public static class NotificationsApi
{
    public static WebApplication MapNotifications(this WebApplication app)
    {
        var api = app.MapGroup("/api/notifications").WithTags("Notifications");
        api.MapGet("", List).WithSummary("My inbox, newest first.");
        api.MapGet("/count", (Caller caller, Inbox inbox) => inbox.Unread(caller).ToResult(unread => new { unread })).WithSummary("How many are unread; stops at 100.");
        api.MapPost("/read", async (ReadRequest request, Caller caller, Inbox inbox, CancellationToken cancel) => (await inbox.MarkReadAsync(caller, request.Ids, cancel)).ToResult())
            .WithSummary("Mark some, or all without ids, as read.");
        return app;
    }

    private static IResult List(Caller caller, Inbox inbox, bool unread = false, long before = long.MaxValue, int limit = 30) =>
        inbox.List(caller, unread, before, limit).ToResult(items => new
        {
            items = items.Select(item => new { item.Id, item.At, item.Kind, item.Form, record = item.RecordId, data = JsonDocument.Parse(item.Payload).RootElement, item.ReadAt }),
            next = items.Count == Math.Clamp(limit, 1, Inbox.MaxPage) ? items[^1].Id : (long?)null,
        });

    /// <summary>Body of marking as read. <paramref name="Ids"/> null: all.</summary>
    public sealed record ReadRequest(IReadOnlyList<long>? Ids = null);
}
