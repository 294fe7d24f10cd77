using LowCode.Analytics;
using LowCode.Catalog;
using LowCode.Expressions;
using LowCode.Forms;

namespace LowCode.Designer.Analytics;

/// <summary>Which field of each form a dashboard's filter acts on, so that nobody has to name them one by one.</summary>
public static class FilterFit
{
    /// <summary>A new filter over all forms that the widgets ask and that have a fitting field.</summary>
    public static DashboardFilter Make(FilterKind kind, string key, DashboardDefinition dashboard, MetadataCatalog catalog)
    {
        var forms = Forms(dashboard, catalog).ToList();
        var first = kind == FilterKind.Choice ? forms.SelectMany(form => Fields(kind, form)).FirstOrDefault() : null;
        return Spread(new DashboardFilter { Key = key, Kind = kind, Label = first?.Label ?? Label.Empty, Initial = kind == FilterKind.Period ? "thisYear" : null }, first, dashboard, catalog);
    }

    /// <summary>The filter over the field and those like it on the other forms: the same key or, of choices, the same offer; dates as the widgets use them.</summary>
    public static DashboardFilter Spread(DashboardFilter filter, Field? like, DashboardDefinition dashboard, MetadataCatalog catalog)
    {
        var fields = new Dictionary<string, string>();
        foreach (var form in Forms(dashboard, catalog))
        {
            var fitting = Fields(filter.Kind, form).ToList();
            var used = dashboard.Widgets.Where(widget => widget.Form == form.Key).Select(widget => widget.Period?.Field).OfType<string>().FirstOrDefault();
            var found = fitting.FirstOrDefault(field => like is not null && field.Key == like.Key)
                ?? (filter.Kind == FilterKind.Choice
                    ? fitting.FirstOrDefault(field => like is not null && field.Choices.Count > 0 && ReferenceEquals(field.Choices, like.Choices))
                    : fitting.FirstOrDefault(field => field.Key == used) ?? fitting.FirstOrDefault());
            if (found is not null) fields[form.Key] = found.Key;
        }
        return filter with { Fields = fields };
    }

    /// <summary>Fields of a form that a filter of this kind can act on, the most usual first.</summary>
    public static IEnumerable<Field> Fields(FilterKind kind, Form form) => kind switch
    {
        FilterKind.Period => FieldChoice.Dates(form).OrderBy(field => field == FieldChoice.Date(form) ? 0 : 1),
        FilterKind.Choice => form.Designed.Where(field => field.Choices.Count > 0),
        FilterKind.Member => form.Fields.Where(field => Is(field, TypeKind.User) && field.Key is not ("created_by" or "updated_by" or "deleted_by")).OrderBy(field => field.Key == "owner" ? 0 : 1),
        _ => form.Fields.Where(field => Is(field, TypeKind.Department)),
    };

    /// <summary>The forms that the widgets ask.</summary>
    public static IEnumerable<Form> Forms(DashboardDefinition dashboard, MetadataCatalog catalog) =>
        dashboard.Widgets.Select(widget => widget.Form).Distinct().Select(catalog.Forms.GetValueOrDefault).OfType<Form>();

    private static bool Is(Field field, TypeKind kind) => field.Symbol.Type.Kind == kind || field.Symbol.Type.Item?.Kind == kind;
}
