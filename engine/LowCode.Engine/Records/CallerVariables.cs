using System.Collections;
using System.Diagnostics.CodeAnalysis;
using LowCode.Expressions;
using LowCode.People;

namespace LowCode.Records;

/// <summary>The <c>$user</c> names of a caller. Worked out when an expression first asks for one: most reads of records ask for none.</summary>
internal sealed class CallerVariables(Caller caller) : IReadOnlyDictionary<string, Value>
{
    private Dictionary<string, Value> Values => field ??= new()
    {
        ["user"] = caller.IsSystem ? Value.Null : Value.FromUser(caller.Id),
        ["user.name"] = Value.FromText(caller.User.Name),
        ["user.email"] = Value.FromText(caller.User.Email),
        ["user.department"] = caller.User.Departments.Count > 0 ? Value.FromDepartment(caller.User.Departments[0]) : Value.Null,
        ["user.departments"] = Value.FromList([.. caller.DepartmentsWithChildren.Select(Value.FromDepartment)]),
        ["user.roles"] = Value.FromList([.. caller.User.Roles.Select(Value.FromText)]),
    };

    public Value this[string key] => Values[key];

    public IEnumerable<string> Keys => Values.Keys;

    public int Count => Values.Count;

    IEnumerable<Value> IReadOnlyDictionary<string, Value>.Values => Values.Values;

    public bool ContainsKey(string key) => Values.ContainsKey(key);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out Value value) => Values.TryGetValue(key, out value);

    public IEnumerator<KeyValuePair<string, Value>> GetEnumerator() => Values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
