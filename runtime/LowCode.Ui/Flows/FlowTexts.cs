using System.Globalization;
using System.Text.Json;
using LowCode.Flows;
using LowCode.Forms;
using LowCode.People;
using LowCode.Ui.Components;
using LowCode.Ui.Localization;

namespace LowCode.Ui.Flows;

/// <summary>Sentences about running flows, and the people that dialogs offer.</summary>
internal static class FlowTexts
{
    /// <summary>A person's name; the system's own word for 0.</summary>
    public static string Person(Texts texts, PeopleDirectory people, long user) => user == 0 ? texts["tasks.system"] : people.User(user)?.Name ?? $"#{user}";

    /// <summary>What an event says: "Li Na approved Manager".</summary>
    public static string Event(Texts texts, PeopleDirectory people, FlowDefinition flow, FlowEvent told)
    {
        using var data = JsonDocument.Parse(told.Data);
        return Event(texts, people, flow, told, data.RootElement);
    }

    /// <summary>The same with what the event holds at hand.</summary>
    public static string Event(Texts texts, PeopleDirectory people, FlowDefinition flow, FlowEvent told, JsonElement data)
    {
        var actor = Person(texts, people, told.Actor);
        var node = Text(data, "node") is { } id && flow.FindNode(id) is { } known ? FlowNames.Node(known) : "";
        var to = Targets(texts, people, flow, data);
        if (told.Type == FlowEvents.Decided)
            return texts[$"flowEvent.decided.{Text(data, "reason")}", node, data.TryGetProperty("user", out var user) ? Person(texts, people, user.GetInt64()) : ""];
        if (told.Type == FlowEvents.Ended)
            return texts[$"flowEvent.ended.{Text(data, "state")}", actor];
        return texts[$"flowEvent.{told.Type}", actor, node, to];
    }

    /// <summary>What a task's button says.</summary>
    public static string Action(Texts texts, TaskAction action) => !action.Label.IsEmpty ? action.Label.Current : texts[$"tasks.action.{action.Action}"];

    /// <summary>The key that presses a task's button; null for none.</summary>
    public static string? KeyOf(TaskAction action) => action.Action switch
    {
        FlowButtons.Approve or FlowButtons.Submit => "a",
        FlowButtons.Reject => "r",
        FlowButtons.Return => "b",
        FlowButtons.Transfer => "t",
        _ => null,
    };

    /// <summary>What was said with an event; null for nothing.</summary>
    public static string? Comment(FlowEvent told) => told.Says("comment") is { Length: > 0 } words ? words : null;

    /// <summary>One thing that must be done before a node can be left.</summary>
    public static string Missing(Texts texts, Form form, Error error)
    {
        if (error.Values?.GetValueOrDefault("label") is Label { IsEmpty: false } label)
            return label.Current;
        return error.Path is { } path && form[path.Split('[', '.')[0]] is { } field ? texts["tasks.missing.field", field.Label.Current] : texts.Of(error);
    }

    /// <summary>Somebody was faster: who, and when.</summary>
    public static string Conflict(Texts texts, PeopleDirectory people, Formats formats, Error error) =>
        error.Code == "flows.task.done" && error.Values?["by"] is long by && error.Values["at"] is DateTime at
            ? texts["tasks.already", Person(texts, people, by), formats.DateTime(at)]
            : texts.Of(error);

    /// <summary>Active people whose name or e-mail holds the text.</summary>
    public static IReadOnlyList<Option> People(PeopleDirectory people, string text) =>
        [.. people.Users.Where(user => user.Active && (user.Name.Contains(text, StringComparison.CurrentCultureIgnoreCase) || user.Email.Contains(text, StringComparison.OrdinalIgnoreCase)))
            .OrderBy(user => user.Name, StringComparer.CurrentCulture).Take(50).Select(user => new Option(user.Id.ToString(CultureInfo.InvariantCulture), user.Name, Note: user.Email))];

    // Numbers are people; a text is a node.
    private static string Targets(Texts texts, PeopleDirectory people, FlowDefinition flow, JsonElement data)
    {
        if (!data.TryGetProperty("to", out var to))
            return "";
        return to.ValueKind switch
        {
            JsonValueKind.Number => Person(texts, people, to.GetInt64()),
            JsonValueKind.Array => string.Join(texts["tasks.and"], to.EnumerateArray().Select(user => Person(texts, people, user.GetInt64()))),
            JsonValueKind.String => flow.FindNode(to.GetString()!) is { } node ? FlowNames.Node(node) : to.GetString()!,
            _ => "",
        };
    }

    private static string? Text(JsonElement data, string name) => data.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
