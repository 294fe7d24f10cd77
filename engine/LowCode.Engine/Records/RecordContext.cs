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
            Variables = new CallerVariables(caller),
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
}
