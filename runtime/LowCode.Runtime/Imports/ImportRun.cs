using LowCode.Expressions;
using LowCode.Forms;
using LowCode.Imports;
using LowCode.People;
using LowCode.Records;
using LowCode.Runtime.Imports.Tabular;

namespace LowCode.Runtime.Imports;

/// <summary>
/// One import: read rows in batches -> look up what they refer to and which records they are -> save each through <see cref="RecordSaver"/>, a batch
/// and how far the file is then in one transaction. Nobody skips rules here, and whatever happens between two batches, no row comes twice.
/// </summary>
internal sealed class ImportRun(Workspace workspace, RecordSaver saver, Caller caller, ImportJob job, ImportSignal signal, Func<Error, string> say)
{
    // The more rows a transaction takes, the fewer pages of indexes are written; but while others wait to save it takes few, and other nodes can't be seen waiting.
    private const int MostInBatch = 1000;
    private const int FewInBatch = 50;
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(100);
    // A row of a form that refers to itself may mean one before it, if that is saved already.
    private const int MostInOwnBatch = 200;
    private static readonly TimeSpan Telling = TimeSpan.FromMilliseconds(300);

    private readonly ImportPlan _plan = job.Plan;
    private readonly Caller _caller = caller with { StartsNothing = !job.Plan.StartsFlows };
    private readonly Form _form = workspace.Catalog.Form(job.Plan.Form);
    private readonly ImportNames _names = new(workspace, caller, job.Plan.Columns.ToDictionary(column => column.Field, column => column.By));
    private readonly HashSet<Value> _wouldExist = [];
    private readonly bool _refersToItself = job.Plan.Columns.Any(column => workspace.Catalog.Form(job.Plan.Form)[column.Field]?.Target == job.Plan.Form);
    private int _position = job.Stored.Position;
    private DateTime _told;

    private sealed record Row(TableRow Source, RecordEdits Edits, Value Match);

    /// <summary>Imports what is left in the file after the rows that are decided. Stops between batches when cancelled.</summary>
    public async Task<Refusal?> RunAsync(TabularReader reader, CancellationToken cancel)
    {
        for (var skipped = 0; skipped < _position && reader.Read();)
            skipped++;
        var saving = Task.CompletedTask;
        while (!cancel.IsCancellationRequested)
        {
            // The next rows are read while the last ones are saved; where these may refer to those, that is looked up after.
            var batch = Next(reader);
            if (_refersToItself)
                await saving;
            var rows = Parse(batch);
            await saving;
            if (batch.Count == 0 || cancel.IsCancellationRequested)
                return reader.Failure;
            saving = SaveAsync(rows, cancel);
        }
        await saving;
        return null;
    }

    private List<TableRow> Next(TabularReader reader)
    {
        var most = _refersToItself ? MostInOwnBatch : MostInBatch;
        var batch = new List<TableRow>(most);
        while (batch.Count < most && reader.Read())
            batch.Add(reader.Row);
        return batch;
    }

    private List<Row> Parse(List<TableRow> batch)
    {
        foreach (var column in _plan.Columns.Where(column => _form[column.Field]?.Target is not null))
            _names.Load(_form[column.Field]!, batch.Select(row => Text(row, column)).Where(text => text.Length > 0));
        return batch.ConvertAll(Parse);
    }

    private async Task SaveAsync(List<Row> rows, CancellationToken cancel)
    {
        for (var decided = 0; decided < rows.Count && !cancel.IsCancellationRequested;)
        {
            var next = rows[decided..];
            // Whoever cancels waits for the batch that is under way.
            var step = _plan.DryRun ? await TryAsync(next) : (await workspace.Database.WriteAsync(_caller, unit => Advance(unit, Save(unit, next)), CancellationToken.None)).Value;
            decided += step.Rows;
            _position += step.Rows;
            job.Add(step);
            if (workspace.Now - _told < Telling)
                continue;
            _told = workspace.Now;
            signal.Tell(caller.Id);
        }
    }

    // Saves by all rules and takes it back: the unit is refused at its end.
    private async Task<ImportStep> TryAsync(List<Row> rows)
    {
        ImportStep? step = null;
        await workspace.Database.WriteAsync<Nothing>(unit =>
        {
            step = Save(unit, rows);
            throw new RefusedException(ErrorKind.Conflict, ImportErrors.OnlyTried, "Nothing is kept.");
        });
        return (await workspace.Database.WriteAsync(_caller, unit => Advance(unit, step!))).Value;
    }

    private ImportStep Advance(IUnit unit, ImportStep step)
    {
        if (!unit.Store<IImportStore>().Advance(job.Id, _position, step))
            throw new RefusedException(ErrorKind.Conflict, ImportErrors.GoesOnElsewhere, "The import has ended or goes on elsewhere.");
        // Stopped on another node, perhaps.
        if (unit.Store<IImportStore>().Get(job.Id) is { Stopping: true })
            unit.AfterCommit(job.Cancel);
        return step;
    }

    // The first of the rows, as many as may be in one transaction.
    private ImportStep Save(IUnit unit, List<Row> rows)
    {
        var began = workspace.Clock.GetTimestamp();
        var (created, updated, rejected) = (0, 0, new List<RefusedRow>());
        foreach (var few in rows.Chunk(FewInBatch))
        {
            if (created + updated + rejected.Count > 0 && (unit.OthersWait || workspace.Clock.GetElapsedTime(began) > Longest))
                break;
            // Only of those that are saved now: while others wait, most of the rows come back in another transaction.
            var ids = Existing(unit, few);
            foreach (var row in few)
            {
                var exists = ids.TryGetValue(row.Match, out var id) || _wouldExist.Contains(row.Match);
                var saved = Save(unit, row, exists, id);
                if (saved.Refusal is { } refusal)
                {
                    rejected.Add(new RefusedRow(row.Source.Number, string.Join("; ", refusal.Errors.Select(error => Named(error) + say(error)).Distinct())));
                    continue;
                }
                _ = exists ? updated++ : created++;
                if (!row.Match.IsEmpty)
                    ids[row.Match] = saved.Value;
                if (_plan.DryRun && !row.Match.IsEmpty)
                    _wouldExist.Add(row.Match);
            }
        }
        return new ImportStep(created, updated, rejected);
    }

    private Outcome<long> Save(IUnit unit, Row row, bool exists, long id)
    {
        if (_plan.Mode == ImportMode.Create && exists && _plan.MatchField is not null)
            return new Refusal(ErrorKind.Conflict, [ImportErrors.Exists()]);
        if (_plan.Mode == ImportMode.Update && !exists)
            return new Refusal(ErrorKind.NotFound, [ImportErrors.Missing()]);
        return unit.Part(() => saver.Save(unit, _caller, new SaveRequest { Form = _plan.Form, Id = id == 0 ? null : id, Edits = row.Edits, AcceptWarnings = true }).Id);
    }

    private Dictionary<Value, long> Existing(IUnit unit, Row[] rows)
    {
        var keys = rows.Select(row => row.Match).Where(value => !value.IsEmpty).Distinct().ToList();
        if (_plan.MatchField is not { } match || keys.Count == 0)
            return [];
        return unit.Records.FindMany(_form, _form[match]!.Position, keys).GroupBy(pair => pair.Value).ToDictionary(group => group.Key, group => group.First().Id);
    }

    private Row Parse(TableRow source)
    {
        var edits = new RecordEdits(_form);
        var match = Value.Null;
        foreach (var column in _plan.Columns)
        {
            var field = _form[column.Field]!;
            var (cell, text) = (source[column.Index], Text(source, column));
            if (cell.Kind == CellKind.Error) edits.Errors.Add(ImportErrors.Cell(field.Key, cell.Text));
            var value = text.Length == 0 || cell.Kind == CellKind.Error ? Value.Null : field.Type.ParseText(text, field, _names, field.Key, edits.Errors);
            if (edits.Errors.LastOrDefault() is { } last && last.Path == field.Key && FormErrors.IsUnknown(last)) job.Unknown.Add(field.Key, text);
            edits.Fields[field.Position] = value;
            if (column.Field == _plan.MatchField) match = value;
        }
        return new Row(source, edits, match);
    }

    private static string Text(TableRow row, ImportColumn column)
    {
        var text = row[column.Index].Text.Trim();
        return column.Values?.GetValueOrDefault(text) ?? text;
    }

    private string Named(Error error) => error.Path is { } path && _form[path] is { } field ? $"{field.Label.Current}: " : "";
}
