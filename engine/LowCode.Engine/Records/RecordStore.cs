using LowCode.Expressions;
using LowCode.Forms;

namespace LowCode.Records;

/// <summary>Reads and writes records of any form. Knows no rules: the saver and the reader do.</summary>
public interface IRecordStore
{
    /// <summary>Makes and changes the tables that the compiled forms need; returns what was done, as plain sentences. Inside the publishing unit.</summary>
    IReadOnlyList<string> ApplySchema(IReadOnlyList<SchemaChange> changes);

    /// <summary>Grows with every record that is inserted or updated, whoever does it in this unit; only that it differs says something.</summary>
    long Writes { get; }

    /// <summary>Inserts a record with its subform rows; returns the new id. System columns come from <paramref name="values"/> too.</summary>
    long Insert(Form form, Value[] values);

    /// <summary>
    /// Writes the changed positions (subforms as a whole: rows matched by id, new ones have id 0) where the version still is <paramref name="version"/>;
    /// false when it isn't. <paramref name="values"/> holds the new version, updated_at and updated_by already, and <paramref name="changed"/> names them.
    /// Row ids of new rows are filled in.
    /// </summary>
    bool Update(Form form, long id, long version, Value[] values, IReadOnlyCollection<int> changed);

    /// <summary>Removes records for good, with subform rows, history and comments.</summary>
    void Purge(Form form, IReadOnlyCollection<long> ids);

    /// <summary>One record with all its fields and subform rows, without any permission check; recycle bin included. Null when unknown.</summary>
    Value[]? Get(Form form, long id);

    /// <summary>Several records by id, without subform rows and without permission check; unknown ids are left out. At most 1,000 per call.</summary>
    IReadOnlyList<Value[]> GetMany(Form form, IReadOnlyCollection<long> ids);

    /// <summary>The id of another live record with the same values at these positions, or null.</summary>
    long? FindSame(Form form, IReadOnlyList<int> positions, Value[] values, long exceptId);

    /// <summary>Ids of the live records whose value at this position is one of these (references of a page, match keys of an import); at most 1,000 values per call.</summary>
    IReadOnlyList<(Value Value, long Id)> FindMany(Form form, int position, IReadOnlyCollection<Value> values);

    /// <summary>A page of records; the access of the select is folded into the one SQL statement.</summary>
    RecordPage Query(RecordSelect select);

    /// <summary>Groups and measures; the access of the select is folded into the one SQL statement.</summary>
    IReadOnlyList<Value[]> Aggregate(AggregateSelect select);

    /// <summary>A roll-up over referring records: all of them, since computed fields are facts of the record.</summary>
    Value Rollup(RollupRequest request, Form form, long recordId, EvaluationContext context);

    /// <summary>Next number of a counter (serial fields): starts at 1 for a new period; gap-free because it commits with the record.</summary>
    long NextSerial(long fieldId, string period);
}

/// <summary>What the schema of one form must become; <paramref name="Old"/> null for a new form.</summary>
public sealed record SchemaChange(Form New, Form? Old);
