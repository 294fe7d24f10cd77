using LowCode.Records;

namespace LowCode.Forms;

/// <summary>
/// Checks a view against the fields that its author may use: all of a form for its designer, the visible ones for a person who saves a view.
/// What a kind that this version doesn't know asks for can't be checked, and isn't.
/// </summary>
internal static class ViewChecker
{
    private const int MostGroups = 2;

    /// <summary>Tells what is wrong; paths are below the view.</summary>
    public static void Check(ViewDefinition view, Func<string, Field?> find, ICollection<Error> errors)
    {
        Each(view.QuickFilters ?? [], "quickFilters", find, _ => true, errors);
        Each([.. view.Sort.Select(sort => sort.Field)], "sort", find, ViewKinds.CanBeGroup, errors);
        Each([.. view.GroupBy.Select(group => group.Field)], "groupBy", find, ViewKinds.CanBeGroup, errors);
        if (view.GroupBy.Count > MostGroups)
            errors.Add(FormErrors.TooMany("groupBy", MostGroups));
        if (view.Frozen is < 0 or > 400)
            errors.Add(FormErrors.Setting("frozen", "0 to 400"));
        foreach (var (key, width) in view.Widths)
        {
            if (width is < 40 or > 2000)
                errors.Add(FormErrors.Setting($"widths.{key}", "40 to 2,000"));
        }
        foreach (var (key, function) in view.Totals)
        {
            if (find(key) is not { } field)
                errors.Add(FormErrors.UnknownField($"totals.{key}", key));
            else if (!Suits(function, field))
                errors.Add(FormErrors.Setting($"totals.{key}", "a measure that the field has"));
        }
        Settings(view, find, errors);
    }

    /// <summary>Whether a column can be summed up this way.</summary>
    public static bool Suits(MeasureFunction function, Field field) => function switch
    {
        MeasureFunction.Sum or MeasureFunction.Avg => field.Storage == StorageKind.Number,
        MeasureFunction.Min or MeasureFunction.Max => field.Storage is StorageKind.Number or StorageKind.Date or StorageKind.Instant,
        _ => ViewKinds.CanBeGroup(field),
    };

    private static void Settings(ViewDefinition view, Func<string, Field?> find, ICollection<Error> errors)
    {
        if (view.Kind == ViewKinds.Kanban && DefinitionJson.Read<KanbanSettings>(view.Settings, "settings", errors) is { } board)
        {
            One(board.ColumnsBy, "settings.columnsBy", find, ViewKinds.CanBeColumns, errors);
            One(board.Sum, "settings.sum", find, field => field.Storage == StorageKind.Number, errors);
        }
        if (view.Kind == ViewKinds.Gallery && DefinitionJson.Read<GallerySettings>(view.Settings, "settings", errors) is { } gallery)
            One(gallery.Cover, "settings.cover", find, ViewKinds.CanBeCover, errors);
        if (view.Kind == ViewKinds.Calendar && DefinitionJson.Read<CalendarSettings>(view.Settings, "settings", errors) is { } calendar)
        {
            One(calendar.Start, "settings.start", find, ViewKinds.CanBeDay, errors);
            One(calendar.End, "settings.end", find, ViewKinds.CanBeDay, errors);
            One(calendar.Color, "settings.color", find, field => field.Choices.Count > 0, errors);
        }
    }

    private static void Each(IReadOnlyList<string> keys, string path, Func<string, Field?> find, Func<Field, bool> suits, ICollection<Error> errors)
    {
        for (var i = 0; i < keys.Count; i++)
            One(keys[i], $"{path}[{i}]", find, suits, errors);
    }

    private static void One(string? key, string path, Func<string, Field?> find, Func<Field, bool> suits, ICollection<Error> errors)
    {
        if (key is not null && (find(key) is not { } field || !suits(field)))
            errors.Add(FormErrors.UnknownField(path, key));
    }
}
