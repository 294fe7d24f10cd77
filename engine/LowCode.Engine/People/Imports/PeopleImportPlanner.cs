using System.Globalization;
using System.Text;

namespace LowCode.People;

/// <summary>
/// Turns a table of people into a plan, without changing anything: lines are checked one by one -> e-mails are made where none is given ->
/// managers are found by name among all lines and the workspace, and lines whose manager is left out are left out too.
/// </summary>
internal sealed class PeopleImportPlanner(PeopleDirectory directory, IEnumerable<RoleDefinition> roles, string? domain)
{
    private static readonly StringComparer Names = StringComparer.OrdinalIgnoreCase;

    private readonly List<RoleDefinition> _roles = [.. roles];
    private readonly Dictionary<string, long?> _departments = new(Names);
    private readonly List<RejectedRow> _rejected = [];
    private readonly HashSet<string> _emails = [.. directory.Users.Select(user => user.Email)];
    private readonly ILookup<string, User> _present = directory.Users.ToLookup(user => user.Name, Names);

    public PeopleImportPlan Plan(IReadOnlyList<PersonRow> rows)
    {
        var given = rows.Select(row => Emails.Normalise(row.Email)).Where(email => email.Length > 0).ToLookup(email => email);
        var nameless = rows.Where(row => row.Email.Trim().Length == 0).ToLookup(row => row.Name.Trim(), Names);
        var people = new List<PlannedPerson>();
        foreach (var row in rows)
        {
            var errors = new List<Error>();
            var person = Read(row, errors);
            if (person.Email.Length > 0 ? given[person.Email].Count() > 1 : person.Name.Length > 0 && nameless[person.Name].Count() > 1)
                errors.Add(PeopleImportErrors.Twice(person.Email.Length > 0 ? "email" : "name"));
            if (errors.Count > 0)
                _rejected.Add(new RejectedRow(row.Number, person.Name, errors));
            else
                people.Add(person);
        }
        _emails.UnionWith(people.Select(person => person.Email));
        people = [.. people.Select(person => person.Email.Length > 0 ? person : person with { Email = NewEmail(person.Name) })];
        people = WithManagers(people);
        foreach (var path in people.Select(person => person.Department).OfType<string>())
            Place(path);
        return new PeopleImportPlan(people, _departments, [.. _rejected.OrderBy(row => row.Row)]);
    }

    private PlannedPerson Read(PersonRow row, List<Error> errors)
    {
        var (name, email, phone) = (row.Name.Trim(), Emails.Normalise(row.Email), row.Phone.Trim());
        if (name.Length == 0)
            errors.Add(PeopleErrors.Required("name"));
        else if (name.Length > 80)
            errors.Add(PeopleErrors.TooLong("name", 80));
        if (phone.Length > 40)
            errors.Add(PeopleErrors.TooLong("phone", 40));
        if (email.Length > 0 ? _emails.Contains(email) : _present.Contains(name))
            errors.Add(PeopleImportErrors.Present);
        else if (email.Length > 0 && !Emails.IsEmail(email))
            errors.Add(PeopleErrors.BadEmail());
        else if (email.Length == 0 && domain is null)
            errors.Add(PeopleImportErrors.NoEmail);
        var path = row.Department.Split('/', '／').Select(part => part.Trim()).Where(part => part.Length > 0).ToList();
        if (path.Any(part => part.Length > 80))
            errors.Add(PeopleErrors.TooLong("department", 80));
        var manager = row.Manager.Trim();
        return new PlannedPerson(row.Number, name, email, phone.Length > 0 ? phone : null, path.Count > 0 ? string.Join('/', path) : null, manager.Length > 0 ? manager : null, Roles(row.Roles, errors));
    }

    private List<string> Roles(string text, List<Error> errors)
    {
        var keys = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var name in text.Split([',', ';', '|', '，', '；', '、'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if ((_roles.Find(role => role.Key == name) ?? _roles.Find(role => role.Label.Texts.Values.Contains(name, Names))) is { } role)
                keys.Add(role.Key);
            else
                errors.Add(PeopleErrors.Unknown("roles", name));
        }
        return [.. keys];
    }

    private List<PlannedPerson> WithManagers(List<PlannedPerson> people)
    {
        people = [.. people, .. MissingManagers(people)];
        while (true)
        {
            var names = people.ToLookup(person => person.Name, Names);
            var emails = people.ToDictionary(person => person.Email);
            var wrong = people.Select(person => (Person: person, Error: Wrong(person, names, emails))).Where(each => each.Error is not null).ToList();
            if (wrong.Count == 0)
                return people;
            _rejected.AddRange(wrong.Select(each => new RejectedRow(each.Person.Row, each.Person.Name, [each.Error!])));
            people = [.. people.Except(wrong.Select(each => each.Person))];
        }
    }

    // Somebody whom the table names as a manager only, and whom nobody knows yet, comes along in the same department.
    private List<PlannedPerson> MissingManagers(List<PlannedPerson> people)
    {
        if (domain is null)
            return [];
        var known = people.Select(person => person.Name).Concat(_rejected.Select(row => row.Name)).ToHashSet(Names);
        return [.. people.Where(person => person.Manager is { Length: <= 80 } manager && !manager.Contains('@') && !_present.Contains(manager) && known.Add(manager))
            .Select(person => new PlannedPerson(0, person.Manager!, NewEmail(person.Manager!), null, person.Department, null, []))];
    }

    private Error? Wrong(PlannedPerson person, ILookup<string, PlannedPerson> names, Dictionary<string, PlannedPerson> emails)
    {
        if (person.Manager is not { } manager)
            return null;
        if (manager.Contains('@'))
        {
            var email = Emails.Normalise(manager);
            return !emails.ContainsKey(email) && directory.Users.All(user => user.Email != email) ? PeopleImportErrors.Manager(manager) : Circle(person, names, emails);
        }
        return (names[manager].Count() + _present[manager].Count()) switch
        {
            0 => PeopleImportErrors.Manager(manager),
            1 => Circle(person, names, emails),
            _ => PeopleImportErrors.Managers(manager),
        };
    }

    // Nobody who is in the workspace reports to somebody new, so a circle lies within the table.
    private static Error? Circle(PlannedPerson person, ILookup<string, PlannedPerson> names, Dictionary<string, PlannedPerson> emails)
    {
        var seen = new HashSet<PlannedPerson>(ReferenceEqualityComparer.Instance);
        for (var at = person; at?.Manager is { } manager && seen.Add(at);)
        {
            at = manager.Contains('@') ? emails.GetValueOrDefault(Emails.Normalise(manager)) : names[manager].FirstOrDefault();
            if (ReferenceEquals(at, person))
                return PeopleErrors.Cycle("manager");
        }
        return null;
    }

    // Parents first. A name without a path also means the only department of this name, wherever it stands.
    private void Place(string path)
    {
        if (_departments.ContainsKey(path))
            return;
        var slash = path.LastIndexOf('/');
        var (parent, name) = slash < 0 ? (null, path) : (path[..slash], path[(slash + 1)..]);
        if (parent is not null)
            Place(parent);
        var above = parent is null ? null : _departments[parent];
        var found = parent is not null && above is null ? null : directory.ChildrenOf(above).FirstOrDefault(each => Names.Equals(each.Name, name));
        var anywhere = parent is null && found is null ? directory.Departments.Where(each => Names.Equals(each.Name, name)).ToList() : [];
        _departments[path] = found?.Id ?? (anywhere.Count == 1 ? anywhere[0].Id : null);
    }

    // anna.snelling@example.com; a name without Latin letters becomes user, and a number makes it unique.
    private string NewEmail(string name)
    {
        var plain = new string([.. name.Normalize(NormalizationForm.FormD).Where(letter => CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark).Select(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-' ? char.ToLowerInvariant(letter) : ' ')]);
        var local = string.Join('.', plain.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word.Trim('-')).Where(word => word.Length > 0));
        if (local.Length == 0)
            local = "user";
        for (var number = 1; ; number++)
        {
            var email = $"{local}{(number == 1 ? "" : number.ToString(CultureInfo.InvariantCulture))}@{domain}";
            if (_emails.Add(email))
                return email;
        }
    }
}
