using System.Text.RegularExpressions;
using LowCode.Catalog;
using LowCode.Expressions;
using LowCode.Forms;

namespace LowCode.Analytics;

/// <summary>Checks a dashboard against the published forms before it is published: every problem at once, each with its path.</summary>
public static partial class DashboardChecker
{
    private const int MostRows = 40;

    /// <summary>All problems; empty when the dashboard can be published.</summary>
    public static IReadOnlyList<Error> Check(DashboardDefinition dashboard, MetadataCatalog catalog)
    {
        var errors = new List<Error>();
        if (!Key().IsMatch(dashboard.Key)) errors.Add(AnalyticsErrors.BadKey(dashboard.Key, "key"));
        if (dashboard.Widgets.Count > DashboardDefinition.MaxWidgets) errors.Add(AnalyticsErrors.TooMany("widgets"));
        CheckKeys(dashboard.Widgets.Select(widget => widget.Key), "widgets", errors);
        CheckKeys(dashboard.Filters.Select(filter => filter.Key), "filters", errors);
        for (var i = 0; i < dashboard.Filters.Count; i++) CheckFilter(dashboard.Filters[i], $"filters[{i}]", catalog, errors);
        for (var i = 0; i < dashboard.Widgets.Count; i++) errors.AddRange(Check(dashboard.Widgets[i], $"widgets[{i}]", catalog));
        return errors;
    }

    /// <summary>Problems of one widget; <paramref name="path"/> stands before theirs.</summary>
    public static IReadOnlyList<Error> Check(WidgetDefinition widget, string path, MetadataCatalog catalog)
    {
        var errors = new List<Error>();
        if (widget.At is not { X: >= 0, Y: >= 0, W: >= 1, H: >= 1 and <= MostRows } || widget.At.X + widget.At.W > DashboardDefinition.Columns) errors.Add(AnalyticsErrors.Place($"{path}.at"));
        if (widget.Limit is < 1 or > WidgetDefinition.MaxLimit) errors.Add(AnalyticsErrors.Limit($"{path}.limit"));
        CheckShape(widget, path, errors);
        if (!WidgetKinds.Asks(widget.Kind)) return errors;
        if (!catalog.Forms.TryGetValue(widget.Form, out var form))
        {
            errors.Add(AnalyticsErrors.UnknownForm(widget.Form, $"{path}.form"));
            return errors;
        }
        for (var i = 0; i < widget.GroupBy.Count; i++) CheckGroup(widget.GroupBy[i], form, $"{path}.groupBy[{i}]", catalog, errors);
        if (widget.Series is { } series) CheckGroup(series, form, $"{path}.series", catalog, errors);
        MeasureChecker.Check(widget, form, path, errors);
        for (var i = 0; i < widget.Columns.Count; i++) CheckColumn(widget.Columns[i], form, $"{path}.columns[{i}]", errors);
        for (var i = 0; i < widget.Order.Count; i++) CheckColumn(widget.Order[i].Field, form, $"{path}.order[{i}]", errors);
        if (widget.Period is { } period) CheckPeriod(period, form, $"{path}.period", errors);
        if (widget.TargetFrom is { } target) errors.AddRange(Check(target.Question(widget), $"{path}.targetFrom", catalog));
        if (widget.Filter is { } filter) CheckCondition(filter, form, $"{path}.filter", errors);
        return errors;
    }

    internal static void CheckCondition(string condition, Form form, string path, List<Error> errors) =>
        errors.AddRange(ExpressionCompiler.Compile(condition, form, ExpressionType.Bool).Errors.Select(error => AnalyticsErrors.Expression(error.Message, path)));

    private static void CheckShape(WidgetDefinition widget, string path, List<Error> errors)
    {
        var (least, most) = WidgetKinds.Groups(widget.Kind);
        if (widget.GroupBy.Count < least || widget.GroupBy.Count > most) errors.Add(AnalyticsErrors.Groups(Name(widget.Kind), most, $"{path}.groupBy"));
        if (widget.Series is not null && !WidgetKinds.Splits(widget.Kind)) errors.Add(AnalyticsErrors.Series(Name(widget.Kind), $"{path}.series"));
    }

    private static void CheckColumn(string key, Form form, string path, List<Error> errors)
    {
        if (FieldPath.Find(form, key, _ => null) is null) errors.Add(AnalyticsErrors.UnknownField(key, form.Key, path));
    }

    private static void CheckGroup(WidgetGroup group, Form form, string path, MetadataCatalog catalog, List<Error> errors)
    {
        if (FieldPath.Find(form, group.Field, catalog.Forms.GetValueOrDefault) is not { } found)
            errors.Add(AnalyticsErrors.UnknownField(group.Field, form.Key, path + ".field"));
        else if (group.By is not null && found.Field.Storage is not (StorageKind.Date or StorageKind.Instant))
            errors.Add(AnalyticsErrors.NotADate(group.Field, path + ".by"));
        else if (group.Bands.Count > 0 && found.Field.Storage != StorageKind.Number)
            errors.Add(AnalyticsErrors.NotANumber(group.Field, path + ".bands"));
        if (group.Bands.Count > WidgetGroup.MostBands || group.Bands.Zip(group.Bands.Skip(1)).Any(pair => pair.First >= pair.Second)) errors.Add(AnalyticsErrors.Bands(path + ".bands"));
    }

    private static void CheckPeriod(WidgetPeriod period, Form form, string path, List<Error> errors)
    {
        if (form[period.Field] is not { Storage: StorageKind.Date or StorageKind.Instant }) errors.Add(AnalyticsErrors.UnknownField(period.Field, form.Key, path + ".field"));
        if (period.Range is { } range && Period.Parse(range, new DateOnly(2000, 1, 1)) is null) errors.Add(AnalyticsErrors.Period(range, path + ".range"));
    }

    private static void CheckFilter(DashboardFilter filter, string path, MetadataCatalog catalog, List<Error> errors)
    {
        foreach (var (key, field) in filter.Fields)
        {
            if (!catalog.Forms.TryGetValue(key, out var form)) errors.Add(AnalyticsErrors.UnknownForm(key, $"{path}.fields"));
            else if (form[field] is not { } found || !Fits(filter.Kind, found)) errors.Add(AnalyticsErrors.UnknownField(field, key, $"{path}.fields.{key}"));
        }
        if (filter is { Kind: FilterKind.Period, Initial: { } initial } && Period.Parse(initial, new DateOnly(2000, 1, 1)) is null) errors.Add(AnalyticsErrors.Period(initial, $"{path}.initial"));
    }

    private static bool Fits(FilterKind kind, Field field) => kind switch
    {
        FilterKind.Period => field.Storage is StorageKind.Date or StorageKind.Instant,
        FilterKind.Choice => field.Choices.Count > 0,
        FilterKind.Department => field.Symbol.Type is { Kind: TypeKind.Department } or { Item.Kind: TypeKind.Department },
        _ => field.Symbol.Type.Kind == TypeKind.User,
    };

    private static void CheckKeys(IEnumerable<string> keys, string list, List<Error> errors)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (key, i) in keys.Select((key, i) => (key, i)))
        {
            if (!Key().IsMatch(key)) errors.Add(AnalyticsErrors.BadKey(key, $"{list}[{i}].key"));
            else if (!seen.Add(key)) errors.Add(AnalyticsErrors.Duplicate(key, $"{list}[{i}].key"));
        }
    }

    internal static string Name<T>(T value) where T : struct, Enum => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    [GeneratedRegex("^[a-z][a-z0-9_]{0,47}$")]
    private static partial Regex Key();
}
