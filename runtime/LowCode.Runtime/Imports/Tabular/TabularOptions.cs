namespace LowCode.Runtime.Imports.Tabular;

/// <summary>How to read a file; everything left null is detected.</summary>
/// <param name="Sheet">Name of the sheet of a workbook; null takes the first visible one.</param>
/// <param name="HeaderRow">Number of the row with the column names, as the file counts; null takes the first row that holds anything.</param>
/// <param name="Delimiter">Between the columns of a text file: <c>,</c> <c>;</c> <c>|</c> or a tab.</param>
/// <param name="Encoding">Name of a text file's encoding: <c>utf-8</c>, <c>gb18030</c>, <c>big5</c>, <c>windows-1252</c>, ...</param>
public sealed record TabularOptions(string? Sheet = null, int? HeaderRow = null, char? Delimiter = null, string? Encoding = null);

/// <summary>What a file may not exceed. All are checked while streaming, sizes of zip entries before anything is unpacked.</summary>
/// <param name="FileBytes">Size of the file itself.</param>
/// <param name="Rows">Rows below the header that hold anything.</param>
/// <param name="Columns">Columns that hold anything.</param>
/// <param name="TextLength">Characters of one cell; Excel's own limit is 32,767, text files may hold more.</param>
/// <param name="ZipEntries">Parts of a workbook.</param>
/// <param name="UnpackedBytes">All parts of a workbook together, unpacked.</param>
/// <param name="Ratio">Unpacked to packed size of one part; honest sheets stay below 100. Parts under 4 MB are not asked.</param>
/// <param name="SharedTextLength">Characters of a workbook's shared texts, the only part that is held in memory.</param>
public sealed record TabularLimits(
    long FileBytes = 200L << 20, int Rows = 1_000_000, int Columns = 500, int TextLength = 1 << 20,
    int ZipEntries = 5_000, long UnpackedBytes = 2L << 30, int Ratio = 200, int SharedTextLength = 48 << 20);
