using LowCode.Expressions;
using LowCode.Forms;
using LowCode.People;
using LowCode.Permissions;
using LowCode.Records;
using LowCode.Storage.Units;

namespace LowCode.Storage.Records;

/// <summary>An aggregate over the live records that point to one record: a fact of that record, whoever looks at it.</summary>
internal static class RecordRollup
{
    internal static Value Run(Session session, RollupRequest request, Form form, long recordId, EvaluationContext context)
    {
        var arguments = new Arguments();
        var gate = new Gate(session, arguments, context, null);
        var via = form[request.Via.Key]!;
        var position = request.Kind == RollupKind.Count || request.Field is null ? (int?)null : form[request.Field.Key]!.Position;
        var measure = MeasureColumn.Of(session.Dialect, Access.For(Caller.System(Source.Flow), form, []), new Measure(Function(request.Kind), position), gate);
        var where = request.Where is null ? "" : " AND " + gate.Fact(request.Where, form);
        var sql = $"SELECT {measure.Sql}, {measure.CountSql} FROM {form.Table} r WHERE r.deleted_at IS NULL AND r.{via.Column} = {arguments.Add(recordId)}{where}";
        return session.Query(sql, reader => measure.Read(reader, 0), arguments.ToArray())[0];
    }

    private static MeasureFunction Function(RollupKind kind) => kind switch
    {
        RollupKind.Sum => MeasureFunction.Sum,
        RollupKind.Count => MeasureFunction.Count,
        RollupKind.Average => MeasureFunction.Avg,
        RollupKind.Min => MeasureFunction.Min,
        _ => MeasureFunction.Max,
    };
}
