using System.Security.Cryptography;
using System.Text.Json;

namespace LowCode.Runtime.Operations.Backups;

/// <summary>What a backup holds, so that whoever restores it knows that all of it is there: the last entry of the archive.</summary>
/// <param name="Product">Version of the program that made it.</param>
/// <param name="TakenAt">UTC.</param>
/// <param name="Rows">Rows of every table.</param>
/// <param name="Files">Size and SHA-256 of every file, by its path below the data folder.</param>
internal sealed record BackupManifest(string Product, DateTime TakenAt, IReadOnlyDictionary<string, long> Rows, IReadOnlyDictionary<string, BackupFile> Files)
{
    /// <summary>Name of its entry.</summary>
    public const string Name = "manifest.json";

    /// <summary>Name of the database's entry and file.</summary>
    public const string Database = "workspace.db";

    public static BackupManifest Read(Stream from) => JsonSerializer.Deserialize<BackupManifest>(from, JsonSerializerOptions.Web) ?? throw new InvalidOperationException("The backup's list of contents is empty.");

    public void Write(Stream to) => JsonSerializer.Serialize(to, this, Indented);

    private static readonly JsonSerializerOptions Indented = new(JsonSerializerOptions.Web) { WriteIndented = true };
}

/// <summary>Size in bytes and SHA-256 (hex) of a file in a backup.</summary>
internal sealed record BackupFile(long Bytes, string Sha256)
{
    /// <summary>Copies a stream and tells what went through.</summary>
    public static BackupFile Copy(Stream from, Stream to)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[128 * 1024];
        var bytes = 0L;
        for (int read; (read = from.Read(buffer)) > 0; bytes += read)
        {
            hash.AppendData(buffer, 0, read);
            to.Write(buffer, 0, read);
        }
        return new BackupFile(bytes, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}
