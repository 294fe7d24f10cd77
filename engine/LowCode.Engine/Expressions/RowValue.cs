namespace LowCode.Expressions;

/// <summary>One row of a subform.</summary>
/// <param name="Id">The stored row's id; 0 for a row that has not been saved.</param>
/// <param name="Values">Its values by column position; arrays are owned by the record and may be written by the saver only.</param>
public sealed record RowValue(long Id, Value[] Values);
