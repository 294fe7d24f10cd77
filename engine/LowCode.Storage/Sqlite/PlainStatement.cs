using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace LowCode.Storage.Sqlite;

/// <summary>A statement without arguments and rows, past the driver's command: every read opens and ends with one, and a command costs more than they do.</summary>
internal sealed class PlainStatement(SqliteConnection connection, string sql) : IDisposable
{
    private sqlite3_stmt? _statement;

    internal void Run()
    {
        if (_statement is null)
            SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(connection.Handle, sql, out _statement), connection.Handle);
        var answer = raw.sqlite3_step(_statement);
        // A reset repeats the error of the step.
        _ = raw.sqlite3_reset(_statement);
        if (answer != raw.SQLITE_DONE)
            SqliteException.ThrowExceptionForRC(answer, connection.Handle);
    }

    public void Dispose() => _statement?.Dispose();
}
