using System.Text.Json;
using LowCode.Forms;
using LowCode.Records;
using LowCode.Ui.Localization;

namespace LowCode.Ui.Records;

/// <summary>One line of a record's timeline.</summary>
public sealed record TimelineEntry(string Key, DateTimeOffset At, long By, string What, string? Text, IReadOnlyList<TimelineChange> Changes)
{
    /// <summary>A comment.</summary>
    public static TimelineEntry Of(Comment comment, Texts texts) =>
        new($"c{comment.Id}", new DateTimeOffset(comment.At), comment.By, texts["records.did.comment"], comment.Text, []);

    /// <summary>A change of the record.</summary>
    public static TimelineEntry Of(HistoryEntry entry, Form form, Workspace workspace, Texts texts) =>
        new($"h{entry.Version}{entry.Kind}", new DateTimeOffset(entry.At), entry.By, texts[$"records.did.{entry.Kind}"], null, entry.Changes is null ? [] : Read(entry.Changes, form, workspace, texts));

    private static List<TimelineChange> Read(string json, Form form, Workspace workspace, Texts texts)
    {
        var changes = new List<TimelineChange>();
        using var all = JsonDocument.Parse(json);
        foreach (var member in all.RootElement.EnumerateObject())
        {
            if (form[member.Name] is not { } field || member.Value.ValueKind != JsonValueKind.Array || field.Position is SystemFields.FlowNode or SystemFields.FlowState)
                continue;
            changes.Add(new TimelineChange(field.Label.Current, Shown(member.Value[0], field, workspace, texts), Shown(member.Value[1], field, workspace, texts)));
        }
        return changes;
    }

    private static string Shown(JsonElement json, Field field, Workspace workspace, Texts texts)
    {
        if (field.Storage == StorageKind.Rows)
            return texts["fields.rows.count", json.ValueKind == JsonValueKind.Array ? json.GetArrayLength() : 0];
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
