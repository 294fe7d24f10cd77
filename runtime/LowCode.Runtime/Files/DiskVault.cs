using LowCode.Files;

namespace LowCode.Runtime.Files;

/// <summary>Keeps files in the data folder, 256 folders by the first two letters of the id.</summary>
public sealed class DiskVault(string folder) : IFileVault
{
    public async Task<long> WriteAsync(string id, Stream content, long limit, CancellationToken cancel)
    {
        var path = PathOf(id);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var part = path + ".part";
        var size = 0L;
        try
        {
            await using (var file = File.Create(part))
            {
                var buffer = new byte[81920];
                for (int read; (read = await content.ReadAsync(buffer, cancel)) > 0;)
                {
                    size += read;
                    if (size > limit)
                        return -1;
                    await file.WriteAsync(buffer.AsMemory(0, read), cancel);
                }
                file.Flush(flushToDisk: true);
            }
            File.Move(part, path);
            return size;
        }
        finally
        {
            File.Delete(part);
        }
    }

    /// <summary>Opens what was made of a file and lies beside it; null when nothing was.</summary>
    public Stream? OpenBeside(string id, string ending) => IsId(id) && File.Exists(PathOf(id) + ending) ? File.OpenRead(PathOf(id) + ending) : null;

    /// <summary>Keeps something that was made of a file beside it.</summary>
    public async Task WriteBesideAsync(string id, string ending, byte[] content, CancellationToken cancel)
    {
        var part = $"{PathOf(id)}{ending}.{Guid.NewGuid():N}.part";
        await File.WriteAllBytesAsync(part, content, cancel);
        File.Move(part, PathOf(id) + ending, overwrite: true);
    }

    public Stream? Open(string id) => IsId(id) && File.Exists(PathOf(id)) ? File.OpenRead(PathOf(id)) : null;

    private static bool IsId(string id) => id.Length == 32 && id.All(char.IsAsciiHexDigitLower);

    private string PathOf(string id) => IsId(id) ? Path.Combine(folder, id[..2], id) : throw new ArgumentException("Not a file id.", nameof(id));
}
