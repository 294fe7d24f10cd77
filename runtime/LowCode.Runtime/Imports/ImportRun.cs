using LowCode.Expressions;
using LowCode.Forms;
using LowCode.People;
using LowCode.Records;
using LowCode.Runtime.Imports.Tabular;

namespace LowCode.Runtime.Imports;

/// <summary>
/// One import: read rows in batches -> look up what they refer to and which records they are -> save each through <see cref="RecordSaver"/>, a batch
/// side by side so that the writer lane commits them together -> write what was refused, with the reason, into a file. Nobody skips rules here.
/// </summary>
internal sealed class ImportRun(Workspace workspace, RecordSaver saver, Caller caller, ImportPlan plan, ImportProgress progress, Func<Error, string> say)
{
    private const int BatchSize = 200;

    private readonly Form _form = workspace.Catalog.Form(plan.Form);
    private readonly ImportNames _names = new(workspace, caller, plan.Columns.ToDictionary(column => column.Field, column => column.By));
    private readonly HashSet<Value> _wouldExist = [];

    private sealed record Row(TableRow Source, RecordEdits Edits, Value Match);

    /// <summary>Imports everything that is left in the reader; refused rows go to <paramref name="rejected"/>. Stops between batches when cancelled.</summary>
    public async Task<Refusal?> RunAsync(TabularReader reader, ITableWriter rejected, CancellationToken cancel)
    {
        var batch = new List<TableRow>(BatchSize);
        while (reader.Read())
        {
            batch.Add(reader.Row);
            if (batch.Count < BatchSize) continue;
            if (cancel.IsCancellationRequested) return null;
            await SaveAsync(batch, reader.Headers.Count, rejected);
            batch.Clear();
        }
        if (batch.Count > 0 && !cancel.IsCancellationRequested) await SaveAsync(batch, reader.Headers.Count, rejected);
        return reader.Failure;
    }

    private async Task SaveAsync(List<TableRow> batch, int width, ITableWriter rejected)
    {
        foreach (var column in plan.Columns.Where(column => _form[column.Field]?.Target is not null))
            _names.Load(_form[column.Field]!, batch.Select(row => Text(row, column)).Where(text => text.Length > 0));
        var rows = batch.ConvertAll(Parse);
        // Rows with the same key follow each other, so that the second changes what the first has made.
        while (rows.Count > 0)
        {
            var seen = new HashSet<Value>();
            var now = rows.Where(row => row.Match.IsEmpty || seen.Add(row.Match)).ToList();
            rows = rows.Except(now).ToList();
            var ids = Existing(now);
            var outcomes = await Task.WhenAll(now.Select(row => SaveAsync(row, ids)));
            foreach (var (row, error) in now.Zip(outcomes))
            {
                if (error is not null) Reject(row.Source, error, width, rejected);
            }
        }
    }

    private async Task<string?> SaveAsync(Row row, Dictionary<Value, long> ids)
    {
        long? id = ids.TryGetValue(row.Match, out var found) ? found : null;
        var exists = id is not null || _wouldExist.Contains(row.Match);
        if (plan.Mode == ImportMode.Create && exists && plan.MatchField is not null) return say(ImportErrors.Exists());
        if (plan.Mode == ImportMode.Update && !exists) return say(ImportErrors.Missing());
        var request = new SaveRequest { Form = plan.Form, Id = id, Edits = row.Edits, AcceptWarnings = true };
        var outcome = plan.DryRun ? await TryAsync(request) : await saver.SaveAsync(caller, request);
        if (outcome.Refusal is { } refusal && refusal.Errors[0].Code != ImportErrors.OnlyTried)
            return string.Join("; ", refusal.Errors.Select(error => Named(error) + say(error)).Distinct());
        if (plan.DryRun && !row.Match.IsEmpty && !exists)
        {
            lock (_wouldExist) _wouldExist.Add(row.Match);
        }
        progress.Count(created: !exists);
        return null;
    }

    // Saves by all rules and takes it back: the unit is refused at its end.
    private Task<Outcome<SavedRecord>> TryAsync(SaveRequest request) => workspace.Database.WriteAsync<SavedRecord>(unit =>
    {
        saver.Save(unit, caller, request);
        throw new RefusedException(ErrorKind.Conflict, ImportErrors.OnlyTried, "Nothing is kept.");
    });

    private Dictionary<Value, long> Existing(List<Row> rows)
    {
        var keys = rows.Select(row => row.Match).Where(value => !value.IsEmpty).Distinct().ToList();
        if (plan.MatchField is not { } match || keys.Count == 0) return [];
        return workspace.Database.Read(unit => unit.Records.FindMany(_form, _form[match]!.Position, keys)).Value.GroupBy(pair => pair.Value).ToDictionary(group => group.Key, group => group.First().Id);
    }

    private Row Parse(TableRow source)
    {
        var edits = new RecordEdits();
        var match = Value.Null;
        foreach (var column in plan.Columns)
        {
            var field = _form[column.Field]!;
            var (cell, text) = (source[column.Index], Text(source, column));
            if (cell.Kind == CellKind.Error) edits.Errors.Add(ImportErrors.Cell(field.Key, cell.Text));
            var value = text.Length == 0 || cell.Kind == CellKind.Error ? Value.Null : field.Type.ParseText(text, field, _names, field.Key, edits.Errors);
            edits.Fields[field.Position] = value;
            if (column.Field == plan.MatchField) match = value;
        }
        return new Row(source, edits, match);
    }

    private static string Text(TableRow row, ImportColumn column)
    {
        var text = row[column.Index].Text.Trim();
        return column.Values?.GetValueOrDefault(text) ?? text;
    }

    private void Reject(TableRow row, string reason, int width, ITableWriter rejected)
    {
        var cells = new Cell[Math.Max(width, row.Cells.Length) + 2];
        for (var i = 0; i < cells.Length - 2; i++) cells[i + 2] = row[i];
        (cells[0], cells[1]) = (Cell.Of((decimal)row.Number), Cell.Of(reason));
        rejected.Write(cells);
        progress.Reject(row.Number, reason);
    }

    private string Named(Error error) => error.Path is { } path && _form[path] is { } field ? $"{field.Label.Current}: " : "";
}
