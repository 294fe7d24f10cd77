using LowCode.Imports;
using LowCode.Runtime.Hosting;
using LowCode.Runtime.Imports.Tabular;
using LowCode.Ui.Localization;

namespace LowCode.Runtime.Imports;

/// <summary>The uploaded files in the data folder: kept while an import needs them, else for a day.</summary>
public sealed class ImportFiles(Workspace workspace, DataFolder folder, Texts texts)
{
    /// <summary>Columns that stand before the file's own in the file of refused rows: number and reason.</summary>
    public const int AddedColumns = 2;

    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);
    private const int Page = 5000;

    private string Root => Directory.CreateDirectory(Path.Combine(folder.Shared, "imports")).FullName;

    /// <summary>Keeps an uploaded file; returns its id. Too large is a 413.</summary>
    public async Task<string> KeepAsync(Stream content, CancellationToken cancel)
    {
        var id = Guid.NewGuid().ToString("N");
        var limit = new TabularLimits().FileBytes;
        await using var file = File.Create(PathOf(id));
        var buffer = new byte[81920];
        for (int read; (read = await content.ReadAsync(buffer, cancel)) > 0;)
        {
            if (file.Length + read > limit) throw new RefusedException(ErrorKind.TooLarge, "tabular.too_large.bytes", $"The file exceeds the limit of {limit} bytes.");
            await file.WriteAsync(buffer.AsMemory(0, read), cancel);
        }
        // An import goes on after a power cut, and its file must be there then.
        file.Flush(flushToDisk: true);
        return id;
    }

    /// <summary>Opens a kept file.</summary>
    public Outcome<TabularReader> Open(string file, TabularOptions options) =>
        Guid.TryParseExact(file, "N", out _) && File.Exists(PathOf(file)) ? TabularReader.Open(File.OpenRead(PathOf(file)), options) : ImportErrors.Unknown().Refusal;

    /// <summary>Number of rows; what is broken in the file counts as its end.</summary>
    public int Count(string file, TabularOptions options)
    {
        using var reader = Open(file, options).Value;
        var count = 0;
        while (reader.Read())
            count++;
        return count;
    }

    /// <summary>Writes the refused rows as a workbook: their number, why, and the row as the file has it.</summary>
    public Stream Rejected(ImportJob job)
    {
        // Gone from the folder at once, and from the disk when it is closed.
        var target = new FileStream(Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        using (var reader = Open(job.Stored.File, job.Plan.Options).Value)
        using (var writer = new XlsxWriter(target, [new(texts["imports.rejected.row"], CellKind.Number), new(texts["imports.rejected.reason"], Width: 60), .. reader.Headers.Select(header => new TableColumn(header))], "Sheet1"))
        {
            foreach (var rejected in Rejections(job.Id))
            {
                while (reader.Read() && reader.Row.Number < rejected.Row)
                {
                }
                var row = reader.Row;
                var cells = new Cell[Math.Max(reader.Headers.Count, row.Cells.Length) + AddedColumns];
                for (var i = 0; i < cells.Length - AddedColumns; i++) cells[i + AddedColumns] = row[i];
                (cells[0], cells[1]) = (Cell.Of((decimal)rejected.Row), Cell.Of(rejected.Reason));
                writer.Write(cells);
            }
        }
        target.Position = 0;
        return target;
    }

    /// <summary>Deletes the files that no import needs any more, a day after they came.</summary>
    public void Clean()
    {
        var needed = workspace.Database.Read(unit => unit.Store<IImportStore>().Files()).Value.ToHashSet();
        foreach (var old in new DirectoryInfo(Root).GetFiles().Where(file => !needed.Contains(file.Name) && workspace.Now - file.LastWriteTimeUtc > Kept))
            old.Delete();
    }

    private IEnumerable<RefusedRow> Rejections(string id)
    {
        for (var after = 0; ;)
        {
            var page = workspace.Database.Read(unit => unit.Store<IImportStore>().Rejections(id, after, Page)).Value;
            foreach (var row in page)
                yield return row;
            if (page.Count < Page)
                yield break;
            after = page[^1].Row;
        }
    }

    private string PathOf(string id) => Path.Combine(Root, id);
}
