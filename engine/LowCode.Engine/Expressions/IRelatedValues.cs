namespace LowCode.Expressions;

/// <summary>
/// What an expression may know beyond its own record. Implemented by the store (one query per form and unit of work, cached) and by tests.
/// Calls are synchronous: they run inside a unit of work.
/// </summary>
public interface IRelatedValues
{
    /// <summary>A record's values by field position, or null when it doesn't exist (any more).</summary>
    Value[]? Get(string form, long id);

    /// <summary>The aggregate over the records of another form that point to <paramref name="recordId"/>.</summary>
    Value Rollup(RollupRequest request, long recordId);

    /// <summary>A value of the first record of another form that meets a condition; null when there is none.</summary>
    Value Lookup(LookupRequest request, Value match) => Value.Null;

    /// <summary>A user's display name, or null when unknown.</summary>
    string? UserName(long id);

    /// <summary>A department's name, or null when unknown.</summary>
    string? DepartmentName(long id) => null;

    /// <summary>The department and its parents, nearest first; empty when unknown.</summary>
    IReadOnlyList<long> DepartmentPath(long id) => [];

    /// <summary>The user's direct manager, or null.</summary>
    long? Manager(long userId) => null;

    /// <summary>Whether the workspace's calendar works on this day; null when it says nothing, then Monday to Friday are working days.</summary>
    bool? IsWorkday(DateOnly day) => null;
}

/// <summary>How the records of a roll-up are put together.</summary>
public enum RollupKind : byte
{
    /// <summary>Sum of a number field; 0 over nothing.</summary>
    Sum,
    /// <summary>Number of records; the field is not used.</summary>
    Count,
    /// <summary>Mean of the values that are there; null over nothing.</summary>
    Average,
    /// <summary>Smallest value; null over nothing.</summary>
    Min,
    /// <summary>Largest value; null over nothing.</summary>
    Max,
}

/// <summary>A cross-form aggregate, checked at compile time: <c>ROLLUP("payment", "SUM", "amount", "contract")</c>.</summary>
/// <param name="Form">Key of the form whose records are aggregated.</param>
/// <param name="Kind">How.</param>
/// <param name="Field">The field that is aggregated; null for a count.</param>
/// <param name="Via">Its reference field that points to the current record.</param>
/// <param name="Where">A condition over the aggregated form's fields; null for all records.</param>
public sealed record RollupRequest(string Form, RollupKind Kind, FieldSymbol? Field, FieldSymbol Via, CompiledExpression? Where);

/// <summary>A value from another form: <c>LOOKUP("product", "price", "code", code)</c>.</summary>
/// <param name="Form">Key of the form that is searched.</param>
/// <param name="Field">The field whose value is wanted.</param>
/// <param name="By">The field that must equal the match; the lowest record id wins.</param>
public sealed record LookupRequest(string Form, FieldSymbol Field, FieldSymbol By);
