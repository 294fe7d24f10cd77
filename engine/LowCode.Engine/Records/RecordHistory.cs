using System.Buffers;
using System.Text;
using System.Text.Json;
using LowCode.Expressions;
using LowCode.Forms;
using LowCode.People;

namespace LowCode.Records;

/// <summary>Writes what changed: field key to <c>[old, new]</c> in the API's value form, without names of people and records.</summary>
public static class RecordHistory
{
    private static readonly HashSet<int> Silent = [SystemFields.Id, SystemFields.CreatedAt, SystemFields.CreatedBy, SystemFields.UpdatedAt, SystemFields.UpdatedBy, SystemFields.Version, SystemFields.Handlers];

    internal static HistoryEntry Entry(Form form, Caller caller, Value[]? old, Value[] now, string kind, DateTime at) =>
        new(form.Id, RecordContext.IdOf(now), RecordContext.VersionOf(now), at, caller.Id, caller.Source, kind, old is null ? null : Changes(form, old, now));

    /// <summary>Keys of the fields that others have changed since a version.</summary>
    internal static IReadOnlyList<string> ChangedSince(IUnit unit, Form form, long id, long version) =>
        [.. unit.Log.History(form.Id, id, 50).Where(entry => entry.Version > version && entry.Changes is not null)
            .SelectMany(entry => JsonDocument.Parse(entry.Changes!).RootElement.EnumerateObject().Select(member => member.Name)).Distinct()];

    /// <summary>Edits that give the fields their values from before these entries. What the engine makes itself follows on its own.</summary>
    internal static RecordEdits Back(Form form, IEnumerable<HistoryEntry> entries)
    {
        var old = new System.Text.Json.Nodes.JsonObject();
        foreach (var entry in entries.Where(entry => entry.Changes is not null).OrderByDescending(entry => entry.Version))
        {
            foreach (var (key, change) in System.Text.Json.Nodes.JsonNode.Parse(entry.Changes!)!.AsObject())
            {
                if (form[key] is { IsAutomatic: false } field && (!field.IsSystem || field.Position is SystemFields.Owner or SystemFields.Department))
                    old[key] = change![0]?.DeepClone();
            }
        }
        return RecordInput.Parse(form, JsonSerializer.SerializeToElement(old));
    }

    private static string? Changes(Form form, Value[] old, Value[] now)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        writer.WriteStartObject();
        foreach (var field in form.Fields)
        {
            if (Silent.Contains(field.Position) || old[field.Position].Equals(now[field.Position]))
                continue;
            writer.WriteStartArray(field.Key);
            field.WriteValue(writer, old[field.Position], NoNames.Instance);
            field.WriteValue(writer, now[field.Position], NoNames.Instance);
            writer.WriteEndArray();
        }
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenCount <= 2 ? null : Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
