using System.Collections.Concurrent;

namespace LowCode.Runtime.Imports;

/// <summary>How far an import is; read by screens while it runs.</summary>
public sealed class ImportProgress
{
    private const int MostShown = 50;
    private readonly ConcurrentQueue<(int Row, string Reason)> _rejections = new();
    private int _created, _updated, _rejected;

    public int Created => _created;

    public int Updated => _updated;

    public int Rejected => _rejected;

    public int Done => _created + _updated + _rejected;

    /// <summary>The first refused rows, as the file numbers them, and why.</summary>
    public IReadOnlyCollection<(int Row, string Reason)> Rejections => _rejections;

    internal void Count(bool created) => _ = created ? Interlocked.Increment(ref _created) : Interlocked.Increment(ref _updated);

    internal void Reject(int row, string reason)
    {
        if (Interlocked.Increment(ref _rejected) <= MostShown) _rejections.Enqueue((row, reason));
    }
}
