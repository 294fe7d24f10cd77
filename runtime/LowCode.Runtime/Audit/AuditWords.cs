using System.Globalization;
using System.Text.Json;
using LowCode.Audit;
using LowCode.Ui.Localization;

namespace LowCode.Runtime.Audit;

/// <summary>Says in plain words, in the language of the thread, what an entry of the audit log means.</summary>
public sealed class AuditWords(Workspace workspace, Texts texts)
{
    /// <summary>What the list can be narrowed to; a kind belongs to the one that it begins with.</summary>
    public static IReadOnlyList<string> Subjects { get; } = ["sign_in", "password", "people", "departments", "permissions", "view_as", "tokens", "definitions", "imports", "exports", "mail", "workspace"];

    /// <summary>Who did it.</summary>
    public string Actor(AuditEntry entry) => entry.ActorId == 0 ? texts["audit.system"] : NameOf(entry.ActorId);

    /// <summary>What was done.</summary>
    public string Sentence(AuditEntry entry) => texts.Or($"audit.{entry.Kind}", entry.Kind).Replace("{subject}", Subject(entry), StringComparison.Ordinal);

    /// <summary>What the entry keeps beside it, name and value; nested parts are counted only.</summary>
    public IReadOnlyList<(string Name, string Value)> Details(AuditEntry entry) =>
        entry.Data is null || Parse(entry.Data) is not { ValueKind: JsonValueKind.Object } data ? []
        : [.. data.EnumerateObject().Select(each => (Name: texts.Or($"audit.data.{each.Name}", each.Name), Value: Shown(each.Name, each.Value))).Where(each => each.Value.Length > 0)];

    private string Subject(AuditEntry entry)
    {
        if (entry.Subject is not { } subject)
            return entry.Data is { } json && Parse(json) is { ValueKind: JsonValueKind.Object } data && data.TryGetProperty("count", out var count) ? texts["audit.count", count.ToString()] : "";
        if (subject.Split(':', 2) is [var kind, var key])
        {
            return kind switch
            {
                "user" when long.TryParse(key, CultureInfo.InvariantCulture, out var id) => NameOf(id),
                "department" when long.TryParse(key, CultureInfo.InvariantCulture, out var id) => workspace.People.Department(id)?.Name ?? $"#{id}",
                "role" => RoleOf(key),
                "form" => FormOf(key),
                "group" => key,
                "token" => entry.Data is { } json && Parse(json) is { ValueKind: JsonValueKind.Object } data && data.TryGetProperty("name", out var name) ? name.ToString() : $"#{key}",
                _ => subject,
            };
        }
        return subject.StartsWith("forms.", StringComparison.Ordinal) ? FormOf(subject["forms.".Length..])
            : subject.Split('.', 2) is [var folder, var definition] && texts.Or($"audit.{folder}.one", "") is { Length: > 0 } word ? $"{word} {definition}"
            : subject;
    }

    private string Shown(string name, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => "",
        JsonValueKind.True => texts["audit.yes"],
        JsonValueKind.False => texts["audit.no"],
        JsonValueKind.Array when value.GetArrayLength() == 0 => "",
        JsonValueKind.Array when value.EnumerateArray().All(each => each.ValueKind is JsonValueKind.String or JsonValueKind.Number) =>
            string.Join(texts["audit.and"], value.EnumerateArray().Select(each => One(name, each))),
        JsonValueKind.Array => texts["audit.count", value.GetArrayLength()],
        JsonValueKind.Object => LabelOf(value),
        _ => One(name, value),
    };

    private string One(string name, JsonElement value) => (name, value.ValueKind) switch
    {
        ("departments" or "parentId", JsonValueKind.Number) => workspace.People.Department(value.GetInt64())?.Name ?? value.ToString(),
        ("people" or "members" or "managerId" or "headId" or "userId", JsonValueKind.Number) => NameOf(value.GetInt64()),
        ("roles", JsonValueKind.String) => RoleOf(value.ToString()),
        ("form", JsonValueKind.String) => FormOf(value.ToString()),
        _ => value.ToString(),
    };

    private static string LabelOf(JsonElement value) =>
        value.TryGetProperty("zh-CN", out _) || value.TryGetProperty("en", out _) ? value.Deserialize<Label>(JsonSerializerOptions.Web)?.Current ?? "" : "";

    private string NameOf(long id) => workspace.People.User(id)?.Name ?? $"#{id}";

    private string RoleOf(string key) => workspace.Catalog.Roles.GetValueOrDefault(key) is { Label.IsEmpty: false } role ? role.Label.Current : key;

    private string FormOf(string key) => workspace.Catalog.Forms.TryGetValue(key, out var form) ? form.Definition.Label.Current : key;

    private static JsonElement? Parse(string json)
    {
        try
        {
            return JsonDocument.Parse(json).RootElement;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
