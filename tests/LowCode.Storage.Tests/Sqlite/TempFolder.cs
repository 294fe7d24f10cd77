namespace LowCode.Storage.Sqlite;

/// <summary>A folder of its own for a test; deleted at the end.</summary>
internal sealed class TempFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lowcode-");

    internal string File(string name) => Path.Combine(_folder.FullName, name);

    public void Dispose() => _folder.Delete(recursive: true);
}
