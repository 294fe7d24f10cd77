using LowCode.Forms;

namespace LowCode.Ui.Records.Views;

/// <summary>How a kind of view looks among tabs and tiles.</summary>
public static class ViewKindUi
{
    /// <summary>Icon name; that of something unknown for a kind of a newer version.</summary>
    public static string Icon(string kind) => kind switch
    {
        ViewKinds.Table => "table-2",
        ViewKinds.Kanban => "columns-3",
        ViewKinds.Calendar => "calendar",
        ViewKinds.Gallery => "layout-grid",
        _ => "circle-help",
    };

    /// <summary>Whether this version can draw it.</summary>
    public static bool IsKnown(string kind) => ViewKinds.All.Contains(kind);
}
