namespace LowCode.Storage.Sqlite;

/// <summary>A workspace file as it stood at one moment, taken while others go on writing, and what can be checked of it.</summary>
public static class SqliteSnapshot
{
    /// <summary>
    /// Copies the committed state of <paramref name="database"/> into the new file <paramref name="target"/>, in one read transaction: writers of this and other processes
    /// neither wait nor show up by half (<see href="https://sqlite.org/lang_vacuum.html#vacuuminto"/>). The copy is flushed to disk.
    /// </summary>
    /// <exception cref="InvalidOperationException">There is no such database, or the target is there already.</exception>
    public static void Take(string database, string target)
    {
        if (!File.Exists(database))
            throw new InvalidOperationException($"There is no database at {database}.");
        if (File.Exists(target))
            throw new InvalidOperationException($"{target} is there already.");
        using (var session = SqliteSessions.File(database).Writer())
            session.Execute("VACUUM INTO @0", Path.GetFullPath(target));
        using var copy = new FileStream(target, FileMode.Open, FileAccess.ReadWrite);
        copy.Flush(flushToDisk: true);
    }

    /// <summary>Rows of every table of a file, by name.</summary>
    /// <exception cref="InvalidOperationException">SQLite finds the file damaged.</exception>
    public static IReadOnlyDictionary<string, long> Count(string database)
    {
        using var session = SqliteSessions.File(database).Reader(0);
        if (session.Scalar<string>("PRAGMA quick_check(1)") is { } found && found != "ok")
            throw new InvalidOperationException($"{database} is damaged: {found}");
        var tables = session.Query("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name", row => row.GetString(0));
        return tables.ToDictionary(table => table, table => session.Scalar<long>($"SELECT count(*) FROM \"{table}\""));
    }
}
