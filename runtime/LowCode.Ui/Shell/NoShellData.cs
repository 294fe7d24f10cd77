namespace LowCode.Ui.Shell;

/// <summary>The frame's data where no engine is: the component library on its own.</summary>
public sealed class NoShellData : IShellData
{
    public event Action? Changed
    {
        add { }
        remove { }
    }

    public Task<ShellView> LoadAsync(string path, CancellationToken cancellation) => Task.FromResult(ShellView.Empty);

    public Task<IReadOnlyList<SearchHit>> SearchAsync(string text, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<SearchHit>>([]);
}
