using LowCode.Forms;
using LowCode.People;
using LowCode.Permissions;

namespace LowCode.Records;

/// <summary>
/// A view as it stands among the tabs of a form. <see cref="Id"/> 0: provided by the form; others were saved by <see cref="UserId"/>.
/// A shared one is seen by everybody who sees the form, or by the roles that the view names; with the key of a provided view it stands in that one's place.
/// </summary>
/// <param name="Id">0 for one that the form provides.</param>
/// <param name="UserId">Who saved it.</param>
/// <param name="Form">Key of the form.</param>
/// <param name="Shared">Not only for the person who saved it.</param>
/// <param name="View">What it shows.</param>
public sealed record SavedView(long Id, long UserId, string Form, bool Shared, ViewDefinition View);

/// <summary>Reads and writes saved views; one unit of work.</summary>
public interface ISavedViewStore
{
    /// <summary>The user's own views of a form and the shared ones: the shared first, each in the order that people gave them.</summary>
    IReadOnlyList<SavedView> For(long userId, string form);
    /// <summary>One view, or null.</summary>
    SavedView? Find(long id);
    /// <summary>Writes a view; id 0 makes a new one behind all others. Returns its id.</summary>
    long Save(SavedView view, DateTime at);
    /// <summary>Gives views this order.</summary>
    void Arrange(IReadOnlyList<long> ids);
    /// <summary>Takes a view away.</summary>
    void Delete(long id);
}

/// <summary>The views of a form: those that it provides, those that people shared, one's own.</summary>
public sealed class SavedViews(Workspace workspace)
{
    private const int MaxPerForm = 50;

    /// <summary>All views that a person has on a form, in the order of the tabs: provided, shared, own.</summary>
    public Outcome<IReadOnlyList<SavedView>> Tabs(Caller caller, string form) => workspace.Database.Read(unit =>
    {
        var saved = unit.Store<ISavedViewStore>().For(caller.Id, form).Where(view => view.UserId == caller.Id || IsFor(caller, view.View)).ToList();
        var provided = workspace.Catalog.Form(form).Definition.Views.Where(view => IsFor(caller, view))
            .Select(view => saved.FirstOrDefault(each => each.Shared && each.View.Key == view.Key) ?? new SavedView(0, 0, form, true, view)).ToList();
        return (IReadOnlyList<SavedView>)[.. provided, .. saved.Except(provided)];
    });

    /// <summary>The view that is shown first: one's own choice before that of one's role, that before everybody's, that before the form's; null for an empty list.</summary>
    public static SavedView? First(Caller caller, IReadOnlyList<SavedView> views) => views
        .Where(view => view.View.IsDefault && (view.View.Roles.Count == 0 || view.View.Roles.Any(caller.User.Roles.Contains)))
        .MaxBy(view => !view.Shared ? 3 : view.Id != 0 && view.View.Roles.Count > 0 ? 2 : view.Id != 0 ? 1 : 0) ?? (views.Count > 0 ? views[0] : null);

    /// <summary>Whether the person may make views that others see.</summary>
    public bool MayShare(Caller caller, string form) =>
        workspace.Catalog.Forms.TryGetValue(form, out var found) && workspace.Catalog.Access(caller, found).Can(RecordActions.ShareViews);

    /// <summary>Whether the person may change, rename, move or delete the view.</summary>
    public bool MayChange(Caller caller, SavedView view) => view.Id != 0 && (view.Shared ? MayShare(caller, view.Form) : view.UserId == caller.Id);

    /// <summary>Saves a view; <see cref="SavedView.Id"/> 0 makes a new one. Its filter and fields are checked as any list request is.</summary>
    public Task<Outcome<SavedView>> SaveAsync(Caller caller, SavedView view, CancellationToken cancel = default) => workspace.Database.WriteAsync(caller, unit =>
    {
        var form = workspace.Catalog.Form(view.Form);
        var access = workspace.Catalog.Access(caller, form);
        if (!access.Can(RecordActions.View))
            throw RecordErrors.Forbidden("view");
        if (view.Shared && !access.Can(RecordActions.ShareViews))
            throw new RefusedException(ErrorKind.Forbidden, "views.share.forbidden", "You may not share views of this form.");
        Check(access, form, view.View);
        var store = unit.Store<ISavedViewStore>();
        var author = caller.Id;
        if (view.Id != 0)
            author = Changeable(caller, store.Find(view.Id)).UserId;
        else if (store.For(caller.Id, view.Form).Count >= MaxPerForm)
            throw new RefusedException(ErrorKind.Invalid, "views.tooMany", $"At most {MaxPerForm} views for a form.");
        // Taking a view back from the others makes it one's own.
        var saved = view with { UserId = view.Shared ? author : caller.Id };
        return saved with { Id = store.Save(saved, workspace.Now) };
    }, cancel);

    /// <summary>Gives saved views the order of the list; all must be the caller's to change.</summary>
    public Task<Outcome<Nothing>> ArrangeAsync(Caller caller, IReadOnlyList<long> ids, CancellationToken cancel = default) => workspace.Database.WriteAsync(caller, unit =>
    {
        var store = unit.Store<ISavedViewStore>();
        foreach (var id in ids)
            Changeable(caller, store.Find(id));
        store.Arrange(ids);
        return default(Nothing);
    }, cancel);

    /// <summary>Takes a view away; one that stood in for a provided view gives way to it again.</summary>
    public Task<Outcome<Nothing>> DeleteAsync(Caller caller, long id, CancellationToken cancel = default) => workspace.Database.WriteAsync(caller, unit =>
    {
        var store = unit.Store<ISavedViewStore>();
        store.Delete(Changeable(caller, store.Find(id)).Id);
        return default(Nothing);
    }, cancel);

    private void Check(Access access, Form form, ViewDefinition view)
    {
        var scope = new QueryScope(workspace, access);
        scope.Positions(view.Columns);
        // The filter of the provided view that this one stands in for is the designer's: it may read what its users don't see.
        if (!form.Definition.Views.Any(provided => provided.Key == view.Key && provided.Filter == view.Filter))
            scope.Filter(view.Filter);
        foreach (var role in view.Roles.Where(role => !workspace.Catalog.Roles.ContainsKey(role)))
            throw new RefusedException(new Refusal(ErrorKind.Invalid, FormErrors.UnknownRole("roles", role)));
        var errors = new List<Error>();
        ViewChecker.Check(view, key => form[key] is { } field && access.MayShow(field.Position, FieldRight.ReadOnly) ? field : null, errors);
        if (errors.Count > 0)
            throw new RefusedException(new Refusal(ErrorKind.Invalid, errors));
    }

    private static bool IsFor(Caller caller, ViewDefinition view) => caller.IsAdmin || view.Roles.Count == 0 || view.Roles.Any(caller.User.Roles.Contains);

    private SavedView Changeable(Caller caller, SavedView? view) =>
        view is not null && MayChange(caller, view) ? view : throw new RefusedException(ErrorKind.NotFound, "views.unknown", "There is no such view.");
}
