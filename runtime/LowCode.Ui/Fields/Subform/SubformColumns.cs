using LowCode.Expressions;
using LowCode.Forms;
using LowCode.Forms.FieldTypes;

namespace LowCode.Ui.Fields.Subform;

/// <summary>Which columns of a subform are numbers, and what stands below them.</summary>
public static class SubformColumns
{
    /// <summary>True where values stand on the right, digit under digit.</summary>
    public static bool IsNumber(Field column) => column.Storage == StorageKind.Number && column.Type.Key is not "rating";

    /// <summary>The columns with a total: those that the form names, else every number but percentages.</summary>
    public static IEnumerable<Field> Totalled(Field subform) => subform.Settings is SubformSettings { Totals.Count: > 0 } settings
        ? subform.Rows.Where(column => settings.Totals.Contains(column.Key))
        : subform.Rows.Where(column => IsNumber(column) && column.Settings is not NumberSettings { Display: NumberDisplay.Percent });

    /// <summary>The sum of a column as people read it; "" for a column without a total.</summary>
    public static string Total(Field subform, Field column, IReadOnlyList<RowValue> rows, ValueNames names)
    {
        if (!Totalled(subform).Contains(column))
            return "";
        var sum = rows.Select(row => row.Values[column.Position]).Where(value => value.Kind == ValueKind.Number).Sum(value => value.AsNumber);
        return column.Type.Display(Value.FromNumber(sum), column, names);
    }
}
