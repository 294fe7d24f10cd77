using LowCode.Expressions;
using LowCode.Forms;
using LowCode.Forms.FieldTypes;
using LowCode.Records;

namespace LowCode.Ui.Fields.Subform;

/// <summary>Which columns of a subform are numbers, and what stands below them.</summary>
public static class SubformColumns
{
    /// <summary>True where values stand on the right, digit under digit.</summary>
    public static bool IsNumber(Field column) => column.Storage == StorageKind.Number && column.Type.Key is not "rating";

    /// <summary>The columns with a total: those that the form names, else every number but percentages.</summary>
    public static IEnumerable<Field> Totalled(Field subform) => subform.Settings is SubformSettings { TotalRow: false } ? []
        : subform.Settings is SubformSettings { Totals.Count: > 0 } settings ? subform.Rows.Where(column => settings.Totals.Contains(column.Key))
        : subform.Rows.Where(column => IsNumber(column) && column.Settings is not NumberSettings { Display: NumberDisplay.Percent });

    /// <summary>What stands below a column.</summary>
    public static MeasureFunction FunctionOf(Field subform, Field column) => ((SubformSettings)subform.Settings!).TotalBy.GetValueOrDefault(column.Key, MeasureFunction.Sum);

    /// <summary>The total of a column as people read it; "" for a column without one. Empty cells count for nothing, not as 0.</summary>
    public static string Total(Field subform, Field column, IReadOnlyList<RowValue> rows, ValueNames names)
    {
        if (!Totalled(subform).Contains(column))
            return "";
        var numbers = rows.Select(row => row.Values[column.Position]).Where(value => value.Kind == ValueKind.Number).Select(value => value.AsNumber).ToList();
        var function = FunctionOf(subform, column);
        if (numbers.Count == 0 && function != MeasureFunction.Sum)
            return "";
        var total = function switch
        {
            MeasureFunction.Avg => Math.Round(numbers.Average(), Math.Max(2, column.Scale), MidpointRounding.AwayFromZero),
            MeasureFunction.Min => numbers.Min(),
            MeasureFunction.Max => numbers.Max(),
            _ => numbers.Sum(),
        };
        return column.Type.Display(Value.FromNumber(total), column, names);
    }
}
