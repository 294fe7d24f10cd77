namespace LowCode.Runtime.Imports.Tabular;

/// <summary>
/// A file format that yields rows. Sources leave through <see cref="RefusedException"/> for what is expected and may let their parser's own
/// exceptions escape: <see cref="TabularReader"/> turns both into a <see cref="Refusal"/>.
/// </summary>
internal interface ITableSource : IDisposable
{
    /// <summary><c>csv</c>, <c>xlsx</c> or <c>xls</c>.</summary>
    string Format { get; }

    /// <summary>Sheets that can be chosen, visible ones first; empty for text files.</summary>
    IReadOnlyList<string> Sheets { get; }

    /// <summary>The rows that hold anything, in order, read as they are asked for.</summary>
    IEnumerable<TableRow> Rows();
}
