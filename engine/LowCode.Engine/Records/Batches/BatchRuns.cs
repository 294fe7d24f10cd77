using System.Text.Json;
using LowCode.Jobs;
using LowCode.People;
using LowCode.Permissions;

namespace LowCode.Records;

/// <summary>
/// Changes of many records and decisions over many tasks: asked for here (over tasks through <see cref="Flows.TaskBatch"/>), done by <see cref="BatchJob"/> on whichever node has the time. Everything is kept, so that a run goes on after
/// a closed screen, a restart or the death of its node; what became of it stays for <see cref="KeptDays"/> days.
/// </summary>
public sealed class BatchRuns
{
    /// <summary>Most items of one run.</summary>
    public const int MaxRecords = 100_000;
    /// <summary>Most reasons that are told apart in a run's report.</summary>
    public const int MostReasons = 20;
    /// <summary>Most items that are named for each reason.</summary>
    public const int MostNamed = 500;
    /// <summary>Most refused items of one page.</summary>
    public const int MostRefused = 500;
    /// <summary>How long an ended run is kept.</summary>
    public const int KeptDays = 30;

    private readonly Workspace _workspace;
    private readonly RecordReader _reader;
    private readonly JobQueue _jobs;
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="workspace">The workspace.</param>
    /// <param name="reader">Finds the records of a list that is meant as a whole.</param>
    /// <param name="jobs">Where the work is put.</param>
    public BatchRuns(Workspace workspace, RecordReader reader, JobQueue jobs)
    {
        (_workspace, _reader, _jobs) = (workspace, reader, jobs);
        workspace.Database.Told += Hear;
    }

    /// <summary>Raised with the person whose runs have begun, moved on, ended or were put away, from any thread. Handlers must be quick and must not throw.</summary>
    public event Action<long>? Moved;

    /// <summary>
    /// Asks for a run over the records that are meant now. Refused as a whole when the caller may not change many records, when a value can't be read, or when more
    /// than <see cref="MaxRecords"/> are meant. The same <paramref name="key"/> again gives the run that it began.
    /// </summary>
    public async Task<Outcome<BatchRun>> AskAsync(Caller caller, BatchChange change, string? key = null, CancellationToken cancel = default)
    {
        var form = _workspace.Catalog.Form(change.Form);
        if (!_workspace.Catalog.Access(caller, form).Can(RecordActions.BatchEdit))
            return RecordErrors.Forbidden("batchEdit").Refusal;
        if (change.Edits is { Errors.Count: > 0 } unread)
            return new Refusal(ErrorKind.Invalid, unread.Errors);
        var run = New(caller, form.Key, change.Edits is null ? BatchRunKind.Delete : BatchRunKind.Update) with { Change = change.Edits is { } edits ? DraftJson.Write(form, edits, _ => true) : null };
        var ids = Ids(caller, change);
        if (!ids.Ok)
            return ids.Refusal!;
        return await BeginAsync(caller, run, ids.Value, key, cancel);
    }

    /// <summary>Asks for a run that takes back what another one of the caller's has changed; records that were changed since then are refused.</summary>
    public Task<Outcome<BatchRun>> UndoAsync(Caller caller, long run, CancellationToken cancel = default) => _workspace.Database.WriteAsync(caller, unit =>
    {
        var other = Own(unit, caller, run);
        if (other.Kind == BatchRunKind.Decide)
            throw new RefusedException(ErrorKind.Conflict, "tasks.batch.final", "Decisions are not taken back together.");
        if (other.Runs || other.Kind == BatchRunKind.Undo)
            throw new RefusedException(ErrorKind.Conflict, "records.batch.notUndone", "Only a run that is over can be taken back.");
        Demand(caller, other);
        return Begin(unit, unit.Store<IBatchStore>().Add(New(caller, other.Form, BatchRunKind.Undo) with { Undoes = run }, run, BatchItemState.Changed));
    }, cancel);

    /// <summary>Asks once more for what a run of the caller's has not done: what was refused, and what was left when it was stopped.</summary>
    public Task<Outcome<BatchRun>> RetryAsync(Caller caller, long run, CancellationToken cancel = default) => _workspace.Database.WriteAsync(caller, unit =>
    {
        var other = Own(unit, caller, run);
        if (other.Runs)
            throw new RefusedException(ErrorKind.Conflict, "records.batch.runs", "It still goes on.");
        Demand(caller, other);
        var again = New(caller, other.Form, other.Kind) with { Change = other.Change, Decision = other.Decision, Undoes = other.Undoes };
        return Begin(unit, unit.Store<IBatchStore>().Add(again, run, BatchItemState.Refused, BatchItemState.Pending));
    }, cancel);

    /// <summary>Stops a run: no further item is done, and what was done stays done. One that is over is no error.</summary>
    public Task<Outcome<BatchRun>> CancelAsync(Caller caller, long run, CancellationToken cancel = default) => _workspace.Database.WriteAsync(caller, unit =>
    {
        BatchEnd.Write(unit, _workspace, _jobs, Seeable(unit, caller, run), BatchRunState.Cancelled);
        return unit.Store<IBatchStore>().Get(run)!;
    }, cancel);

    /// <summary>The caller's own run, an administrator's also others'; 404 else.</summary>
    public Outcome<BatchRun> Find(Caller caller, long run) => _workspace.Database.Read(unit => Seeable(unit, caller, run));

    /// <summary>The refused items of a run in order, after this place.</summary>
    public Outcome<IReadOnlyList<RefusedItem>> Refused(Caller caller, long run, int after = -1, int limit = 100) =>
        _workspace.Database.Read(unit => unit.Store<IBatchStore>().Refused(Seeable(unit, caller, run).Id, after, Math.Clamp(limit, 1, MostRefused)));

    /// <summary>The refused items of a run by reason, the commonest first.</summary>
    public Outcome<IReadOnlyList<RefusedGroup>> Reasons(Caller caller, long run) =>
        _workspace.Database.Read(unit => unit.Store<IBatchStore>().Reasons(Seeable(unit, caller, run).Id, MostReasons));

    /// <summary>The caller's runs that go on, or that have ended and were not put away; newest first. <paramref name="form"/> empty: over tasks; null: all.</summary>
    public IReadOnlyList<BatchRun> Unseen(Caller caller, string? form = null) => _workspace.Database.Read(unit => unit.Store<IBatchStore>().Unseen(caller.Id, form)).Value;

    /// <summary>The runs over a form (empty: over tasks) in the last days, newest first: the caller's own, for administrators all.</summary>
    public IReadOnlyList<BatchRun> Recent(Caller caller, string form) => _workspace.Database.Read(unit => unit.Store<IBatchStore>().OfForm(form, caller.IsAdmin ? null : caller.Id, 20)).Value;

    /// <summary>The caller knows how a run ended (null: all of them), so that no notification is needed; with <paramref name="seen"/> its result is put away.</summary>
    public Task<Outcome<Nothing>> MarkAsync(Caller caller, long? run, bool seen) => _workspace.Database.WriteAsync(caller, unit =>
    {
        unit.Store<IBatchStore>().Mark(caller.Id, run, seen);
        unit.Tell(new BatchMoved(run ?? 0, caller.Id));
        return default(Nothing);
    });

    /// <summary>Waits until a run is over, at most this long; gives it as it is then.</summary>
    public async Task<BatchRun> WaitAsync(BatchRun run, TimeSpan atMost, CancellationToken cancel = default)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var patience = Task.Delay(atMost, _workspace.Clock, enough.Token);
        while (run.Runs && !patience.IsCompleted)
        {
            var next = Volatile.Read(ref _next).Task;
            run = _workspace.Database.Read(unit => unit.Store<IBatchStore>().Get(run.Id)).Value ?? run;
            if (run.Runs)
                await Task.WhenAny(next, patience);
        }
        await enough.CancelAsync();
        return run;
    }

    /// <summary>Begins a run over these items; the same <paramref name="key"/> again gives the run that it began.</summary>
    internal Task<Outcome<BatchRun>> BeginAsync(Caller caller, BatchRun run, IReadOnlyCollection<long> items, string? key, CancellationToken cancel) => _workspace.Database.WriteAsync(caller, unit =>
    {
        if (key is not null && Earlier(unit, run, key) is { } earlier)
            return earlier;
        var begun = Begin(unit, run, items);
        if (key is not null)
            unit.Log.AddAnswer(AnswerKey(run, key), JsonSerializer.Serialize(begun.Id), _workspace.Now);
        return begun;
    }, cancel);

    internal static Refusal TooMany() => new(ErrorKind.TooLarge, new Error("records.batch.tooMany", $"At most {MaxRecords} at once.", null, new Dictionary<string, object?> { ["max"] = MaxRecords }));

    internal BatchRun New(Caller caller, string form, BatchRunKind kind) =>
        new() { UserId = caller.Id, Source = caller.Source, Language = caller.Language, Form = form, Kind = kind, AskedAt = _workspace.Now };

    /// <summary>Begins a run over these items within a unit.</summary>
    internal BatchRun Begin(IUnit unit, BatchRun run, IReadOnlyCollection<long> items) => Begin(unit, unit.Store<IBatchStore>().Add(run, items));

    private BatchRun Begin(IUnit unit, long id)
    {
        var run = unit.Store<IBatchStore>().Get(id)!;
        _jobs.Add(unit, BatchJob.For(run.Id, 0, _workspace.Now));
        unit.Tell(new BatchMoved(run.Id, run.UserId));
        return run;
    }

    private void Demand(Caller caller, BatchRun run)
    {
        if (run.Kind != BatchRunKind.Decide && run.Total > 1 && !_workspace.Catalog.Access(caller, _workspace.Catalog.Form(run.Form)).Can(RecordActions.BatchEdit))
            throw RecordErrors.Forbidden("batchEdit");
    }

    private static BatchRun Own(IUnit unit, Caller caller, long run) =>
        unit.Store<IBatchStore>().Get(run) is { } found && found.UserId == caller.Id ? found : throw RecordErrors.NoSuchRun(run);

    private static BatchRun Seeable(IUnit unit, Caller caller, long run) =>
        unit.Store<IBatchStore>().Get(run) is { } found && (found.UserId == caller.Id || caller.IsAdmin) ? found : throw RecordErrors.NoSuchRun(run);

    private static BatchRun? Earlier(IUnit unit, BatchRun run, string key)
    {
        if (key.Length > 200)
            throw new RefusedException(ErrorKind.Malformed, "records.idempotencyKey", "An idempotency key has at most 200 characters.");
        if (unit.Log.Answer(AnswerKey(run, key)) is not { } answer)
            return null;
        var earlier = unit.Store<IBatchStore>().Get(JsonSerializer.Deserialize<long>(answer)) ?? throw RecordErrors.NoSuchRun(0);
        return (earlier.Form, earlier.Word, earlier.Change) == (run.Form, run.Word, run.Change) ? earlier
            : throw new RefusedException(ErrorKind.Conflict, "records.idempotencyKey.used", "This idempotency key was used for another request.");
    }

    private static string AnswerKey(BatchRun run, string key) => $"{run.UserId}:batch:{key}";

    /// <summary>The records that are meant now; refused when they are more than <see cref="MaxRecords"/>.</summary>
    internal Outcome<List<long>> Ids(Caller caller, BatchChange change)
    {
        if (change.Ids is { } given)
            return given.Count <= MaxRecords ? given.Distinct().ToList() : TooMany();
        var ids = new List<long>();
        string? after = null;
        do
        {
            var page = _reader.List(caller, change.Matching! with { Form = change.Form, Fields = [], Limit = 500, CountLimit = 0, Offset = 0, After = after });
            if (!page.Ok)
                return page.Refusal!;
            ids.AddRange(page.Value.Rows.Select(RecordContext.IdOf).Where(id => !change.Except.Contains(id)));
            after = page.Value.Next;
        }
        while (after is not null && ids.Count <= MaxRecords);
        return ids.Count <= MaxRecords ? ids : TooMany();
    }

    private void Hear(News news)
    {
        if (news is not (BatchMoved or NewsMissed))
            return;
        foreach (var user in news is BatchMoved moved ? [moved.UserId] : _workspace.People.Users.Select(each => each.Id))
            Moved?.Invoke(user);
        Interlocked.Exchange(ref _next, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }
}
