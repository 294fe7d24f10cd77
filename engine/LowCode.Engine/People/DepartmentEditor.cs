using LowCode.Audit;
using LowCode.Records;

namespace LowCode.People;

/// <summary>A department as an administrator fills it in. <paramref name="Order"/>: smaller first among its siblings.</summary>
public sealed record DepartmentDraft(string Name, long? ParentId = null, long? HeadId = null, int Order = 0);

/// <summary>What administrators do with the tree of departments: add, rename, move, give a head, remove when empty.</summary>
public sealed class DepartmentEditor(Workspace workspace)
{
    /// <summary>Adds a department.</summary>
    public Task<Outcome<Department>> AddAsync(Caller by, DepartmentDraft draft, CancellationToken cancel = default) => WriteAsync(by, unit =>
    {
        var store = unit.Store<IPeopleStore>();
        var department = Checked(draft, 0, store.Directory());
        department = department with { Id = store.AddDepartment(department) };
        unit.Audit(workspace, by.Id, "departments.added", Subject(department.Id), draft);
        return department;
    }, cancel);

    /// <summary>Changes a department; with another parent, everything below it moves along.</summary>
    public Task<Outcome<Department>> ChangeAsync(Caller by, long id, DepartmentDraft draft, CancellationToken cancel = default) => WriteAsync(by, unit =>
    {
        var store = unit.Store<IPeopleStore>();
        var directory = store.Directory();
        Find(directory, id);
        var department = Checked(draft, id, directory);
        store.SaveDepartment(department);
        unit.Audit(workspace, by.Id, "departments.changed", Subject(id), draft);
        return department;
    }, cancel);

    /// <summary>Removes a department that has neither people nor departments in it.</summary>
    public Task<Outcome<Nothing>> RemoveAsync(Caller by, long id, CancellationToken cancel = default) => WriteAsync(by, unit =>
    {
        var store = unit.Store<IPeopleStore>();
        var directory = store.Directory();
        var department = Find(directory, id);
        if (directory.ChildrenOf(id).Any() || directory.Users.Any(user => user.Departments.Contains(id)))
            throw new RefusedException(PeopleErrors.DepartmentInUse);
        store.DeleteDepartment(id);
        unit.Audit(workspace, by.Id, "departments.removed", Subject(id), new { department.Name });
        return default(Nothing);
    }, cancel);

    private Task<Outcome<T>> WriteAsync<T>(Caller by, Func<IUnit, T> work, CancellationToken cancel) => workspace.Database.WriteAsync(by, unit =>
    {
        by.RequireAdmin();
        var result = work(unit);
        unit.RefreshDirectory(workspace);
        return result;
    }, cancel);

    private static Department Checked(DepartmentDraft draft, long id, PeopleDirectory directory)
    {
        var name = (draft.Name ?? "").Trim();
        var errors = new List<Error>();
        if (name.Length == 0)
            errors.Add(PeopleErrors.Required("name"));
        else if (name.Length > 80)
            errors.Add(PeopleErrors.TooLong("name", 80));
        if (draft.HeadId is { } head && directory.User(head) is null)
            errors.Add(PeopleErrors.Unknown("headId", head));
        if (draft.ParentId is { } parent)
        {
            if (directory.Department(parent) is null)
                errors.Add(PeopleErrors.Unknown("parentId", parent));
            else if (id != 0 && directory.WithChildren(id).Contains(parent))
                errors.Add(PeopleErrors.Cycle("parentId"));
        }
        errors.ThrowIfAny();
        return new Department(id, draft.ParentId, name, draft.HeadId, draft.Order);
    }

    private static Department Find(PeopleDirectory directory, long id) =>
        directory.Department(id) ?? throw new RefusedException(PeopleErrors.UnknownDepartment(id));

    private static string Subject(long id) => $"department:{id}";
}
