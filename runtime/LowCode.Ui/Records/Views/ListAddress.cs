using System.Text.Json;
using System.Text.Json.Nodes;
using LowCode.Forms;
using LowCode.Records;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace LowCode.Ui.Records.Views;

/// <summary>
/// What a person changed on a view, in the list's address: it is still there after a reload, on the way back, and for whoever gets the link.
/// Only what differs from the saved view is written: <c>?view=open&amp;search=acme&amp;sort=-amount,name&amp;where=stage.in.new,won&amp;totals=amount.sum</c>.
/// </summary>
public static class ListAddress
{
    private static readonly string[] Changes = ["search", "sort", "where", "match", "quick", "as", "with", "group", "totals"];

    /// <summary>The parts of the address by name; null takes a part out.</summary>
    public static IReadOnlyDictionary<string, object?> Write(ListState state)
    {
        var (view, saved) = (state.View, state.Saved);
        return new Dictionary<string, object?>
        {
            ["search"] = string.IsNullOrWhiteSpace(state.Search) ? null : state.Search,
            ["sort"] = state.Sort.SequenceEqual(state.SavedSort) ? null : string.Join(',', state.Sort.Select(sort => sort.Descending ? $"-{sort.Field}" : sort.Field)),
            ["where"] = ConditionText.Write(state.Conditions),
            ["match"] = state.Any && state.Conditions.Count > 1 ? "any" : null,
            ["quick"] = ConditionText.Write(state.Quick),
            ["as"] = view.Kind == saved.Kind ? null : view.Kind,
            ["with"] = JsonNode.DeepEquals(view.Settings, saved.Settings) ? null : view.Settings.ToJsonString(),
            ["group"] = view.GroupBy.SequenceEqual(saved.GroupBy) ? null : string.Join(',', view.GroupBy.Select(Named)),
            ["totals"] = Totals(view) == Totals(saved) ? null : Totals(view),
            ["filter"] = state.Linked,
        };
    }

    /// <summary>What an address says was changed on a view; null when it says nothing.</summary>
    public static KeptList? Read(string uri, ViewDefinition saved, IReadOnlyList<Field> fields)
    {
        var query = QueryHelpers.ParseQuery(new Uri(uri).Query);
        if (!Changes.Any(query.ContainsKey))
            return null;
        var view = saved with
        {
            Kind = Text(query, "as") ?? saved.Kind,
            Settings = Text(query, "with") is { } settings ? Settings(settings) ?? saved.Settings : saved.Settings,
            GroupBy = Text(query, "group") is { } groups ? [.. Parts(groups).Select(Group).Where(group => fields.Any(field => field.Key == group.Field && ViewKinds.CanBeGroup(field))).Take(2)] : saved.GroupBy,
            Totals = Text(query, "totals") is { } totals ? ReadTotals(totals) : saved.Totals,
        };
        var sort = Text(query, "sort") is { } keys
            ? Parts(keys).Select(key => new SortDefinition(key.TrimStart('-'), key.StartsWith('-'))).Where(each => fields.Any(field => field.Key == each.Field && ListState.IsSortable(field))).ToList()
            : saved.Sort.Where(each => fields.Any(field => field.Key == each.Field)).ToList();
        return new KeptList(view, sort, ConditionText.Read(Text(query, "where"), fields), Text(query, "match") == "any", ConditionText.Read(Text(query, "quick"), fields), Text(query, "search"));
    }

    private static string? Text(Dictionary<string, StringValues> query, string name) => query.TryGetValue(name, out var text) ? text.ToString() : null;

    private static string[] Parts(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries);

    private static string Named(ViewGroup group) => group.Unit is { } unit ? $"{group.Field}.{unit.ToString().ToLowerInvariant()}" : group.Field;

    private static ViewGroup Group(string text) => text.Split('.') is [var field, var name] && Enum.TryParse<DateUnit>(name, ignoreCase: true, out var unit) ? new ViewGroup(field, unit) : new ViewGroup(text.Split('.')[0]);

    private static string Totals(ViewDefinition view) => string.Join(',', view.Totals.OrderBy(total => total.Key, StringComparer.Ordinal).Select(total => $"{total.Key}.{total.Value.ToString().ToLowerInvariant()}"));

    private static Dictionary<string, MeasureFunction> ReadTotals(string text) => Parts(text).Select(part => part.Split('.'))
        .Where(part => part.Length == 2 && Enum.TryParse<MeasureFunction>(part[1], ignoreCase: true, out _)).DistinctBy(part => part[0]).ToDictionary(part => part[0], part => Enum.Parse<MeasureFunction>(part[1], ignoreCase: true));

    private static JsonObject? Settings(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            // a link that somebody has cut off: the saved view is shown
            return null;
        }
    }
}
