namespace LowCode.Analytics;

/// <summary>Every expected failure of dashboards and their questions.</summary>
internal static class AnalyticsErrors
{
    public static Error UnknownForm(string form, string path) => new("analytics.form.unknown", $"There is no form '{form}'.", path, Values(("form", form)));

    public static Error UnknownField(string field, string form, string path) =>
        new("analytics.field.unknown", $"The form '{form}' has no field '{field}' that may be used here.", path, Values(("field", field), ("form", form)));

    public static Error NotNumeric(string field, string fn, string path) =>
        new("analytics.measure.type", $"'{fn}' needs a number field; '{field}' is none.", path, Values(("field", field), ("fn", fn)));

    public static Error MeasureNeedsField(string fn, string path) => new("analytics.measure.field", $"'{fn}' needs a field.", path, Values(("fn", fn)));

    public static Error NotADate(string field, string path) => new("analytics.group.step", $"Only dates can be grouped by steps; '{field}' is none.", path, Values(("field", field)));

    public static Error Groups(string kind, int wanted, string path) =>
        new("analytics.groups", $"A {kind} groups by {wanted} field(s).", path, Values(("kind", kind), ("wanted", wanted)));

    public static Error Series(string kind, string path) => new("analytics.series", $"A {kind} has no series.", path, Values(("kind", kind)));

    public static Error NotANumber(string field, string path) => new("analytics.group.bands", $"Only numbers can be grouped by bands; '{field}' is none.", path, Values(("field", field)));

    public static Error Bands(string path) => new("analytics.bands", $"Bands need 1 to {WidgetGroup.MostBands} rising numbers.", path);

    public static Error NoMeasure(string path) => new("analytics.measure.none", "At least one measure must be shown.", path);

    public static Error TooManyMeasures(string path) => new("analytics.measure.many", $"A widget has at most {WidgetMeasure.Most} measures.", path);

    public static Error NotASum(string fn, string path) => new("analytics.measure.show", $"Shares and running sums are of counts and sums; '{fn}' is neither.", path, Values(("fn", fn)));

    public static Error Formula(string message, string path) => new("analytics.formula", message, path, Values(("message", message)));

    public static Error Decimals(string path) => new("analytics.decimals", "Decimal places are 0 to 8.", path);

    public static Error Place(string path) => new("analytics.place", "A widget lies within 24 columns, at least 1 x 1, at most 40 rows high.", path);

    public static Error Limit(string path) => new("analytics.limit", $"The limit is 1 to {WidgetDefinition.MaxLimit}.", path);

    public static Error Period(string text, string path) => new("analytics.period", $"'{text}' is no period.", path, Values(("period", text)));

    public static Error Duplicate(string key, string path) => new("analytics.duplicate", $"The key '{key}' stands twice.", path, Values(("key", key)));

    public static Error BadKey(string key, string path) => new("analytics.key", "A key starts with a letter and has up to 48 small letters, digits and '_'.", path, Values(("key", key)));

    public static Error TooMany(string path) => new("analytics.too_many", $"A dashboard has at most {DashboardDefinition.MaxWidgets} widgets.", path);

    public static Error Expression(string message, string path) => new("analytics.filter", message, path, Values(("message", message)));

    public static Error FilterValue(string filter, string value) =>
        new("analytics.filter.value", $"The filter '{filter}' can't be set to '{value}'.", filter, Values(("filter", filter), ("value", value)));

    private static Dictionary<string, object?> Values(params (string Name, object? Value)[] values) => values.ToDictionary(pair => pair.Name, pair => pair.Value);
}
