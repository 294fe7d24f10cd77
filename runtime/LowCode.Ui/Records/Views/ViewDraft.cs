using LowCode.Forms;
using LowCode.Records;

namespace LowCode.Ui.Records.Views;

/// <summary>A view while somebody sets it up: its name, how it is drawn, who sees it. Knows no markup.</summary>
public sealed class ViewDraft
{
    private readonly ViewDefinition _view;
    private readonly IReadOnlyList<Field> _fields;

    /// <summary>Begins from a view; settings that the kind lacks get the form's most likely fields.</summary>
    public ViewDraft(SavedView from, string name, IReadOnlyList<Field> fields)
    {
        (_view, _fields, Id, Name, Kind) = (from.View, fields, from.Id, name, from.View.Kind);
        Audience = !from.Shared ? Audience.Me : from.View.Roles.Count > 0 ? Audience.Roles : Audience.Everybody;
        (Roles, IsDefault) = (from.View.Roles, from.View.IsDefault);
        var board = ViewKinds.Settings<KanbanSettings>(_view);
        ColumnsBy = (board is null ? null : Find(board.ColumnsBy)) ?? Likely(ViewKinds.CanBeColumns, field => field.Choices.Count > 0);
        Sum = Find(board?.Sum) ?? (board is null ? Likely(IsNumber, field => field.Definition.Settings["display"]?.ToString() == "money", orFirst: false) : null);
        var calendar = ViewKinds.Settings<CalendarSettings>(_view);
        Start = (calendar is null ? null : Find(calendar.Start)) ?? Likely(ViewKinds.CanBeDay, field => !field.IsSystem);
        End = Find(calendar?.End);
        Colour = calendar is null ? Likely(HasChoices, HasChoices) : Find(calendar.Color);
        Cover = ViewKinds.Settings<GallerySettings>(_view) is { } gallery && _view.Kind == ViewKinds.Gallery ? Find(gallery.Cover) : Likely(ViewKinds.CanBeCover, ViewKinds.CanBeCover);
        First = Find(_view.GroupBy.ElementAtOrDefault(0)?.Field);
        Second = Find(_view.GroupBy.ElementAtOrDefault(1)?.Field);
        FirstUnit = _view.GroupBy.ElementAtOrDefault(0)?.Unit ?? DateUnit.Month;
        SecondUnit = _view.GroupBy.ElementAtOrDefault(1)?.Unit ?? DateUnit.Month;
    }

    /// <summary>The saved view that is changed; 0 for a new one.</summary>
    public long Id { get; }
    public string? Name { get; set; }
    public string Kind { get; set; }
    public Audience Audience { get; set; }
    public IReadOnlyList<string> Roles { get; set; }
    public bool IsDefault { get; set; }
    public string? ColumnsBy { get; set; }
    public string? Sum { get; set; }
    public string? Start { get; set; }
    public string? End { get; set; }
    public string? Colour { get; set; }
    public string? Cover { get; set; }
    public string? First { get; set; }
    public DateUnit FirstUnit { get; set; }
    public string? Second { get; set; }
    public DateUnit SecondUnit { get; set; }

    /// <summary>Fields offered for a setting.</summary>
    public IReadOnlyList<Field> Offered(Func<Field, bool> suits) => [.. _fields.Where(suits)];

    /// <summary>The field of this key.</summary>
    public Field? FieldOf(string? key) => _fields.FirstOrDefault(field => field.Key == key);

    /// <summary>Nothing is missing that the kind needs.</summary>
    public bool IsComplete => !string.IsNullOrWhiteSpace(Name) && (Audience != Audience.Roles || Roles.Count > 0)
        && (Kind != ViewKinds.Kanban || ColumnsBy is not null) && (Kind != ViewKinds.Calendar || Start is not null);

    /// <summary>The view as it is set up now.</summary>
    public ViewDefinition Make() => _view with
    {
        Label = Name!.Trim() == _view.Label.Current ? _view.Label : Name.Trim(),
        Kind = Kind,
        Roles = Audience == Audience.Roles ? Roles : [],
        IsDefault = IsDefault,
        GroupBy = Kind == ViewKinds.Table ? [.. Groups()] : _view.GroupBy,
        Settings = Kind switch
        {
            ViewKinds.Kanban => ViewKinds.Write((ViewKinds.Settings<KanbanSettings>(_view) ?? new KanbanSettings { ColumnsBy = "" }) with { ColumnsBy = ColumnsBy!, Sum = Sum }),
            ViewKinds.Calendar => ViewKinds.Write((ViewKinds.Settings<CalendarSettings>(_view) ?? new CalendarSettings { Start = "" }) with { Start = Start!, End = End, Color = Colour }),
            ViewKinds.Gallery => ViewKinds.Write(new GallerySettings { Cover = Cover }),
            _ => [],
        },
    };

    public static bool IsNumber(Field field) => field.Storage == StorageKind.Number && !field.IsSystem;

    public static bool HasChoices(Field field) => field.Choices.Count > 0 && field.Storage == StorageKind.Text;

    private IEnumerable<ViewGroup> Groups()
    {
        if (FieldOf(First) is not { } first)
            yield break;
        yield return Group(first, FirstUnit);
        if (FieldOf(Second) is { } second && second != first)
            yield return Group(second, SecondUnit);
    }

    private static ViewGroup Group(Field field, DateUnit unit) => new(field.Key, ViewKinds.CanBeDay(field) ? unit : null);

    private string? Find(string? key) => FieldOf(key)?.Key;

    private string? Likely(Func<Field, bool> suits, Func<Field, bool> better, bool orFirst = true) =>
        (_fields.FirstOrDefault(field => suits(field) && better(field)) ?? (orFirst ? _fields.FirstOrDefault(suits) : null))?.Key;
}

/// <summary>Who sees a view.</summary>
public enum Audience
{
    /// <summary>Only the person who saved it.</summary>
    Me,
    /// <summary>Everybody who sees the form.</summary>
    Everybody,
    /// <summary>Some roles.</summary>
    Roles,
}
