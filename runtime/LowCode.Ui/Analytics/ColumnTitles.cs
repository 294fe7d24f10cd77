using LowCode.Analytics;
using LowCode.Ui.Localization;

namespace LowCode.Ui.Analytics;

/// <summary>Titles of dimensions and measures: the designer's own, else made of the function and the field ("Sum of Amount").</summary>
public static class ColumnTitles
{
    public static string Of(WidgetColumn column, Texts texts)
    {
        if (column.Label is { IsEmpty: false } label) return label.Current;
        var field = column.Field?.Label.Current;
        if (column.Fn is not { } fn) return field ?? "";
        if (field is null && fn is not MeasureFn.Count) return texts["analytics.fn.formula"];
        return field is null ? texts["analytics.fn.count"] : texts[$"analytics.fn.{fn.ToString().ToLowerInvariant()}.of", field];
    }
}
