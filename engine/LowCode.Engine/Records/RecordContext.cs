using LowCode.Expressions;
using LowCode.People;

namespace LowCode.Records;

/// <summary>Makes the contexts in which expressions over records run: the caller's <c>$user</c> names, the clock, other records.</summary>
public static class RecordContext
{
    /// <summary>A context without a record: give it one through <see cref="EvaluationContext.Record"/>.</summary>
    public static EvaluationContext For(Workspace workspace, Caller caller, IRelatedValues? related)
    {
        var context = new EvaluationContext
        {
            Related = related,
            Variables = VariablesOf(caller),
            Now = workspace.Clock.GetUtcNow(),
            Zone = caller.Zone,
        };
        (related as UnitRelated)?.StandIn(context);
        return context;
    }

    /// <summary>The same surroundings around another record.</summary>
    public static EvaluationContext With(this EvaluationContext around, Value[] record, Value[]? old = null) => new()
    {
        Record = record,
        RecordId = IdOf(record),
        Old = old,
        Related = around.Related,
        Variables = around.Variables,
        Now = around.Now,
        Zone = around.Zone,
    };

    /// <summary>The record's id; 0 while it is new.</summary>
    public static long IdOf(Value[] record) => record[Forms.SystemFields.Id] is { IsNull: false } id ? (long)id.AsNumber : 0;

    /// <summary>The record's version; 0 while it is new.</summary>
    public static long VersionOf(Value[] record) => record[Forms.SystemFields.Version] is { IsNull: false } version ? (long)version.AsNumber : 0;

    private static Dictionary<string, Value> VariablesOf(Caller caller) => new()
    {
        ["user"] = caller.IsSystem ? Value.Null : Value.FromUser(caller.Id),
        ["user.name"] = Value.FromText(caller.User.Name),
        ["user.email"] = Value.FromText(caller.User.Email),
        ["user.department"] = caller.User.Departments.Count > 0 ? Value.FromDepartment(caller.User.Departments[0]) : Value.Null,
        ["user.departments"] = Value.FromList([.. caller.DepartmentsWithChildren.Select(Value.FromDepartment)]),
        ["user.roles"] = Value.FromList([.. caller.User.Roles.Select(Value.FromText)]),
    };
}
