using LowCode.Forms;
using LowCode.People;
using LowCode.Permissions;

namespace LowCode.Records;

/// <summary>A view that somebody saved while using a list. <paramref name="Shared"/>: everybody who may see the form sees it; only its owner and administrators change it.</summary>
public sealed record SavedView(long Id, long UserId, string Form, bool Shared, ViewDefinition View);

/// <summary>Reads and writes saved views; one unit of work.</summary>
public interface ISavedViewStore
{
    /// <summary>The user's own views of a form and the shared ones, in the order in which they were made.</summary>
    IReadOnlyList<SavedView> For(long userId, string form);
    /// <summary>One view, or null.</summary>
    SavedView? Find(long id);
    /// <summary>Writes a view; id 0 makes a new one. Returns its id.</summary>
    long Save(SavedView view, DateTime at);
    /// <summary>Takes a view away.</summary>
    void Delete(long id);
}

/// <summary>Saved views of lists: private or shared.</summary>
public sealed class SavedViews(Workspace workspace)
{
    private const int MaxPerForm = 50;

    /// <summary>The views that a person has on a form.</summary>
    public Outcome<IReadOnlyList<SavedView>> List(Caller caller, string form) => workspace.Database.Read(unit => unit.Store<ISavedViewStore>().For(caller.Id, form));

    /// <summary>Saves a view; <see cref="SavedView.Id"/> 0 makes a new one. Its filter and fields are checked as any list request is.</summary>
    public Task<Outcome<SavedView>> SaveAsync(Caller caller, SavedView view, CancellationToken cancel = default) => workspace.Database.WriteAsync(unit =>
    {
        var form = workspace.Catalog.Form(view.Form);
        var access = workspace.Catalog.Access(caller, form);
        if (!access.Can(RecordActions.View))
            throw RecordErrors.Forbidden("view");
        var scope = new QueryScope(workspace, access);
        scope.Positions(view.View.Columns);
        scope.Filter(view.View.Filter);
        foreach (var sort in view.View.Sort)
            scope.Position(sort.Field, "sort");
        var store = unit.Store<ISavedViewStore>();
        var mine = store.For(caller.Id, view.Form);
        if (view.Id != 0)
            RefuseForeign(caller, store.Find(view.Id));
        else if (mine.Count >= MaxPerForm)
            throw new RefusedException(ErrorKind.Invalid, "views.tooMany", $"At most {MaxPerForm} views for a form.");
        var saved = view with { UserId = caller.Id };
        return saved with { Id = store.Save(saved, workspace.Now) };
    }, cancel);

    /// <summary>Takes a view away.</summary>
    public Task<Outcome<Nothing>> DeleteAsync(Caller caller, long id, CancellationToken cancel = default) => workspace.Database.WriteAsync(unit =>
    {
        RefuseForeign(caller, unit.Store<ISavedViewStore>().Find(id));
        unit.Store<ISavedViewStore>().Delete(id);
        return default(Nothing);
    }, cancel);

    private static void RefuseForeign(Caller caller, SavedView? view)
    {
        if (view is null || view.UserId != caller.Id && !(caller.IsAdmin && view.Shared))
            throw new RefusedException(ErrorKind.NotFound, "views.unknown", "There is no such view.");
    }
}
