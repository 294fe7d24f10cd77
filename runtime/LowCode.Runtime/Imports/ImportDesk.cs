using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using LowCode.Audit;
using LowCode.Forms;
using LowCode.Imports;
using LowCode.People;
using LowCode.Permissions;
using LowCode.Records;
using LowCode.Ui.Localization;

namespace LowCode.Runtime.Imports;

/// <summary>
/// Runs imports in the background and tells how far they are. All of it is kept, so that an import goes on where it was after a restart; ended ones
/// are kept for a week.
/// </summary>
#pragma warning disable CA1001 // The source has no timer and no wait handle, so there is nothing to dispose of; the desk lives as long as the product.
public sealed class ImportDesk(Workspace workspace, RecordSaver saver, ImportFiles files, ImportSignal signal, ImportWatch watch, Texts texts, ILogger<ImportDesk> log)
#pragma warning restore CA1001
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(7);
    private static readonly JsonSerializerOptions Json = JsonSerializerOptions.Web;

    private readonly ConcurrentDictionary<string, (ImportJob Job, Task Running)> _running = new();
    private readonly CancellationTokenSource _closing = new();
    // Kept in memory only: after a restart the refused rows say the same, one by one.
    private readonly ConcurrentDictionary<string, UnknownTexts> _unknown = new();

    /// <summary>Starts an import in the background.</summary>
    public async Task<ImportJob> StartAsync(Caller caller, string file, string fileName, ImportPlan plan, CancellationToken cancel = default)
    {
        Check(caller, plan);
        files.Open(file, plan.Options).Value.Dispose();
        var stored = new FileImport
        {
            Id = Guid.NewGuid().ToString("N"),
            UserId = caller.Id,
            Language = caller.Language,
            Form = plan.Form,
            File = file,
            FileName = fileName,
            Plan = JsonSerializer.Serialize(plan, Json),
            DryRun = plan.DryRun,
            StartedAt = workspace.Now,
        };
        var noted = await workspace.Database.WriteAsync(caller, unit =>
        {
            unit.Store<IImportStore>().Add(stored);
            watch.Begin(unit, stored.Id);
            if (!plan.DryRun)
                unit.Audit(workspace, caller.Id, "imports.started", $"form:{plan.Form}", new { file = fileName });
            return default(Nothing);
        }, cancel);
        _ = noted.Value;
        return Run(new ImportJob(stored, plan, []), caller with { Source = Source.Import });
    }

    /// <summary>The caller's own import, an administrator's also others'; 404 else.</summary>
    public ImportJob Find(Caller caller, string id)
    {
        if (_running.TryGetValue(id, out var running))
            return running.Job.By == caller.Id || caller.IsAdmin ? running.Job : throw ImportErrors.Unknown();
        var (stored, rejections) = workspace.Database.Read(unit => (unit.Store<IImportStore>().Get(id), unit.Store<IImportStore>().Rejections(id, 0, ImportProgress.MostShown))).Value;
        return stored is not null && (stored.UserId == caller.Id || caller.IsAdmin) ? JobOf(stored, rejections) : throw ImportErrors.Unknown();
    }

    /// <summary>The imports of the last week into a form, newest first: the caller's own, for administrators all.</summary>
    public IReadOnlyList<FileImport> Recent(Caller caller, string form) =>
        workspace.Database.Read(unit => unit.Store<IImportStore>().OfForm(form, caller.IsAdmin ? null : caller.Id, 20)).Value;

    /// <summary>Stops after the batch that is under way; what is saved stays saved.</summary>
    public async Task CancelAsync(Caller caller, string id)
    {
        var job = Find(caller, id);
        await workspace.Database.WriteAsync(caller, unit =>
        {
            unit.Store<IImportStore>().Stop(id);
            return default(Nothing);
        });
        job.Cancel();
    }

    /// <summary>The caller has seen how an import ended; null for all.</summary>
    public async Task SeenAsync(Caller caller, string? id)
    {
        await workspace.Database.WriteAsync(caller, unit =>
        {
            unit.Store<IImportStore>().MarkSeen(caller.Id, id);
            return default(Nothing);
        });
        signal.Tell(caller.Id);
    }

    /// <summary>Goes on with the imports that were running when the product ended.</summary>
    public void Resume()
    {
        foreach (var (stored, rejections) in workspace.Database.Read(unit =>
            unit.Store<IImportStore>().Running().Select(each => (each, unit.Store<IImportStore>().Rejections(each.Id, 0, ImportProgress.MostShown))).ToList()).Value)
        {
            GoOn(stored, rejections);
        }
    }

    /// <summary>Goes on with an import that another run has left.</summary>
    internal void GoOn(FileImport stored, IReadOnlyList<RefusedRow> rejections)
    {
        // Whoever began it may have left, or lost the right: then it ends with that reason.
        var caller = workspace.People.User(stored.UserId) is { Active: true } user ? workspace.CallerOf(user, Source.Import, stored.Language) : null;
        Run(JobOf(stored, rejections), caller);
    }

    /// <summary>Whether this node runs the import.</summary>
    internal bool Runs(string id) => _running.ContainsKey(id);

    /// <summary>Lets the batches under way finish; their imports go on at the next start, or on another node.</summary>
    public async Task CloseAsync()
    {
        await _closing.CancelAsync();
        var left = _running.ToList();
        await Task.WhenAll(left.Select(each => each.Value.Running));
        foreach (var (id, _) in left)
        {
            await workspace.Database.WriteAsync(unit =>
            {
                watch.HandOver(unit, id);
                return default(Nothing);
            });
        }
    }

    /// <summary>Forgets what ended more than a week ago.</summary>
    public async Task CleanAsync()
    {
        await workspace.Database.WriteAsync(unit =>
        {
            unit.Store<IImportStore>().Purge(workspace.Now - Kept);
            return default(Nothing);
        });
        _unknown.Clear();
        files.Clean();
    }

    private ImportJob JobOf(FileImport stored, IReadOnlyList<RefusedRow> rejections) =>
        new(stored, JsonSerializer.Deserialize<ImportPlan>(stored.Plan, Json)!, rejections) { Unknown = _unknown.GetValueOrDefault(stored.Id) ?? new() };

    private ImportJob Run(ImportJob job, Caller? caller)
    {
        // Listed before it begins: an import of two rows may be over before this line.
        _unknown[job.Id] = job.Unknown;
        var begin = new TaskCompletionSource();
        _running[job.Id] = (job, Task.Run(async () =>
        {
            await begin.Task;
            await RunAsync(job, caller);
        }));
        begin.SetResult();
        return job;
    }

    private async Task RunAsync(ImportJob job, Caller? caller)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(job.Stored.Language);
        signal.Tell(job.By);
        try
        {
            if (caller is null)
                throw ImportErrors.Forbidden();
            Check(caller, job.Plan);
            using var reader = files.Open(job.Stored.File, job.Plan.Options).Value;
            var counting = job.Progress.Total is null ? CountAsync(job) : Task.CompletedTask;
            if (job.Plan.DryRun && job.Stored.Position > 0)
                await RewindAsync(job);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(job.Token, _closing.Token);
            job.Failure = await new ImportRun(workspace, saver, caller, job, signal, texts.Of).RunAsync(reader, stop.Token);
            await counting;
            if (_closing.IsCancellationRequested && !job.IsCancelled && job.Progress.Done < (job.Progress.Total ?? int.MaxValue))
                return;
            await EndAsync(job, job.Failure is not null ? ImportState.Failed : job.IsCancelled ? ImportState.Cancelled : ImportState.Done);
        }
        catch (RefusedException refused) when (refused.Refusal.Errors[0].Code == ImportErrors.GoesOnElsewhere)
        {
            log.LogWarning("The import {Id} goes on elsewhere", job.Id);
        }
        catch (RefusedException refused)
        {
            job.Failure = refused.Refusal;
            await EndAsync(job, ImportState.Failed);
        }
        // The job loop: whatever happens, the person must see that the import has ended, and the log why.
#pragma warning disable CA1031
        catch (Exception failure)
#pragma warning restore CA1031
        {
            log.LogError(failure, "An import into {Form} failed", job.Plan.Form);
            job.Failure = new Refusal(ErrorKind.Invalid, "imports.failed", "The import stopped; what is saved stays saved.");
            await EndAsync(job, ImportState.Failed);
        }
        finally
        {
            job.IsOver = true;
            _running.TryRemove(job.Id, out _);
            signal.Tell(job.By);
        }
    }

    private async Task CountAsync(ImportJob job)
    {
        var total = await Task.Run(() => files.Count(job.Stored.File, job.Plan.Options));
        await workspace.Database.WriteAsync(unit =>
        {
            unit.Store<IImportStore>().SetTotal(job.Id, total);
            return default(Nothing);
        });
        job.Total = total;
    }

    // A dry run forgot what it had only tried.
    private async Task RewindAsync(ImportJob job)
    {
        await workspace.Database.WriteAsync(unit =>
        {
            unit.Store<IImportStore>().Rewind(job.Id);
            return default(Nothing);
        });
        job.Rewind();
    }

    private Task<Outcome<Nothing>> EndAsync(ImportJob job, ImportState state) => workspace.Database.WriteAsync(unit =>
    {
        unit.Store<IImportStore>().End(job.Id, state, job.Failure is { } failure ? JsonSerializer.Serialize(failure.Errors, Json) : null, workspace.Now);
        if (!job.Plan.DryRun)
            unit.Audit(workspace, job.By, "imports.ended", $"form:{job.Plan.Form}", new { file = job.Stored.FileName, job.Progress.Created, job.Progress.Updated, job.Progress.Rejected });
        return default(Nothing);
    });

    private void Check(Caller caller, ImportPlan plan)
    {
        var form = workspace.Catalog.Form(plan.Form);
        var access = workspace.Catalog.Access(caller, form);
        if (!access.Can(RecordActions.Import)) throw ImportErrors.Forbidden();
        var offered = ColumnMatcher.Fields(access).Select(field => field.Key).ToHashSet();
        if (plan.Columns.Count == 0) throw ImportErrors.BadPlan("Choose at least one column.", "columns");
        if (plan.Columns.FirstOrDefault(column => column.Index < 0 || !offered.Contains(column.Field) && column.Field != plan.MatchField) is { } unknown)
            throw ImportErrors.BadPlan($"The column {unknown.Index} can't go into '{unknown.Field}'.", "columns");
        if (plan.Columns.Select(column => column.Field).Distinct().Count() < plan.Columns.Count) throw ImportErrors.BadPlan("Two columns go into the same field.", "columns");
        if (plan.Columns.FirstOrDefault(column => column.By is { } by && workspace.Catalog.Forms.GetValueOrDefault(form[column.Field]?.Target ?? "")?[by] is null) is { } nowhere)
            throw ImportErrors.BadPlan($"'{nowhere.By}' is no field of the form that '{nowhere.Field}' refers to.", "columns");
        if (plan.Mode != ImportMode.Create && plan.MatchField is null || plan.MatchField is { } match && (form[match] is not { Storage: not StorageKind.Rows } || plan.Columns.All(column => column.Field != match)))
            throw ImportErrors.BadPlan("Choose the column that tells which record a row is.", "matchField");
    }
}
