using LowCode.Permissions;
using LowCode.Runtime.Imports.Tabular;

namespace LowCode.Runtime.Imports;

/// <summary>What a person is choosing on the import screen, before it becomes an <see cref="ImportPlan"/>.</summary>
public sealed class ImportDraft
{
    public required string File { get; init; }
    public string FileName { get; init; } = "";
    public required IReadOnlyList<string> Headers { get; init; }
    public required IReadOnlyList<string> Sheets { get; init; }
    public required IReadOnlyList<TableRow> Sample { get; init; }
    public required List<DraftColumn> Columns { get; init; }
    public string? Sheet { get; init; }
    public ImportMode Mode { get; set; }
    public string? Match { get; set; }

    /// <summary>Reads the file's head and proposes the columns.</summary>
    public static Outcome<ImportDraft> Read(ImportFiles files, string file, string? sheet, Access access, string fileName = "")
    {
        var opened = files.Open(file, new TabularOptions(sheet));
        if (opened.Refusal is { } refusal) return refusal;
        using var reader = opened.Value;
        var sample = new List<TableRow>();
        while (sample.Count < 5 && reader.Read()) sample.Add(reader.Row);
        if (reader.Failure is { } failure) return failure;
        var proposed = ColumnMatcher.Propose(reader.Headers, access).ToDictionary(column => column.Index);
        return new ImportDraft
        {
            File = file,
            FileName = fileName,
            Headers = reader.Headers,
            Sheets = reader.Sheets,
            Sample = sample,
            Sheet = sheet ?? (reader.Sheets.Count > 0 ? reader.Sheets[0] : null),
            Columns = [.. reader.Headers.Select((_, i) => new DraftColumn { Field = proposed.GetValueOrDefault(i)?.Field })],
        };
    }

    public ImportPlan Plan(string form, bool dryRun) => new()
    {
        Form = form,
        Mode = Mode,
        MatchField = Match,
        DryRun = dryRun,
        Options = new TabularOptions(Sheets.Count > 0 ? Sheet : null),
        Columns = [.. Columns.Index().Where(pair => pair.Item.Field is not null).Select(pair => new ImportColumn(pair.Index, pair.Item.Field!, pair.Item.By, pair.Item.Map()))],
    };
}

/// <summary>One column while it is being chosen.</summary>
public sealed class DraftColumn
{
    public string? Field { get; set; }
    public string? By { get; set; }
    public string Values { get; set; } = "";
    public bool ShowsValues { get; set; }

    /// <summary>The lines <c>from = to</c> as a map; null when there are none.</summary>
    public Dictionary<string, string>? Map()
    {
        var map = Values.Split('\n').Select(line => line.Split('=', 2)).Where(pair => pair.Length == 2 && pair[0].Trim().Length > 0).GroupBy(pair => pair[0].Trim()).ToDictionary(group => group.Key, group => group.Last()[1].Trim());
        return map.Count == 0 ? null : map;
    }
}
