using LowCode.Expressions;
using LowCode.Forms;
using LowCode.Records;
using LowCode.Ui.Analytics;
using LowCode.Ui.Localization;

namespace LowCode.Ui.Records.Groups;

/// <summary>Totals as people read them.</summary>
public static class TotalText
{
    /// <summary>The functions that a column can have under it.</summary>
    public static IReadOnlyList<MeasureFunction> Of(Field field) => field.Storage switch
    {
        StorageKind.Number => [MeasureFunction.Sum, MeasureFunction.Avg, MeasureFunction.Min, MeasureFunction.Max, MeasureFunction.Count, MeasureFunction.Empty, MeasureFunction.Distinct],
        StorageKind.Date or StorageKind.Instant => [MeasureFunction.Min, MeasureFunction.Max, MeasureFunction.Count, MeasureFunction.Empty, MeasureFunction.Distinct],
        StorageKind.Rows or StorageKind.Json or StorageKind.None => [],
        _ => [MeasureFunction.Count, MeasureFunction.Empty, MeasureFunction.Distinct],
    };

    /// <summary>A total in full; "" for nothing.</summary>
    public static string Show(Value value, Field field, MeasureFunction function, ValueNames names) =>
        value.IsNull ? ""
        : function is MeasureFunction.Count or MeasureFunction.Empty or MeasureFunction.Distinct ? Formats.Number(value.AsNumber)
        : value.Kind == ValueKind.Number ? MeasureFormat.Of(new LowCode.Analytics.WidgetColumn(null, field, null, function == MeasureFunction.Avg ? Math.Max(2, field.Scale) : field.Scale)).Full(value.AsNumber)
        : field.Show(value, names);
}
