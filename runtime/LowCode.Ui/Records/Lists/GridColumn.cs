using System.Globalization;
using LowCode.Forms;

namespace LowCode.Ui.Records;

/// <summary>A column of the table as it lies. <paramref name="Left"/>: where a column that stays is held, in pixels; null for those that move.</summary>
public sealed record GridColumn(Field Field, int Width, int? Left)
{
    /// <summary>Width of the column with the check boxes.</summary>
    public const int Leading = 48;

    /// <summary>The columns of a list from left to right.</summary>
    public static IReadOnlyList<GridColumn> Of(ListState state)
    {
        var left = Leading;
        var columns = new List<GridColumn>();
        foreach (var (index, field) in state.Columns.Index())
        {
            var width = state.WidthOf(field);
            columns.Add(new GridColumn(field, width, index < state.Frozen ? left : null));
            left += width;
        }
        return columns;
    }

    /// <summary>The style of its cells.</summary>
    public string? Style { get; } = Left is { } left ? string.Create(CultureInfo.InvariantCulture, $"left:{left}px") : null;
}
