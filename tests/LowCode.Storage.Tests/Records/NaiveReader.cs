using LowCode.Expressions;
using LowCode.Forms;
using LowCode.Permissions;
using LowCode.Records;

namespace LowCode.Storage.Records;

/// <summary>Lists as one would write them without a database: every record is read whole, asked about, and stripped.</summary>
internal sealed class NaiveReader(IUnit unit, Form customer, Access access, Access customerAccess)
{
    internal static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    internal Access Access { get; } = access;

    internal Access CustomerAccess { get; } = customerAccess;

    internal static long Id(Value[] row) => (long)row[SystemFields.Id].AsNumber;

    /// <summary>The records that the caller sees and that meet the conditions, without what is hidden in them.</summary>
    internal List<Value[]> List(CompiledExpression? filter, string? search, RecordActions action)
    {
        var form = Access.Form;
        var seen = new List<Value[]>();
        for (var id = 1L; unit.Records.Get(form, id) is { } record; id++)
        {
            if (!record[SystemFields.DeletedAt].IsNull || !Access.Can(RecordActions.View, Around(record)) || !Access.Can(action, Around(record)))
                continue;
            var stripped = Strip(Access, record);
            if (filter is not null && !filter.Test(NewContext(stripped, new Seen(this))))
                continue;
            if (search is null || form.Designed.Any(field => field.Definition.Searchable && stripped[field.Position].AsText.Contains(search, StringComparison.OrdinalIgnoreCase)))
                seen.Add(stripped);
        }
        return seen;
    }

    /// <summary>The context that the store is given: it sees all records and must limit itself.</summary>
    internal EvaluationContext NewContext() => NewContext([], new All(this));

    private Value[] Strip(Access of, Value[] record) =>
        [.. record.Select((value, position) => of.RowsShowing(position) is { } showing && !showing.Any(rows => rows.Test(Around(record))) ? Value.Null : value)];

    private EvaluationContext Around(Value[] record) => NewContext(record, new All(this));

    private static EvaluationContext NewContext(Value[] record, IRelatedValues related) => new()
    {
        Record = record,
        RecordId = record.Length == 0 ? 0 : Id(record),
        Related = related,
        Zone = Zone,
        Variables = new Dictionary<string, Value>
        {
            ["user"] = Value.FromUser(7),
            ["user.departments"] = Value.FromList([Value.FromDepartment(1), Value.FromDepartment(2)]),
        },
    };

    private class All(NaiveReader reader) : IRelatedValues
    {
        public virtual Value[]? Get(string form, long id) => reader.Customer(id);

        public Value Rollup(RollupRequest request, long recordId) => throw new NotSupportedException();

        public string? UserName(long id) => null;
    }

    private sealed class Seen(NaiveReader reader) : All(reader)
    {
        private readonly NaiveReader _reader = reader;

        public override Value[]? Get(string form, long id) =>
            _reader.Customer(id) is { } record && _reader.CustomerAccess.Can(RecordActions.View, _reader.Around(record)) ? _reader.Strip(_reader.CustomerAccess, record) : null;
    }

    private Value[]? Customer(long id) => unit.Records.Get(customer, id);
}
