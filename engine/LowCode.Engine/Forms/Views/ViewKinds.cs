namespace LowCode.Forms;

/// <summary>The ways to draw a view, and the settings of each.</summary>
public static class ViewKinds
{
    /// <summary>Rows and columns.</summary>
    public const string Table = "table";
    /// <summary>Cards in columns, moved by dragging; <see cref="KanbanSettings"/>.</summary>
    public const string Kanban = "kanban";
    /// <summary>Entries on days; <see cref="CalendarSettings"/>.</summary>
    public const string Calendar = "calendar";

    /// <summary>Tiles with a picture; <see cref="GallerySettings"/>.</summary>
    public const string Gallery = "gallery";

    /// <summary>All kinds, in the order in which they are offered.</summary>
    public static IReadOnlyList<string> All { get; } = [Table, Kanban, Calendar, Gallery];

    /// <summary>The view's settings in the shape of its kind; null when something is missing or isn't understood.</summary>
    public static T? Settings<T>(ViewDefinition view) where T : class => DefinitionJson.Read<T>(view.Settings, "settings", []);

    /// <summary>Settings as a view holds them.</summary>
    public static System.Text.Json.Nodes.JsonObject Write<T>(T settings) where T : class =>
        (System.Text.Json.Nodes.JsonObject)System.Text.Json.JsonSerializer.SerializeToNode(settings, DefinitionJson.Compact)!;

    /// <summary>Whether the columns of a board can stand for the field's values: a choice, a person, a department or a record.</summary>
    public static bool CanBeColumns(Field field) => field.Storage == StorageKind.Id || field.Storage == StorageKind.Text && field.Choices.Count > 0;

    /// <summary>Whether the field can hold a tile's picture.</summary>
    public static bool CanBeCover(Field field) => field.Type.Key == "file";

    /// <summary>Whether a calendar can place records by the field.</summary>
    public static bool CanBeDay(Field field) => field.Storage is StorageKind.Date or StorageKind.Instant;

    /// <summary>Whether records can be grouped by the field's values.</summary>
    public static bool CanBeGroup(Field field) => field.Storage is not (StorageKind.Rows or StorageKind.Json or StorageKind.None);
}

/// <summary>A board. JSON: <c>{"columnsBy":"stage","sum":"amount","collapsed":["lost"]}</c>.</summary>
public sealed record KanbanSettings
{
    /// <summary>The field whose values are the columns; see <see cref="ViewKinds.CanBeColumns"/>.</summary>
    public required string ColumnsBy { get; init; }

    /// <summary>A number whose sum stands at the head of each column; null for none.</summary>
    public string? Sum { get; init; }

    /// <summary>Values of the columns that start folded; <c>""</c> is the column without a value.</summary>
    public IReadOnlyList<string> Collapsed { get; init; } = [];
}

/// <summary>How much of the calendar is seen at once.</summary>
public enum CalendarScale
{
    /// <summary>Six weeks or fewer.</summary>
    Month,
    /// <summary>Monday to Sunday; by the hour where records have a time.</summary>
    Week,
    /// <summary>One day; by the hour where records have a time.</summary>
    Day,
    /// <summary>The days that hold something, one below the other.</summary>
    List,
}

/// <summary>A calendar. JSON: <c>{"start":"visit_from","end":"visit_to","color":"state","scale":"week"}</c>.</summary>
public sealed record CalendarSettings
{
    /// <summary>Date or date-time field: the day of a record, or its first day.</summary>
    public required string Start { get; init; }

    /// <summary>Field of the last day, the day itself included; null where a record lies on one day.</summary>
    public string? End { get; init; }

    /// <summary>Choice field that gives the colour; null for the form's own.</summary>
    public string? Color { get; init; }

    /// <summary>What it opens with.</summary>
    public CalendarScale Scale { get; init; }
}

/// <summary>A gallery. JSON: <c>{"cover":"photos"}</c>.</summary>
public sealed record GallerySettings
{
    /// <summary>File field whose first picture stands on a tile; null for tiles of text.</summary>
    public string? Cover { get; init; }
}
