using LowCode.Runtime.Hosting;

namespace LowCode.Runtime.Operations.Backups;

/// <summary>What the program does instead of serving: <c>backup FILE</c> and <c>restore FILE</c>, on the data folder of the settings.</summary>
public static class BackupCommands
{
    /// <summary>Runs the command that the arguments name and gives the exit code; null when they name none.</summary>
    public static int? Run(IReadOnlyList<string> args, string dataFolder, TextWriter told, TextWriter failed)
    {
        if (args is not ["backup" or "restore", ..])
            return null;
        if (args is not [_, var file])
        {
            failed.WriteLine($"Name one file: {args[0]} FILE");
            return 2;
        }
        try
        {
            var manifest = args[0] == "backup" ? Backup.Take(dataFolder, file, TimeProvider.System.GetUtcNow().UtcDateTime) : Restore.Run(file, dataFolder);
            told.WriteLine($"{(args[0] == "backup" ? $"Backed up {dataFolder} to {file}" : $"Restored {file} to {dataFolder}")}: {manifest.Rows.Values.Sum()} rows in {manifest.Rows.Count} tables, {manifest.Files.Count} files, {manifest.Files.Values.Sum(each => each.Bytes) >> 20} MB, as of {manifest.TakenAt:yyyy-MM-dd HH:mm:ss} UTC.");
            return 0;
        }
        catch (Exception problem) when (problem is InvalidOperationException or IOException or UnauthorizedAccessException or System.Data.Common.DbException)
        {
            failed.WriteLine($"{args[0]} failed: {problem.Message}");
            return 1;
        }
    }

    /// <summary>As <see cref="Run(IReadOnlyList{string}, string, TextWriter, TextWriter)"/> with the settings and console of the program.</summary>
    public static int? Run(string[] args, WebApplicationBuilder builder)
    {
        if (args is not ["backup" or "restore", ..])
            return null;
        var settings = builder.Configuration.GetSection("LowCode").Get<ProductSettings>() ?? new ProductSettings();
        if (!string.IsNullOrWhiteSpace(settings.Database))
        {
            Console.Error.WriteLine($"{args[0]} failed: this workspace is a schema of PostgreSQL. Use pg_dump and pg_restore for it, and copy the data folder (files and keys) after the dump.");
            return 2;
        }
        return Run(args, new DataFolder(settings, builder.Environment).Root, Console.Out, Console.Error);
    }
}
