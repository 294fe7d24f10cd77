using System.Collections.Concurrent;
using System.Globalization;
using LowCode.Forms;
using LowCode.People;
using LowCode.Permissions;
using LowCode.Records;
using LowCode.Runtime.Hosting;
using LowCode.Runtime.Imports.Tabular;
using LowCode.Ui.Localization;

namespace LowCode.Runtime.Imports;

/// <summary>
/// Takes uploaded files, shows what is in them, and runs imports in the background, one per person at a time. Files lie in the data folder and go after a day.
/// </summary>
public sealed class ImportDesk(Workspace workspace, RecordSaver saver, DataFolder folder, Texts texts, ILogger<ImportDesk> log)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);
    private readonly ConcurrentDictionary<string, ImportJob> _jobs = new();

    private string Root => Directory.CreateDirectory(Path.Combine(folder.Root, "imports")).FullName;

    /// <summary>Keeps an uploaded file; returns its id. Too large is a 413.</summary>
    public async Task<string> KeepAsync(Stream content, CancellationToken cancel)
    {
        Clean();
        var id = Guid.NewGuid().ToString("N");
        var limit = new TabularLimits().FileBytes;
        await using var file = File.Create(PathOf(id));
        var buffer = new byte[81920];
        for (int read; (read = await content.ReadAsync(buffer, cancel)) > 0;)
        {
            if (file.Length + read > limit) throw new RefusedException(ErrorKind.TooLarge, "tabular.too_large.bytes", $"The file exceeds the limit of {limit} bytes.");
            await file.WriteAsync(buffer.AsMemory(0, read), cancel);
        }
        return id;
    }

    /// <summary>Opens a kept file.</summary>
    public Outcome<TabularReader> Open(string file, TabularOptions options) =>
        Guid.TryParseExact(file, "N", out _) && File.Exists(PathOf(file)) ? TabularReader.Open(File.OpenRead(PathOf(file)), options) : ImportErrors.Unknown().Refusal;

    /// <summary>Starts an import in the background.</summary>
    public ImportJob Start(Caller caller, string file, ImportPlan plan)
    {
        Check(caller, plan);
        var reader = Open(file, plan.Options).Value;
        var job = new ImportJob(Guid.NewGuid().ToString("N"), caller.Id, plan);
        _jobs[job.Id] = job;
        _ = Task.Run(() => RunAsync(job, caller with { Source = Source.Import }, reader));
        return job;
    }

    /// <summary>The caller's own import; 404 for others'.</summary>
    public ImportJob Find(Caller caller, string id) => _jobs.TryGetValue(id, out var job) && job.By == caller.Id ? job : throw ImportErrors.Unknown();

    /// <summary>The file with the refused rows of an import.</summary>
    public Stream Rejected(ImportJob job) => File.OpenRead(PathOf(job.Id));

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

    private async Task RunAsync(ImportJob job, Caller caller, TabularReader reader)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(caller.Language);
        try
        {
            using (reader)
            await using (var file = File.Create(PathOf(job.Id)))
            using (var rejected = new XlsxWriter(file, [new(texts["imports.rejected.row"], CellKind.Number), new(texts["imports.rejected.reason"], Width: 60), .. reader.Headers.Select(header => new TableColumn(header))], "Sheet1"))
            {
                job.Failure = await new ImportRun(workspace, saver, caller, job.Plan, job.Progress, texts.Of).RunAsync(reader, rejected, job.Token);
            }
        }
        // The job loop: whatever happens, the person must see that the import has ended, and the log why.
#pragma warning disable CA1031
        catch (Exception failure)
#pragma warning restore CA1031
        {
            log.LogError(failure, "An import into {Form} failed", job.Plan.Form);
            job.Failure = (failure as RefusedException)?.Refusal ?? new Refusal(ErrorKind.Invalid, "imports.failed", "The import stopped; what is saved stays saved.");
        }
        finally
        {
            job.IsOver = true;
        }
    }

    private void Clean()
    {
        foreach (var old in new DirectoryInfo(Root).GetFiles().Where(file => workspace.Now - file.LastWriteTimeUtc > Kept))
        {
            _jobs.TryRemove(old.Name, out _);
            old.Delete();
        }
    }

    private string PathOf(string id) => Path.Combine(Root, id);
}

/// <summary>A running or ended import.</summary>
#pragma warning disable CA1001 // The source has no timer and no wait handle, so there is nothing to dispose of; the job lives as long as its answer may be asked for.
public sealed class ImportJob(string id, long by, ImportPlan plan)
#pragma warning restore CA1001
{
    private readonly CancellationTokenSource _cancel = new();

    public string Id => id;

    public long By => by;

    public ImportPlan Plan => plan;

    public ImportProgress Progress { get; } = new();

    /// <summary>True when nothing more will happen.</summary>
    public bool IsOver { get; internal set; }

    /// <summary>Why reading ended early; null for none.</summary>
    public Refusal? Failure { get; internal set; }

    public bool IsCancelled => _cancel.IsCancellationRequested;

    internal CancellationToken Token => _cancel.Token;

    /// <summary>Stops after the batch that is under way; what is saved stays saved.</summary>
    public void Cancel() => _cancel.Cancel();
}
