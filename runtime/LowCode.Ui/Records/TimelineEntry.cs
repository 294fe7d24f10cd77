using System.Text.Json;
using LowCode.Flows;
using LowCode.Forms;
using LowCode.Records;
using LowCode.Ui.Flows;
using LowCode.Ui.Localization;

namespace LowCode.Ui.Records;

/// <summary>What the timeline can be narrowed to.</summary>
public static class TimelineKinds
{
    /// <summary>Everything.</summary>
    public const string All = "all";
    /// <summary>Comments.</summary>
    public const string Comments = "comments";
    /// <summary>Changes of the record.</summary>
    public const string Changes = "changes";
    /// <summary>Steps of its flows.</summary>
    public const string Flow = "flow";

    /// <summary>In the order of the buttons.</summary>
    public static readonly string[] Filters = [All, Comments, Changes, Flow];
}

/// <summary>One line of a record's timeline.</summary>
public sealed record TimelineEntry(string Key, string Kind, DateTimeOffset At, long By, string What, string? Text, IReadOnlyList<TimelineChange> Changes)
{
    /// <summary>The comment, when it is one.</summary>
    public Comment? Comment { get; private init; }

    /// <summary>The version that one gets back by undoing this change and all later ones; null when there is none.</summary>
    public long? Restores { get; private init; }

    /// <summary>Of what happened at the same moment the larger came later.</summary>
    public long Order { get; private init; }

    /// <summary>A comment. Its key is the anchor that notifications lead to.</summary>
    public static TimelineEntry Of(Comment comment, Texts texts) =>
        new($"comment-{comment.Id}", TimelineKinds.Comments, new DateTimeOffset(comment.At), comment.By, texts["records.did.comment"], comment.Text, []) { Comment = comment };

    /// <summary>A change of the record.</summary>
    public static TimelineEntry Of(HistoryEntry entry, Form form, Workspace workspace, Texts texts)
    {
        var changes = entry.Changes is null ? [] : Read(entry.Changes, form, workspace, texts);
        return new($"h{entry.Version}{entry.Kind}", TimelineKinds.Changes, new DateTimeOffset(entry.At), entry.By, texts[$"records.did.{entry.Kind}"], null, changes)
        {
            Restores = entry.Kind == "updated" && changes.Count > 0 ? entry.Version - 1 : null,
        };
    }

    /// <summary>A step of a flow.</summary>
    public static TimelineEntry Of(FlowEvent told, InstanceView view, Workspace workspace, Texts texts)
    {
        using var data = JsonDocument.Parse(told.Data);
        var comment = data.RootElement.TryGetProperty("comment", out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        return new($"f{view.Instance.Id}-{told.Seq}", TimelineKinds.Flow, new DateTimeOffset(told.At), told.Actor, FlowTexts.Event(texts, workspace.People, view.Flow, told, data.RootElement), string.IsNullOrEmpty(comment) ? null : comment, []) { Order = told.Seq };
    }

    private static List<TimelineChange> Read(string json, Form form, Workspace workspace, Texts texts)
    {
        var changes = new List<TimelineChange>();
        using var all = JsonDocument.Parse(json);
        foreach (var member in all.RootElement.EnumerateObject())
        {
            if (form[member.Name] is not { } field || member.Value.ValueKind != JsonValueKind.Array || field.Position is SystemFields.FlowNode or SystemFields.FlowState)
                continue;
            if (field.Storage == StorageKind.Rows)
                changes.AddRange(RowChanges.Between(field, member.Value[0], member.Value[1], (column, value) => Shown(value, column, workspace), texts));
            else
                changes.Add(new TimelineChange(field.Label.Current, Shown(member.Value[0], field, workspace), Shown(member.Value[1], field, workspace)));
        }
        return changes;
    }

    private static string Shown(JsonElement json, Field field, Workspace workspace)
    {
        if (field.Type.Key is "file")
            return string.Join(", ", json.ValueKind == JsonValueKind.Array ? json.EnumerateArray().Select(file => file.TryGetProperty("name", out var name) ? name.GetString() : "") : ["–"]);
        var value = field.Type.Parse(json, field, field.Key, []);
        return value.IsEmpty ? "–" : field.Type.Display(value, field, new TimelineNames(workspace));
    }

    private sealed class TimelineNames(Workspace workspace) : ValueNames
    {
        public override TimeZoneInfo Zone => workspace.Zone;
        public override string User(long id) => workspace.People.User(id)?.Name ?? "";
        public override string Department(long id) => workspace.People.Department(id)?.Name ?? "";
        public override string Record(string form, long id) => $"#{id}";
        public override long? FindUser(string text) => null;
        public override long? FindDepartment(string text) => null;
        public override long? FindRecord(Field field, string text) => null;
    }
}

/// <summary>One field's change.</summary>
public sealed record TimelineChange(string Label, string Old, string New);
