namespace LowCode.Ui.Components;

/// <summary>A short message at the foot of the screen. <see cref="Undo"/> null means that there is nothing to take back; <see cref="Open"/> leads to what it tells of.</summary>
public sealed record Toast(long Id, string Text, BadgeTone Tone, Func<Task>? Undo)
{
    public Func<Task>? Open { get; init; }
}

/// <summary>
/// Tells the person what happened, without a question: <c>Toasts.Done(T["record.deleted"], undo: RestoreAsync)</c>. One per circuit; the shell shows them.
/// Messages leave after 6 seconds, 12 with undo; not while somebody points at them or has the focus there. Errors stay until closed.
/// </summary>
public sealed class Toasts(TimeProvider clock)
{
    private readonly List<Toast> _shown = [];
    private readonly Lock _lock = new();
    private long _last;
    private bool _held;

    /// <summary>Raised, from any thread, when <see cref="Shown"/> is another list.</summary>
    public event Action? Changed;

    public IReadOnlyList<Toast> Shown
    {
        get
        {
            lock (_lock) return [.. _shown];
        }
    }

    public void Done(string text, Func<Task>? undo = null) => Show(text, BadgeTone.Good, undo);

    public void Tell(string text) => Show(text, BadgeTone.Neutral, null);

    public void Warn(string text) => Show(text, BadgeTone.Warn, null);

    public void Fail(string text) => Show(text, BadgeTone.Bad, null);

    /// <summary>Something has come from elsewhere; <paramref name="open"/> leads to it. Returns the toast's id.</summary>
    public long News(string text, Func<Task> open) => Show(text, BadgeTone.Accent, null, open);

    /// <summary>Somebody reads: nothing leaves meanwhile.</summary>
    public void Hold(bool held) => _held = held;

    public void Close(long id)
    {
        lock (_lock) _shown.RemoveAll(toast => toast.Id == id);
        Changed?.Invoke();
    }

    private long Show(string text, BadgeTone tone, Func<Task>? undo, Func<Task>? open = null)
    {
        var toast = new Toast(Interlocked.Increment(ref _last), text, tone, undo) { Open = open };
        lock (_lock)
        {
            _shown.Add(toast);
            if (_shown.Count > 4) _shown.RemoveAt(0);
        }

        Changed?.Invoke();
        if (tone != BadgeTone.Bad) _ = CloseLaterAsync(toast);
        return toast.Id;
    }

    private async Task CloseLaterAsync(Toast toast)
    {
        var left = TimeSpan.FromSeconds(toast.Undo is null && toast.Open is null ? 6 : 12);
        do
            await Task.Delay(left, clock);
        while (_held && (left = TimeSpan.FromSeconds(3)) > TimeSpan.Zero);
        Close(toast.Id);
    }
}
