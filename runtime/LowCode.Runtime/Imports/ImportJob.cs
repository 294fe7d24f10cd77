using System.Text.Json;
using LowCode.Imports;

namespace LowCode.Runtime.Imports;

/// <summary>A running or ended import as screens and the API see it.</summary>
#pragma warning disable CA1001 // The source has no timer and no wait handle, so there is nothing to dispose of; the job lives as long as its answer may be asked for.
public sealed class ImportJob
#pragma warning restore CA1001
{
    private readonly CancellationTokenSource _cancel = new();
    private volatile ImportProgress _progress;

    internal ImportJob(FileImport stored, ImportPlan plan, IReadOnlyList<RefusedRow> rejections)
    {
        (Stored, Plan) = (stored, plan);
        Total = stored.Total;
        _progress = new ImportProgress(stored.Created, stored.Updated, stored.Rejected, stored.Total, rejections);
        IsOver = stored.State != ImportState.Running;
        Failure = stored.Failure is { } json ? new Refusal(ErrorKind.Invalid, JsonSerializer.Deserialize<List<Error>>(json, JsonSerializerOptions.Web)!) : null;
        if (stored.Stopping || stored.State == ImportState.Cancelled)
            _cancel.Cancel();
    }

    public string Id => Stored.Id;

    public long By => Stored.UserId;

    /// <summary>What is kept of it, as it was when this began to run or was asked for.</summary>
    public FileImport Stored { get; private set; }

    public ImportPlan Plan { get; }

    /// <summary>How far it is.</summary>
    public ImportProgress Progress => _progress with { Total = Total };

    /// <summary>What the file calls things that nobody knows.</summary>
    public UnknownTexts Unknown { get; internal init; } = new();

    /// <summary>Rows of the file; null until they are counted, which happens beside the import.</summary>
    internal int? Total { get; set; }

    /// <summary>True when nothing more will happen.</summary>
    public bool IsOver { get; internal set; }

    /// <summary>Why it ended early; null for none.</summary>
    public Refusal? Failure { get; internal set; }

    public bool IsCancelled => _cancel.IsCancellationRequested;

    internal CancellationToken Token => _cancel.Token;

    internal void Add(ImportStep step) => _progress = _progress.Plus(step);

    /// <summary>Begins again with nothing done.</summary>
    internal void Rewind() => (Stored, _progress) = (Stored with { Position = 0 }, new ImportProgress(0, 0, 0, Total, []));

    internal void Cancel() => _cancel.Cancel();
}
