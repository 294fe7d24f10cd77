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
    public bool StartsFlows { get; set; }

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

    /// <summary>The rows that an import refused, with the columns as they were chosen: what was wrong can be put right and only they are taken again.</summary>
    public async Task<Outcome<ImportDraft>> RestAsync(ImportFiles files, ImportJob job, Access access)
    {
        await using var rejected = files.Rejected(job);
        var read = Read(files, await files.KeepAsync(rejected, default), null, access, FileName);
        if (!read.Ok)
            return read;
        var rest = read.Value;
        // Before the file's own columns stand the row's number and the reason.
        for (var i = 0; i < rest.Columns.Count; i++)
            rest.Columns[i] = i < ImportFiles.AddedColumns ? new DraftColumn() : Columns.ElementAtOrDefault(i - ImportFiles.AddedColumns) ?? rest.Columns[i];
        (rest.Mode, rest.Match, rest.StartsFlows) = (Mode, Match, StartsFlows);
        return rest;
    }

    public ImportPlan Plan(string form, bool dryRun) => new()
    {
        Form = form,
        Mode = Mode,
        MatchField = Match,
        StartsFlows = StartsFlows,
        DryRun = dryRun,
        Options = new TabularOptions(Sheets.Count > 0 ? Sheet : null),
        Columns = [.. Columns.Index().Where(pair => pair.Item.Field is not null).Select(pair => new ImportColumn(pair.Index, pair.Item.Field!, pair.Item.By, pair.Item.Values.Count == 0 ? null : new Dictionary<string, string>(pair.Item.Values)))],
    };
}

/// <summary>One column while it is being chosen.</summary>
public sealed class DraftColumn
{
    public string? Field { get; set; }
    public string? By { get; set; }
    public bool ShowsValues { get; set; }

    /// <summary>Other spellings: what the file says, and what is meant.</summary>
    public Dictionary<string, string> Values { get; private set; } = [];

    /// <summary>The same as lines <c>from = to</c>.</summary>
    public string Lines
    {
        get => string.Join('\n', Values.Select(pair => $"{pair.Key} = {pair.Value}"));
        set => Values = value.Split('\n').Select(line => line.Split('=', 2)).Where(pair => pair.Length == 2 && pair[0].Trim().Length > 0).GroupBy(pair => pair[0].Trim()).ToDictionary(group => group.Key, group => group.Last()[1].Trim());
    }
}
