namespace LowCode.People;

/// <summary>Reads and writes people and departments; one unit of work.</summary>
public interface IPeopleStore
{
    /// <summary>A snapshot of everybody, as this unit sees it.</summary>
    PeopleDirectory Directory();

    /// <summary>Every change of people ends with this: other nodes see by the version that theirs are old.</summary>
    void RaiseVersion();

    /// <summary>The user, or null.</summary>
    User? User(long id);

    /// <summary>What a sign-in depends on, or null: read at every request, so no more than that.</summary>
    UserStanding? Standing(long id);

    /// <summary>The user with this sign-in name (lower case), or null.</summary>
    User? UserByEmail(string email);

    /// <summary>Adds a user with departments and roles; <see cref="People.User.Id"/> is ignored. Returns the new id.</summary>
    long AddUser(User user, DateTime at);

    /// <summary>Writes all of a user but the password; departments and roles are replaced.</summary>
    void SaveUser(User user);

    /// <summary>Adds a department; returns its id.</summary>
    long AddDepartment(Department department);

    /// <summary>Writes a department.</summary>
    void SaveDepartment(Department department);

    /// <summary>Removes a department that has neither children nor people.</summary>
    void DeleteDepartment(long id);
}

/// <summary>Settings of the workspace as a whole, by key.</summary>
public interface ISettingStore
{
    /// <summary>The value, or null.</summary>
    string? Get(string key);

    /// <summary>Writes the value; null removes it.</summary>
    void Set(string key, string? value);

    /// <summary>Of what is kept in memory, the version that this unit sees.</summary>
    WorkspaceVersions Versions();
}

/// <summary>Versions of the published definitions and of the people.</summary>
public readonly record struct WorkspaceVersions(long Definitions, long People);

/// <summary>Keys of <see cref="ISettingStore"/>.</summary>
public static class SettingKeys
{
    /// <summary>What the workspace is called.</summary>
    public const string WorkspaceName = "workspace.name";

    /// <summary>IANA zone of the workspace.</summary>
    public const string WorkspaceZone = "workspace.zone";

    /// <summary>The keys that protect cookies, as XML; only where several nodes share them.</summary>
    public const string ProtectionKeys = "keys.protection";

    /// <summary>What the folder of files says it is; only where several nodes share it.</summary>
    public const string FilesMark = "files.mark";

    /// <summary>When a health check last tried to write, UTC.</summary>
    public const string HealthTried = "health.tried";

    /// <summary>Present when the checklist of a new workspace is not to be shown any more.</summary>
    public const string ChecklistHidden = "checklist.hidden";
}

/// <summary>Whether a person may come in: <paramref name="Stamp"/> must be the session's.</summary>
public sealed record UserStanding(string Email, string Stamp, bool Active);
