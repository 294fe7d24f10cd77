using LowCode.Expressions;
using LowCode.Forms;
using LowCode.Permissions;

namespace LowCode.Storage.Records;

/// <summary>
/// Other records as one caller may see them: what a caller's own filter reads through references, look-ups and roll-ups. A record, field or form
/// that the caller can't see reads as empty.
/// </summary>
internal sealed class SeenRelated(IRelatedValues inner, Form from, Func<Form, Access>? accessTo, EvaluationContext context) : IRelatedValues
{
    public Value[]? Get(string form, long id)
    {
        if (AccessTo(form) is not { } access || inner.Get(form, id) is not { } record)
            return null;
        if (access.Unlimited)
            return record;
        var around = new EvaluationContext { Record = record, RecordId = id, Related = inner, Variables = context.Variables, Now = context.Now, Zone = context.Zone };
        if (!access.Can(RecordActions.View, around))
            return null;
        return [.. record.Select((value, position) => access.RowsShowing(position) is { } showing && !showing.Any(rows => rows.Test(around)) ? Value.Null : value)];
    }

    public Value Rollup(RollupRequest request, long recordId) =>
        SeesAll(request.Form, request.Field, request.Via) ? inner.Rollup(request, recordId) : Value.Null;

    public Value Lookup(LookupRequest request, Value match) =>
        SeesAll(request.Form, request.Field, request.By) ? inner.Lookup(request, match) : Value.Null;

    public string? UserName(long id) => inner.UserName(id);

    public string? DepartmentName(long id) => inner.DepartmentName(id);

    public IReadOnlyList<long> DepartmentPath(long id) => inner.DepartmentPath(id);

    public long? Manager(long userId) => inner.Manager(userId);

    public bool? IsWorkday(DateOnly day) => inner.IsWorkday(day);

    /// <summary>Sums over records that the caller sees only in part would tell of the others.</summary>
    private bool SeesAll(string form, params FieldSymbol?[] fields) =>
        AccessTo(form) is { } access && (access.Unlimited || access.Rows(RecordActions.View) is null && fields.All(field => field is null || access.RowsShowing(field.Position) is null));

    private Access? AccessTo(string form) => accessTo is not null && ((IExpressionScope)from).Target(form) is Form target ? accessTo(target) : null;
}
