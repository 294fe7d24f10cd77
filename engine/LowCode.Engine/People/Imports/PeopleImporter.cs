using LowCode.Audit;
using LowCode.Records;

namespace LowCode.People;

/// <summary>
/// Adds many people at once from a table. They can't sign in before an administrator gives them a one-time password.
/// Lines that don't fit are left out and reported; all others, and the departments that they need, come in together.
/// </summary>
public sealed class PeopleImporter(Workspace workspace)
{
    /// <summary>What the import would do. <paramref name="domain"/> (<c>example.com</c>) makes missing e-mails; null makes none.</summary>
    public Outcome<PeopleImportPlan> Plan(Caller by, IReadOnlyList<PersonRow> rows, string? domain) => workspace.Database.Read(unit => Plan(unit, by, rows, domain));

    /// <summary>Does what <see cref="Plan(Caller, IReadOnlyList{PersonRow}, string?)"/> said, in one unit.</summary>
    public Task<Outcome<PeopleImportPlan>> ImportAsync(Caller by, IReadOnlyList<PersonRow> rows, string? domain, CancellationToken cancel = default) => workspace.Database.WriteAsync(by, unit =>
    {
        var plan = Plan(unit, by, rows, domain);
        var store = unit.Store<IPeopleStore>();
        var departments = AddDepartments(store, plan);
        var added = plan.People.Select(person => Add(store, person, departments)).ToList();
        Link(store, plan, added);
        unit.Audit(workspace, by.Id, "people.imported", "people", new { people = added.Select(user => user.Id), departments = plan.Departments.Where(each => each.Value is null).Select(each => each.Key) });
        unit.RefreshDirectory(workspace);
        return plan;
    }, cancel);

    private PeopleImportPlan Plan(IUnit unit, Caller by, IReadOnlyList<PersonRow> rows, string? domain)
    {
        by.RequireAdmin();
        if (rows.Count > PeopleImportErrors.MaxRows)
            throw new RefusedException(PeopleImportErrors.TooMany);
        return new PeopleImportPlanner(unit.Store<IPeopleStore>().Directory(), workspace.Catalog.Roles.Values, Domain(domain)).Plan(rows);
    }

    private static string? Domain(string? text)
    {
        var domain = Emails.Normalise(text).TrimStart('@');
        return domain.Length == 0 ? null : Emails.IsEmail("a@" + domain) && domain.Length <= 150 ? domain : throw new RefusedException(PeopleImportErrors.BadDomain);
    }

    private static Dictionary<string, long> AddDepartments(IPeopleStore store, PeopleImportPlan plan)
    {
        var ids = new Dictionary<string, long>(StringComparer.OrdinalIgnoreCase);
        foreach (var (path, existing) in plan.Departments)
        {
            var slash = path.LastIndexOf('/');
            ids[path] = existing ?? store.AddDepartment(new Department(0, slash < 0 ? null : ids[path[..slash]], path[(slash + 1)..], null, 0));
        }
        return ids;
    }

    private User Add(IPeopleStore store, PlannedPerson person, Dictionary<string, long> departments)
    {
        var user = new User(0, person.Email, person.Name, person.Department is { } path ? [departments[path]] : [], person.Roles, IsAdmin: false, Active: true, null, Secrets.NewStamp(), person.Phone);
        return user with { Id = store.AddUser(user, workspace.Now) };
    }

    // The plan has made sure that each manager is one person.
    private static void Link(IPeopleStore store, PeopleImportPlan plan, List<User> added)
    {
        var everybody = store.Directory().Users;
        foreach (var (person, user) in plan.People.Zip(added).Where(each => each.First.Manager is not null))
        {
            var manager = person.Manager!.Contains('@')
                ? everybody.First(each => each.Email == Emails.Normalise(person.Manager))
                : everybody.First(each => string.Equals(each.Name, person.Manager, StringComparison.OrdinalIgnoreCase));
            store.SaveUser(user with { ManagerId = manager.Id });
        }
    }
}
