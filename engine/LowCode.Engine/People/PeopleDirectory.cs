using System.Collections.Concurrent;
using System.Collections.Frozen;

namespace LowCode.People;

/// <summary>An immutable snapshot of all people and departments; replaced as a whole after each change.</summary>
public sealed class PeopleDirectory
{
    private readonly FrozenDictionary<long, User> _users;
    private readonly FrozenDictionary<long, Department> _departments;
    private readonly ILookup<long, Department> _children;
    private readonly ConcurrentDictionary<User, (FrozenSet<long> Below, FrozenSet<long> Above)> _reach = new(ReferenceEqualityComparer.Instance);

    /// <summary>Builds the snapshot.</summary>
    public PeopleDirectory(IEnumerable<User> users, IEnumerable<Department> departments)
    {
        _users = users.ToFrozenDictionary(user => user.Id);
        _departments = departments.ToFrozenDictionary(department => department.Id);
        _children = _departments.Values.OrderBy(department => department.Order).ThenBy(department => department.Id).ToLookup(department => department.ParentId ?? 0);
    }

    /// <summary>Nobody and nothing.</summary>
    public static PeopleDirectory Empty { get; } = new([], []);

    /// <summary>Grows with every change of people.</summary>
    public long Version { get; init; }

    /// <summary>All users, inactive ones included.</summary>
    public IReadOnlyCollection<User> Users => _users.Values;

    /// <summary>All departments.</summary>
    public IReadOnlyCollection<Department> Departments => _departments.Values;

    /// <summary>The user, or null.</summary>
    public User? User(long id) => _users.GetValueOrDefault(id);

    /// <summary>A person's departments with all below them, and with all above them: asked for with every call, so worked out once for each.</summary>
    public (FrozenSet<long> Below, FrozenSet<long> Above) ReachOf(User user) => ReferenceEquals(User(user.Id), user) ? _reach.GetOrAdd(user, Reach) : Reach(user);

    private (FrozenSet<long> Below, FrozenSet<long> Above) Reach(User user) =>
        (user.Departments.SelectMany(WithChildren).ToFrozenSet(), user.Departments.SelectMany(WithParents).ToFrozenSet());

    /// <summary>The department, or null.</summary>
    public Department? Department(long id) => _departments.GetValueOrDefault(id);

    /// <summary>Direct children in order; null gives the top.</summary>
    public IEnumerable<Department> ChildrenOf(long? id) => _children[id ?? 0];

    /// <summary>The department and all below it.</summary>
    public IEnumerable<long> WithChildren(long id) => _children[id].SelectMany(child => WithChildren(child.Id)).Prepend(id);

    /// <summary>The department and all above it, upwards.</summary>
    public IEnumerable<long> WithParents(long id)
    {
        for (var at = Department(id); at is not null; at = at.ParentId is { } parent ? Department(parent) : null)
            yield return at.Id;
    }

    /// <summary>Active users who hold the role, by id.</summary>
    public IEnumerable<User> InRole(string role) => _users.Values.Where(user => user.Active && user.Roles.Contains(role)).OrderBy(user => user.Id);

    /// <summary>The user's superior: the manager set for them, else the nearest head up the tree who is somebody else; null when there is none.</summary>
    public User? ManagerOf(long userId)
    {
        if (User(userId) is not { } user)
            return null;
        if (user.ManagerId is { } manager && User(manager) is { Active: true } direct)
            return direct;
        for (var at = user.Departments.Count > 0 ? Department(user.Departments[0]) : null; at is not null; at = at.ParentId is { } parent ? Department(parent) : null)
        {
            if (at.HeadId is { } head && head != userId && User(head) is { Active: true } found)
                return found;
        }
        return null;
    }
}
