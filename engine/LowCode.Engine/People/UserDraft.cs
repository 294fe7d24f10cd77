using LowCode.Catalog;

namespace LowCode.People;

/// <summary>A user as an administrator fills the form in. JSON: the members, camelCase; absent members are empty.</summary>
public sealed record UserDraft
{
    /// <summary>Sign-in name.</summary>
    public string Email { get; init; } = "";
    /// <summary>What others read; at most 80 characters.</summary>
    public string Name { get; init; } = "";
    /// <summary>Telephone; null when unknown.</summary>
    public string? Phone { get; init; }
    /// <summary>Department ids, the main one first.</summary>
    public IReadOnlyList<long> Departments { get; init; } = [];
    /// <summary>Role keys.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];
    /// <summary>Administers the workspace.</summary>
    public bool IsAdmin { get; init; }
    /// <summary>Direct superior; null: the head of the main department.</summary>
    public long? ManagerId { get; init; }

    /// <summary>The draft that changes nothing of a user.</summary>
    public static UserDraft Of(User user) => new()
    {
        Email = user.Email,
        Name = user.Name,
        Phone = user.Phone,
        Departments = user.Departments,
        Roles = user.Roles,
        IsAdmin = user.IsAdmin,
        ManagerId = user.ManagerId,
    };

    /// <summary>The user that the draft makes of <paramref name="old"/>; all that is wrong is refused together.</summary>
    internal User ApplyTo(User old, IPeopleStore store, MetadataCatalog catalog)
    {
        var email = Emails.Normalise(Email);
        var name = (Name ?? "").Trim();
        var phone = string.IsNullOrWhiteSpace(Phone) ? null : Phone.Trim();
        var errors = new List<Error>();
        if (!Emails.IsEmail(email))
            errors.Add(PeopleErrors.BadEmail());
        else if (store.UserByEmail(email) is { } holder && holder.Id != old.Id)
            errors.Add(PeopleErrors.EmailTaken);
        if (name.Length == 0)
            errors.Add(PeopleErrors.Required("name"));
        else if (name.Length > 80)
            errors.Add(PeopleErrors.TooLong("name", 80));
        if (phone is { Length: > 40 })
            errors.Add(PeopleErrors.TooLong("phone", 40));

        var directory = store.Directory();
        foreach (var department in Departments.Where(id => directory.Department(id) is null))
            errors.Add(PeopleErrors.Unknown("departments", department));
        foreach (var role in Roles.Where(role => !catalog.Roles.ContainsKey(role) && !old.Roles.Contains(role)))
            errors.Add(PeopleErrors.Unknown("roles", role));
        if (ManagerId is { } manager)
        {
            if (directory.User(manager) is null)
                errors.Add(PeopleErrors.Unknown("managerId", manager));
            else if (LeadsTo(directory, manager, old.Id))
                errors.Add(PeopleErrors.Cycle("managerId"));
        }
        errors.ThrowIfAny();
        return old with
        {
            Email = email,
            Name = name,
            Phone = phone,
            Departments = [.. Departments.Distinct()],
            Roles = [.. Roles.Distinct().Order(StringComparer.Ordinal)],
            IsAdmin = IsAdmin,
            ManagerId = ManagerId,
        };
    }

    /// <summary>Whether somebody is, or is managed by, somebody else, however many are between them.</summary>
    internal static bool LeadsTo(PeopleDirectory directory, long from, long to)
    {
        var seen = new HashSet<long>();
        for (long? at = from; at is { } id && seen.Add(id); at = directory.User(id)?.ManagerId)
        {
            if (id == to)
                return true;
        }
        return false;
    }
}
