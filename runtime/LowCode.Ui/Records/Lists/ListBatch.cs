using LowCode.Expressions;
using LowCode.Forms;
using LowCode.Records;
using LowCode.Ui.Account;
using LowCode.Ui.Components;
using LowCode.Ui.Localization;

namespace LowCode.Ui.Records;

/// <summary>What is written from a list apart from single cells: pasted blocks, changes of many records, and taking all of that back. Knows no markup.</summary>
public sealed class ListBatch(RecordSaver saver, RecordBatch batch, RecordUndo undo, BatchRuns runs, CurrentCaller caller, Texts texts, Toasts toasts)
{
    private readonly ListSteps _steps = new();
    private ListDesk _desk = null!;
    private ListRuns? _runs;

    /// <summary>The list; set when another one is opened.</summary>
    public ListDesk Desk
    {
        get => _desk;
        set
        {
            _desk = value;
            Runs.Open(value);
        }
    }

    /// <summary>Changes of many records of the list.</summary>
    public ListRuns Runs => _runs ??= new ListRuns(runs, caller, _steps, texts, toasts);

    /// <summary>Raised when something of this has changed, from any thread.</summary>
    public event Action? Changed;

    /// <summary>Keeps what was just changed, so that it can be taken back; gives the way back, null when nothing was changed.</summary>
    public Func<Task>? Remember(IReadOnlyList<BatchDone> done)
    {
        var form = Desk.Form.Key;
        return done.Count == 0 ? null : _steps.Add(() => UndoAsync(form, done));
    }

    /// <summary>The record that is being saved here and shown already: the event that tells of it is no news to this list.</summary>
    public long? Saving { get; set; }

    /// <summary>Takes the last change back.</summary>
    public Task UndoAsync() => _steps.UndoAsync();

    private async Task UndoAsync(string form, IReadOnlyList<BatchDone> done)
    {
        var undone = await undo.RunAsync(caller.Caller, form, done);
        if (!undone.Ok)
            toasts.Fail(texts.Of(undone.Refusal!));
        else if (undone.Value.Count(result => result.Refusal is not null) is > 0 and var kept)
            toasts.Warn(texts["grid.undone.some", done.Count - kept, kept]);
        else
            toasts.Done(texts["grid.undone"]);
        Desk.Refresh();
        Tell();
    }

    /// <summary>Writes a block of texts into cells, all or nothing; what is wrong is shown at the cells.</summary>
    public async Task WriteAsync(IReadOnlyList<ListRow> rows, IReadOnlyList<Field> fields, IReadOnlyList<IReadOnlyList<string>> block)
    {
        var operations = rows.Zip(block, (row, line) => new BatchOperation(BatchKind.Update, row.Id, row.Version, Edits(fields, line))).ToList();
        if (operations.Count == 0 || fields.Count == 0)
            return;
        var outcome = operations is [var single] ? await OneAsync(rows[0], single) : await batch.RunAsync(caller.Caller, Desk.Form.Key, operations, together: true);
        if (!outcome.Ok)
        {
            Tell(outcome.Refusal!, rows);
            return;
        }
        Desk.CellProblems = ListDesk.NoProblems;
        var back = Remember([.. outcome.Value.Where(result => result.Saved!.Version > result.Before).Select(result => new BatchDone(result.Saved!.Id, result.Before, result.Saved.Version))]);
        Desk.Refresh();
        toasts.Done(texts["grid.written", operations.Count * fields.Count], back);
        Tell();
    }

    private async Task<Outcome<IReadOnlyList<BatchResult>>> OneAsync(ListRow row, BatchOperation operation)
    {
        var saved = await saver.SaveAsync(caller.Caller, new SaveRequest { Form = Desk.Form.Key, Id = row.Id, Version = row.Version, Edits = operation.Edits! });
        return saved.Ok ? new[] { new BatchResult(saved.Value, null, row.Version) } : saved.Refusal! with { Errors = [.. saved.Refusal!.Errors.Select(error => error with { Path = error.Path is null ? "operations[0]" : $"operations[0].{error.Path}" })] };
    }

    // What the engine makes itself is passed over: whole rows are often copied from other lists.
    private RecordEdits Edits(IReadOnlyList<Field> fields, IReadOnlyList<string> line)
    {
        var edits = new RecordEdits(Desk.Form);
        foreach (var (field, text) in fields.Zip(line).Where(pair => !pair.First.IsAutomatic))
            edits.Fields[field.Position] = text.Trim() is { Length: > 0 } some ? field.Type.ParseText(some, field, WorldNames.Of(Desk.World), field.Key, edits.Errors) : Value.Null;
        return edits;
    }

    private void Tell(Refusal refusal, IReadOnlyList<ListRow> rows)
    {
        var problems = new Dictionary<(long, int), string>();
        var general = new List<string>();
        foreach (var error in refusal.Errors)
        {
            var parts = (error.Path ?? "").Split('.', 2);
            var at = parts[0].StartsWith("operations[", StringComparison.Ordinal) && int.TryParse(parts[0].AsSpan(11, parts[0].Length - 12), out var index) && index < rows.Count ? rows[index] : null;
            var field = parts.Length == 2 ? Desk.Form[parts[1].Split('[', '.')[0]] : null;
            if (at is not null && field is not null)
                problems[(at.Id, field.Position)] = texts.Of(error);
            if (at is null || field is null || !Desk.State.Columns.Contains(field))
                general.Add(field is null ? texts.Of(error) : $"{field.Label.Current}：{texts.Of(error)}");
        }
        Desk.CellProblems = problems;
        var told = problems.Count > 0 ? texts["grid.written.none", problems.Count] : "";
        toasts.Fail(string.Join("\n", general.Distinct().Take(3).Prepend(told).Where(text => text.Length > 0)));
        Tell();
    }

    private void Tell() => Changed?.Invoke();
}
