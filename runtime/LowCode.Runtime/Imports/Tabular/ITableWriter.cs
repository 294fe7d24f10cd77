namespace LowCode.Runtime.Imports.Tabular;

/// <summary>A column of a file to be written.</summary>
/// <param name="Title">Its name in the first row.</param>
/// <param name="Kind">What its cells hold; a cell of another kind is written as what it is.</param>
/// <param name="Scale">Digits after the point that a workbook shows for a number; null shows as many as there are.</param>
/// <param name="Grouped">True to separate thousands.</param>
/// <param name="Width">In characters; null is chosen by the kind and the title.</param>
public sealed record TableColumn(string Title, CellKind Kind = CellKind.Text, int? Scale = null, bool Grouped = false, int? Width = null);

/// <summary>Writes a table row by row into a stream that is only ever written forward. Dispose finishes the file; without that it is not readable.</summary>
public interface ITableWriter : IDisposable
{
    /// <summary>Writes one row; cells beyond the columns are written too.</summary>
    void Write(ReadOnlySpan<Cell> cells);

    /// <summary>Hands over what is buffered to the stream.</summary>
    void Flush();
}
