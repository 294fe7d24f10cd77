using LowCode.People;

namespace LowCode.Records;

/// <summary>How the columns of a table lie. JSON: <c>{"columns":["name","stage"],"widths":{"name":240},"frozen":1}</c>.</summary>
/// <param name="Columns">Field keys from left to right.</param>
/// <param name="Widths">Width in pixels by field key; others have their type's usual width.</param>
/// <param name="Frozen">How many columns stay when the table is moved sideways.</param>
public sealed record ListLayout(IReadOnlyList<string> Columns, IReadOnlyDictionary<string, int> Widths, int Frozen);

/// <summary>Reads and writes what people arranged; one unit of work.</summary>
public interface IListLayoutStore
{
    /// <summary>What a user arranged on a view; null for nothing.</summary>
    ListLayout? Find(long userId, string form, string view);
    /// <summary>Keeps it; null forgets it.</summary>
    void Save(long userId, string form, string view, ListLayout? layout, DateTime at);
}

/// <summary>
/// Columns belong to the view; whoever arranges them on a view of somebody else arranges them for themselves alone.
/// Columns that the form no longer has, or that the person may not see, are for the list to leave out.
/// </summary>
public sealed class ListLayouts(Workspace workspace, SavedViews views)
{
    private const int MostColumns = 400;
    private const int Narrowest = 40;
    private const int Widest = 2000;

    /// <summary>What the caller arranged on a view that isn't their own; null for nothing.</summary>
    public ListLayout? Find(Caller caller, SavedView view)
    {
        if (IsOwn(caller, view))
            return null;
        var found = workspace.Database.Read(unit => new Found(unit.Store<IListLayoutStore>().Find(caller.Id, view.Form, view.View.Key)));
        return found.Ok ? found.Value.Layout : null;
    }

    /// <summary>Keeps what the caller arranged: in the view when it is their own, else for themselves. Null goes back to the view's. Gives the view as it is then.</summary>
    public async Task<Outcome<SavedView>> SaveAsync(Caller caller, SavedView view, ListLayout? layout, CancellationToken cancel = default)
    {
        if (layout is not null && (layout.Columns.Count > MostColumns || layout.Widths.Count > MostColumns || layout.Widths.Values.Any(width => width is < Narrowest or > Widest) || layout.Frozen is < 0 or > MostColumns))
            return new Refusal(ErrorKind.Malformed, "views.layout", $"Columns are {Narrowest} to {Widest} pixels wide, at most {MostColumns} of them.");
        if (IsOwn(caller, view))
            return layout is null ? view : await views.SaveAsync(caller, view with { View = view.View with { Columns = layout.Columns, Widths = layout.Widths, Frozen = layout.Frozen } }, cancel);
        return await workspace.Database.WriteAsync(caller, unit =>
        {
            unit.Store<IListLayoutStore>().Save(caller.Id, view.Form, view.View.Key, layout, workspace.Now);
            return view;
        }, cancel);
    }

    private static bool IsOwn(Caller caller, SavedView view) => view.Id != 0 && view.UserId == caller.Id;

    private readonly record struct Found(ListLayout? Layout);
}
