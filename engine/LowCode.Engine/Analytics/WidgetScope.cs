using LowCode.Expressions;
using LowCode.Forms;
using LowCode.People;

namespace LowCode.Analytics;

/// <summary>Which records a widget counts: its own filter, what is chosen in the dashboard's filter row, and a span of time.</summary>
/// <param name="Filter">All conditions but the time; null for none.</param>
/// <param name="TimeField">Key of the date field that the time is about; null when there is no time.</param>
/// <param name="Time">The span; null for all time.</param>
internal sealed record WidgetScope(string? Filter, string? TimeField, Period? Time)
{
    /// <summary>Reads the choices; one that can't be understood is refused, since ignoring it would show wrong numbers.</summary>
    public static WidgetScope Of(WidgetDefinition widget, Form form, DashboardDefinition? dashboard, IReadOnlyDictionary<string, string> chosen, Caller caller, PeopleDirectory people, DateOnly today)
    {
        var conditions = new List<string?> { widget.Filter };
        var (timeField, time) = (widget.Period?.Field, widget.Period?.Range is { } range ? Period.Parse(range, today) : null);
        foreach (var filter in dashboard?.Filters ?? [])
        {
            if (!filter.Fields.TryGetValue(form.Key, out var key) || form[key] is not { } field || chosen.GetValueOrDefault(filter.Key) is not { Length: > 0 } value) continue;
            if (filter.Kind == FilterKind.Period) (timeField, time) = (key, Period.Parse(value, today) ?? throw Unreadable(filter.Key, value));
            else conditions.Add(Condition(filter, key, field, value, caller, people));
        }
        return new(Conditions.All(conditions), timeField, time);
    }

    /// <summary>All conditions together for a span of time.</summary>
    public string? During(Period? time, Form form, TimeZoneInfo zone) =>
        Conditions.All(Filter, TimeField is { } key && time is { } span && form[key] is { } field ? Conditions.In(span, key, field, zone) : null);

    private static string Condition(DashboardFilter filter, string key, Field field, string value, Caller caller, PeopleDirectory people)
    {
        var several = Several(filter, field, value);
        if (several.Count > 1)
            return string.Join(" || ", several.Select(each => Condition(filter, key, field, each, caller, people)));
        if (filter.Kind == FilterKind.Department) return Within(filter, key, field, value, caller, people);
        var wanted = filter.Kind switch
        {
            FilterKind.Choice when field.Choices.Any(choice => choice.Value == value) => Conditions.Quote(value),
            FilterKind.Member when value == "me" => caller.IsSystem ? throw Unreadable(filter.Key, value) : "$user",
            FilterKind.Member when long.TryParse(value, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var id) => id.ToString(System.Globalization.CultureInfo.InvariantCulture),
            _ => throw Unreadable(filter.Key, value),
        };
        return field.Symbol.Type.Kind == TypeKind.List ? $"{wanted} in {key}" : $"{key} == {wanted}";
    }

    // Several are written one after the other with commas; a choice whose own value has one is meant as it stands.
    private static IReadOnlyList<string> Several(DashboardFilter filter, Field field, string value) =>
        filter.Kind == FilterKind.Choice && field.Choices.Any(choice => choice.Value == value) ? [value] : [.. value.Split(',', StringSplitOptions.RemoveEmptyEntries).Distinct()];

    // A department is meant with all below it.
    private static string Within(DashboardFilter filter, string key, Field field, string value, Caller caller, PeopleDirectory people)
    {
        var ids = value == "mine" && !caller.IsSystem ? caller.DepartmentsWithChildren
            : long.TryParse(value, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var id) && people.Department(id) is not null ? people.WithChildren(id)
            : throw Unreadable(filter.Key, value);
        var list = ids.Order().ToList();
        return list.Count == 0 ? "false" : field.Symbol.Type.Kind == TypeKind.List ? string.Join(" || ", list.Select(each => $"{each} in {key}")) : $"{key} in [{string.Join(", ", list)}]";
    }

    private static RefusedException Unreadable(string filter, string value) =>
        new(new Refusal(ErrorKind.Malformed, AnalyticsErrors.FilterValue(filter, value)));
}
