using System.Text.Json;
using LowCode.Notifications;
using LowCode.Records;
using LowCode.Ui.Localization;
using LowCode.Ui.Records.Batches;

namespace LowCode.Ui.Notifications;

/// <summary>What an entry of an inbox says, in the language of the thread, and where it leads; the same on the screen and in mails.</summary>
public sealed class InboxWords(Workspace workspace, Texts texts)
{
    /// <summary>The sentence; <paramref name="title"/> replaces what the entry calls its record.</summary>
    public string Sentence(Notification item, string? title = null)
    {
        var data = Data(item);
        if (item.Kind == NotificationKinds.Message)
            return LabelOf(data, "text") is { Length: > 0 } text ? text : title ?? Text(data, "title");
        var actor = Number(data, "actor") is { } user && user > 0 ? workspace.People.User(user)?.Name ?? "" : texts["tasks.system"];
        if (item.Kind == NotificationKinds.BatchEnded)
        {
            return texts[$"inbox.{item.Kind}"].Replace("{title}", item.Form is { } form ? FormName(form) : texts["batch.tasks"], StringComparison.Ordinal).Replace("{state}", BatchWords.Result(texts, Text(data, "kind"),
                Enum.Parse<BatchRunState>(Text(data, "state"), ignoreCase: true), (int)(Number(data, "changed") ?? 0), (int)(Number(data, "refused") ?? 0)), StringComparison.Ordinal);
        }
        var state = Text(data, "state") is { Length: > 0 } word ? texts[$"flowState.{word}"] : "";
        title ??= Text(data, "title") is { Length: > 0 } own ? own : RecordName(item);
        return texts.Or($"inbox.{item.Kind}", title).Replace("{actor}", actor, StringComparison.Ordinal).Replace("{state}", state, StringComparison.Ordinal).Replace("{title}", title, StringComparison.Ordinal);
    }

    /// <summary>The record without a word of what it holds: its form and number.</summary>
    public string RecordName(Notification item) =>
        item.Form is { } form && workspace.Catalog.Forms.TryGetValue(form, out var known) ? $"{known.Definition.Label.Current} #{item.RecordId}" : $"#{item.RecordId}";

    private string FormName(string form) => workspace.Catalog.Forms.TryGetValue(form, out var known) ? known.Definition.Label.Current : form;

    /// <summary>Which step, and what was said; "" for nothing.</summary>
    public static string Note(Notification item)
    {
        var data = Data(item);
        return string.Join(" · ", new[] { LabelOf(data, "nodeLabel"), Text(data, "comment") }.Where(part => part.Length > 0));
    }

    /// <summary>The page it leads to, relative to the base; null for none.</summary>
    public string? Link(Notification item)
    {
        return TaskOf(item) is { } task && item.Kind is not NotificationKinds.TaskEscalated ? $"tasks?queue=todo&task={task}"
            : InstanceOf(item) is { } instance ? $"tasks?queue=copied&instance={instance}"
            : item is { Kind: NotificationKinds.BatchEnded, Form: null } ? $"tasks?run={Number(Data(item), "batch")}"
            : item is { Kind: NotificationKinds.BatchEnded, Form: { } list } && workspace.Catalog.Forms.TryGetValue(list, out var listed) ? $"apps/{listed.Definition.App}/forms/{list}?batch={Number(Data(item), "batch")}"
            : item is { Form: { } form, RecordId: { } record } && workspace.Catalog.Forms.TryGetValue(form, out var known) ? $"apps/{known.Definition.App}/forms/{form}/{record}" + (Number(Data(item), "commentId") is { } comment ? $"#comment-{comment}" : "")
            : null;
    }

    /// <summary>The task that it is about; null for none.</summary>
    public static long? TaskOf(Notification item) => Number(Data(item), "task");

    /// <summary>The flow instance that it is about; null for none.</summary>
    public static long? InstanceOf(Notification item) => Number(Data(item), "instance");

    /// <summary>Who did it; null for the system.</summary>
    public static long? ActorOf(Notification item) => Number(Data(item), "actor");

    private static JsonElement Data(Notification item) => JsonDocument.Parse(item.Payload).RootElement;

    private static string Text(JsonElement data, string name) => data.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static string LabelOf(JsonElement data, string name) =>
        data.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String or JsonValueKind.Object ? value.Deserialize<LowCode.Label>(JsonSerializerOptions.Web)?.Current ?? "" : "";

    private static long? Number(JsonElement data, string name) => data.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt64() : null;
}
