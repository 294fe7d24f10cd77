namespace LowCode.People;

/// <summary>One line of a table of people, as written. <paramref name="Number"/> is its line in the file; empty texts mean nothing is said.</summary>
/// <param name="Number">Line in the file, from 1.</param>
/// <param name="Name">What others read.</param>
/// <param name="Email">Sign-in name; empty: made from the name.</param>
/// <param name="Phone">Telephone.</param>
/// <param name="Department">Name, or a path from the top: <c>Sales/East</c>.</param>
/// <param name="Manager">Name or e-mail of the direct superior.</param>
/// <param name="Roles">Keys or labels, separated by commas, semicolons or bars.</param>
public sealed record PersonRow(int Number, string Name, string Email = "", string Phone = "", string Department = "", string Manager = "", string Roles = "");

/// <summary>Somebody who will be added. <paramref name="Row"/> 0: not in the table, but named there as a manager.</summary>
public sealed record PlannedPerson(int Row, string Name, string Email, string? Phone, string? Department, string? Manager, IReadOnlyList<string> Roles);

/// <summary>A line that doesn't fit, and everything that is wrong with it.</summary>
public sealed record RejectedRow(int Row, string Name, IReadOnlyList<Error> Errors);

/// <summary>What an import of people does.</summary>
/// <param name="People">Who is added, in the order of the table, then managers who stand in no line.</param>
/// <param name="Departments">Departments by path, parents first; the value is the id of one that is there already, null for one to be made.</param>
/// <param name="Rejected">Lines that are left out.</param>
public sealed record PeopleImportPlan(IReadOnlyList<PlannedPerson> People, IReadOnlyDictionary<string, long?> Departments, IReadOnlyList<RejectedRow> Rejected);

/// <summary>Every expected failure of importing people.</summary>
public static class PeopleImportErrors
{
    /// <summary>Most lines of one import.</summary>
    public const int MaxRows = 5000;

    /// <summary>More than <see cref="MaxRows"/>.</summary>
    public static Refusal TooMany { get; } = new(ErrorKind.TooLarge, "people.import.too_many", $"Import at most {MaxRows} people at once.");
    /// <summary>No column of names.</summary>
    public static Refusal NoNames { get; } = new(ErrorKind.Malformed, "people.import.columns", "The first line must name the columns, one of them the name.");
    /// <summary>Nothing to add, and nothing wrong: an empty table.</summary>
    public static Refusal Empty { get; } = new(ErrorKind.Malformed, "people.import.empty", "There is no file and no text with people.");
    /// <summary>Not a domain.</summary>
    public static Refusal BadDomain { get; } = new(ErrorKind.Invalid, "people.import.domain", "This is not a domain like example.com.", "domain");
    /// <summary>No e-mail in the line and no domain to make one.</summary>
    public static Error NoEmail { get; } = new("people.import.email", "There is no e-mail address, and no domain to make one.", "email");
    /// <summary>Is in the workspace.</summary>
    public static Error Present { get; } = new("people.import.present", "This person is in the workspace already.", "name");
    /// <summary>Twice in the table.</summary>
    public static Error Twice(string path) => new("people.import.twice", "This stands in the table twice.", path);
    /// <summary>Nobody of this name, or only in a line that is left out.</summary>
    public static Error Manager(string name) => new("people.import.manager", $"There is no '{name}' who could be the manager.", "manager", new Dictionary<string, object?> { ["name"] = name });
    /// <summary>Several people of this name.</summary>
    public static Error Managers(string name) => new("people.import.managers", $"Several people are called '{name}'; give the manager's e-mail.", "manager", new Dictionary<string, object?> { ["name"] = name });
}
