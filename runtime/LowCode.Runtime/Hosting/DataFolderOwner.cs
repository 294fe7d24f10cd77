namespace LowCode.Runtime.Hosting;

/// <summary>
/// Keeps a second process away from a workspace in a file. Each would hold its own definitions, people and job leases in memory and never hear what the other changed;
/// several nodes need PostgreSQL. The system lets go of the lock when the process ends, however it ends.
/// </summary>
public sealed class DataFolderOwner : IDisposable
{
    // How Linux, macOS and Windows say that another has locked it.
    private const int Linux = 11, MacOs = 35, Windows = unchecked((int)0x80070020);

    private readonly FileStream _lock;

    /// <exception cref="InvalidOperationException">Another process has it.</exception>
    public DataFolderOwner(DataFolder folder)
    {
        try
        {
            _lock = new FileStream(Path.Combine(folder.Root, $"{Path.GetFileName(folder.Database)}.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException taken) when (taken.HResult is Linux or MacOs or Windows)
        {
            throw new InvalidOperationException($"Another process works with {folder.Root}. End it first, or name another data folder (LowCode__DataFolder).", taken);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();
}
