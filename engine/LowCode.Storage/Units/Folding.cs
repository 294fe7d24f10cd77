namespace LowCode.Storage.Units;

/// <summary>What <see cref="Session.Fold"/> gathers of a group for one measure.</summary>
internal enum Folding
{
    /// <summary>Counts all rows; has no column.</summary>
    Rows,
    /// <summary>Counts what is not NULL.</summary>
    Count,
    /// <summary>Adds up whole numbers and counts what is not NULL.</summary>
    Sum,
}
