using LowCode.Expressions;
using LowCode.Forms;

namespace LowCode.Analytics;

/// <summary>Checks the measures of a widget.</summary>
internal static class MeasureChecker
{
    public static void Check(WidgetDefinition widget, Form form, string path, List<Error> errors)
    {
        var measures = widget.Measures;
        if (measures.Count > WidgetMeasure.Most) errors.Add(AnalyticsErrors.TooManyMeasures($"{path}.measures"));
        if (measures.Count > 0 && measures.All(measure => measure.Hidden)) errors.Add(AnalyticsErrors.NoMeasure($"{path}.measures"));
        if (widget.Sort?.Measure is { } sort && (sort < 0 || sort >= Math.Max(1, measures.Count))) errors.Add(AnalyticsErrors.NoMeasure($"{path}.sort.measure"));
        for (var i = 0; i < measures.Count && i < WidgetMeasure.Most; i++) CheckOne(measures[i], measures, form, $"{path}.measures[{i}]", errors);
    }

    private static void CheckOne(WidgetMeasure measure, IReadOnlyList<WidgetMeasure> all, Form form, string path, List<Error> errors)
    {
        var fn = DashboardChecker.Name(measure.Fn);
        if (measure.Show is not null && measure.Fn is not (MeasureFn.Count or MeasureFn.Sum)) errors.Add(AnalyticsErrors.NotASum(fn, path + ".show"));
        if (measure.Decimals is < 0 or > 8) errors.Add(AnalyticsErrors.Decimals(path + ".decimals"));
        if (measure.Filter is { } filter) DashboardChecker.CheckCondition(filter, form, path + ".filter", errors);
        if (measure.Fn == MeasureFn.Formula)
            errors.AddRange(MeasureFormula.Compile(measure.Formula ?? "", all).Errors.Select(error => AnalyticsErrors.Formula(error.Message, path + ".formula")));
        else if (measure.Expression is { } expression)
            errors.AddRange(ExpressionCompiler.Compile(expression, form, ExpressionType.Number).Errors.Select(error => AnalyticsErrors.Formula(error.Message, path + ".expression")));
        else
            CheckField(measure, fn, form, path, errors);
    }

    private static void CheckField(WidgetMeasure measure, string fn, Form form, string path, List<Error> errors)
    {
        if (measure.Field is null)
        {
            if (measure.Fn != MeasureFn.Count) errors.Add(AnalyticsErrors.MeasureNeedsField(fn, path + ".field"));
            return;
        }
        if (FieldPath.Find(form, measure.Field, _ => null) is not { } found)
            errors.Add(AnalyticsErrors.UnknownField(measure.Field, form.Key, path + ".field"));
        else if (measure.Fn is MeasureFn.Sum or MeasureFn.Avg && found.Field.Storage != StorageKind.Number)
            errors.Add(AnalyticsErrors.NotNumeric(measure.Field, fn, path + ".field"));
        else if (measure.Fn is MeasureFn.Min or MeasureFn.Max && found.Field.Storage is not (StorageKind.Number or StorageKind.Date or StorageKind.Instant))
            errors.Add(AnalyticsErrors.NotNumeric(measure.Field, fn, path + ".field"));
    }
}
