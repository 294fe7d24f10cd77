namespace LowCode.Ui.Shell;

/// <summary>Whether the search window of this circuit is open; the top bar, the bottom bar and Ctrl K open it.</summary>
public sealed class SearchState
{
    public event Action? Changed;

    public bool IsOpen { get; private set; }

    public void Open() => Set(true);

    public void Close() => Set(false);

    private void Set(bool open)
    {
        IsOpen = open;
        Changed?.Invoke();
    }
}
