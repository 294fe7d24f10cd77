using LowCode.Catalog;
using LowCode.Designer.Editing;
using LowCode.Forms;
using LowCode.People;
using LowCode.Runtime.Imports.Tabular;

namespace LowCode.Runtime.Imports.Sheets;

/// <summary>From a spreadsheet to a form with its data: look -> propose -> publish app and form in one transaction -> import the rows.</summary>
public sealed class SheetStart(Workspace workspace, Publisher publisher, ImportFiles files, ImportDesk desk)
{
    /// <summary>Reads the beginning of a kept file and guesses its columns.</summary>
    public Outcome<SheetProposal> Look(Caller caller, string file, string fileName, string? sheet = null)
    {
        if (!caller.IsAdmin)
            return PeopleErrors.AdminsOnly;
        var opened = files.Open(file, new TabularOptions(sheet));
        if (opened.Refusal is { } refusal)
            return refusal;
        using var reader = opened.Value;
        var rows = new List<TableRow>();
        while (rows.Count < SheetGuess.Rows && reader.Read())
            rows.Add(reader.Row);
        if (reader.Failure is { } failure)
            return failure;
        var columns = new SheetGuess(new ImportNames(workspace, caller, new Dictionary<string, string?>())).Columns(reader.Headers, rows);
        return new SheetProposal
        {
            File = file,
            FileName = fileName,
            Sheets = reader.Sheets,
            Sheet = sheet ?? (reader.Sheets.Count > 0 ? reader.Sheets[0] : null),
            Columns = columns,
            Rows = rows.Count,
            HasMore = rows.Count == SheetGuess.Rows,
            Name = Path.GetFileNameWithoutExtension(fileName),
            Title = SheetForm.Title(columns),
        };
    }

    /// <summary>Makes the form (and an app named like it, when <paramref name="app"/> is null) and starts bringing the rows in; nothing is made when it is refused.</summary>
    public async Task<Outcome<SheetStarted>> CreateAsync(Caller caller, SheetProposal proposal, string? app, CancellationToken cancel = default)
    {
        if (!caller.IsAdmin)
            return PeopleErrors.AdminsOnly;
        var label = new Label([new(caller.Language, proposal.Name.Trim())]);
        var key = Keys.Guess(proposal.Name, "form", workspace.Catalog.Forms.Keys.ToHashSet());
        var appKey = app ?? Keys.Guess(proposal.Name, "app", workspace.Catalog.Apps.Keys.ToHashSet());
        var made = SheetForm.Make(key, appKey, label, proposal.Columns, proposal.Title);
        var changes = new List<DefinitionChange>();
        if (app is null)
            changes.Add(new DefinitionChange(DefinitionKind.App, appKey, DefinitionJson.Write(new AppDefinition { Key = appKey, Label = label, Icon = "table-2", Color = "green" })));
        changes.Add(new DefinitionChange(DefinitionKind.Form, key, DefinitionJson.Write(made.Form)));
        var published = await publisher.PublishAsync(caller, changes, cancel: cancel);
        if (published.Refusal is { } refusal)
            return refusal;
        var plan = new ImportPlan { Form = key, Columns = made.Columns, Options = new TabularOptions(proposal.Sheets.Count > 0 ? proposal.Sheet : null) };
        var job = await desk.StartAsync(caller, proposal.File, proposal.FileName, plan, cancel);
        return new SheetStarted(appKey, key, job.Id);
    }
}

/// <summary>What a spreadsheet would become, while a person looks at it.</summary>
public sealed class SheetProposal
{
    public required string File { get; init; }
    public required string FileName { get; init; }
    public required IReadOnlyList<string> Sheets { get; init; }
    public required string? Sheet { get; init; }
    public required IReadOnlyList<SheetColumn> Columns { get; init; }

    /// <summary>Rows that were looked at; <see cref="HasMore"/>: the file has more.</summary>
    public required int Rows { get; init; }

    public required bool HasMore { get; init; }

    /// <summary>What the form will be called.</summary>
    public required string Name { get; set; }

    /// <summary>Index of the column that names a record.</summary>
    public required int? Title { get; set; }
}

/// <summary>What was made, and the import that runs.</summary>
public sealed record SheetStarted(string App, string Form, string Import);
