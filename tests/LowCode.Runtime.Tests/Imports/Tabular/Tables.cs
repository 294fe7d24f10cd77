using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text;
using LowCode.Runtime.Imports.Tabular;

namespace LowCode.Runtime.Tests.Imports.Tabular;

/// <summary>Files for these tests: read, written, or put together part by part.</summary>
internal static class Tables
{
    /// <summary>A folder of the public test data beside the repository; null when this machine has none.</summary>
    public static string? Shared(string folder, [CallerFilePath] string here = "")
    {
        for (var at = new DirectoryInfo(Path.GetDirectoryName(here)!); at is not null; at = at.Parent)
        {
            var path = Path.Combine(at.FullName, "shared", "data", folder);
            if (!File.Exists(Path.Combine(at.FullName, "LowCode.sln")) && Directory.Exists(path)) return path;
        }
        return null;
    }

    public static MemoryStream Text(string text, Encoding? encoding = null) => new((encoding ?? new UTF8Encoding(false)).GetBytes(text));

    /// <summary>Everything in a file as texts, header first; fails the test when the file is refused.</summary>
    public static List<string[]> Texts(Stream file, TabularOptions? options = null)
    {
        using var reader = TabularReader.Open(file, options).Value;
        var rows = new List<string[]> { reader.Headers.ToArray() };
        while (reader.Read()) rows.Add([.. reader.Row.Cells.Select(cell => cell.Text)]);
        Assert.Null(reader.Failure);
        return rows;
    }

    /// <summary>The code with which a file is refused, at opening or on the way; null when it can be read to its end.</summary>
    public static string? Refused(Stream file, TabularOptions? options = null, TabularLimits? limits = null)
    {
        var opened = TabularReader.Open(file, options, limits);
        if (!opened.Ok) return opened.Refusal!.Errors[0].Code;
        using var reader = opened.Value;
        while (reader.Read()) { }
        return reader.Failure?.Errors[0].Code;
    }

    /// <summary>A workbook with one sheet of this XML, and other parts as given.</summary>
    public static MemoryStream Workbook(string sheet, params (string Path, string Xml)[] parts)
    {
        const string relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        const string package = "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"";
        var all = new Dictionary<string, string>
        {
            ["_rels/.rels"] = $"<Relationships {package}><Relationship Id=\"a\" Type=\"{relations}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>",
            ["xl/workbook.xml"] = $"<workbook xmlns:r=\"{relations}\"><workbookPr/><sheets><sheet name=\"One\" sheetId=\"1\" r:id=\"s1\"/></sheets></workbook>",
            ["xl/_rels/workbook.xml.rels"] = $"<Relationships {package}><Relationship Id=\"s1\" Type=\"{relations}/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"st\" Type=\"{relations}/styles\" Target=\"styles.xml\"/><Relationship Id=\"sh\" Type=\"{relations}/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>",
            ["xl/worksheets/sheet1.xml"] = sheet,
        };
        foreach (var (path, xml) in parts) all[path] = xml;
        return Zip(all.Select(part => (part.Key, (Action<Stream>)(stream => stream.Write(Encoding.UTF8.GetBytes(part.Value))))));
    }

    public static MemoryStream Zip(IEnumerable<(string Path, Action<Stream> Write)> parts)
    {
        var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (path, write) in parts)
            {
                using var stream = archive.CreateEntry(path, CompressionLevel.SmallestSize).Open();
                write(stream);
            }
        }
        file.Position = 0;
        return file;
    }

    /// <summary>What a writer makes of these rows.</summary>
    public static MemoryStream Written(Func<Stream, ITableWriter> open, IEnumerable<Cell[]> rows)
    {
        var file = new MemoryStream();
        using (var writer = open(file))
        {
            foreach (var row in rows) writer.Write(row);
        }
        file.Position = 0;
        return file;
    }
}
