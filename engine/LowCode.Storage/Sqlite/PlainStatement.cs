using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace LowCode.Storage.Sqlite;

/// <summary>
/// A statement past the driver's command: that looks every parameter up by its name at every use and makes a reader each time, which for
/// an INSERT of twenty values costs as much as the INSERT. Arguments are bound by position; the first is <c>@0</c>.
/// </summary>
internal sealed class PlainStatement(SqliteConnection connection, string sql) : IDisposable
{
    private const int Short = 384;

    private sqlite3_stmt? _statement;
    // Where in the statement each argument stands; 0 for one that it doesn't use.
    private int[] _places = [];
    private bool[] _bound = [];

    /// <summary>Whether it runs: a function of .NET that it calls may use the connection meanwhile.</summary>
    internal bool IsBusy { get; private set; }

    /// <summary>Runs it to its end; nobody reads its rows.</summary>
    internal void Run(params ReadOnlySpan<object?> arguments)
    {
        var answer = Run(static _ => true, arguments);
        Check(answer == raw.SQLITE_DONE ? raw.SQLITE_OK : answer);
    }

    /// <summary>Hands each row on; false when <paramref name="row"/> wanted no more, or the database is held by others just now.</summary>
    internal bool Read(Func<sqlite3_stmt, bool> row, params ReadOnlySpan<object?> arguments)
    {
        var answer = Run(row, arguments);
        if (answer == raw.SQLITE_DONE)
            return true;
        if (answer != raw.SQLITE_ROW && (answer & 0xFF) is not (raw.SQLITE_BUSY or raw.SQLITE_LOCKED))
            Check(answer);
        return false;
    }

    // Gives the answer of the last step.
    private int Run(Func<sqlite3_stmt, bool> row, ReadOnlySpan<object?> arguments)
    {
        var statement = _statement ??= Prepare();
        if (_places.Length != arguments.Length)
            Place(statement, arguments.Length);
        for (var i = 0; i < arguments.Length; i++)
        {
            var argument = Statement.Column(arguments[i]);
            // What was never bound, or was empty the last time, is NULL already: most fields of most records.
            if (_places[i] == 0 || argument is DBNull && !_bound[i])
                continue;
            Check(Bind(statement, _places[i], argument));
            _bound[i] = argument is not DBNull;
        }
        IsBusy = true;
        try
        {
            var answer = raw.sqlite3_step(statement);
            while (answer == raw.SQLITE_ROW && row(statement))
                answer = raw.sqlite3_step(statement);
            return answer;
        }
        finally
        {
            IsBusy = false;
            // A reset repeats the error of the step.
            _ = raw.sqlite3_reset(statement);
        }
    }

    public void Dispose() => _statement?.Dispose();

    private sqlite3_stmt Prepare()
    {
        Check(raw.sqlite3_prepare_v2(connection.Handle, sql, out var statement));
        return statement;
    }

    private void Place(sqlite3_stmt statement, int arguments)
    {
        (_places, _bound) = (new int[arguments], new bool[arguments]);
        for (var i = 0; i < arguments; i++)
            _places[i] = raw.sqlite3_bind_parameter_index(statement, "@" + i);
        if (_places.Count(place => place > 0) != raw.sqlite3_bind_parameter_count(statement))
            throw new ArgumentException($"{arguments} arguments are not all that this statement needs: {sql}", nameof(arguments));
    }

    private static int Bind(sqlite3_stmt statement, int place, object argument) => argument switch
    {
        DBNull => raw.sqlite3_bind_null(statement, place),
        string text => BindText(statement, place, text),
        long number => raw.sqlite3_bind_int64(statement, place, number),
        int number => raw.sqlite3_bind_int64(statement, place, number),
        bool truth => raw.sqlite3_bind_int64(statement, place, truth ? 1 : 0),
        double number => raw.sqlite3_bind_double(statement, place, number),
        byte[] bytes => raw.sqlite3_bind_blob(statement, place, bytes),
        _ => throw new ArgumentException($"A {argument.GetType().Name} is nothing that a column keeps.", nameof(argument)),
    };

    private static int BindText(sqlite3_stmt statement, int place, string text)
    {
        // An empty span would be bound as NULL.
        if (text.Length == 0)
            return raw.sqlite3_bind_text(statement, place, text);
        Span<byte> room = stackalloc byte[Short];
        var utf8 = Encoding.UTF8.GetMaxByteCount(text.Length) <= Short ? room : new byte[Encoding.UTF8.GetByteCount(text)];
        return raw.sqlite3_bind_text(statement, place, utf8[..Encoding.UTF8.GetBytes(text, utf8)]);
    }

    private void Check(int answer)
    {
        if (answer != raw.SQLITE_OK)
            SqliteException.ThrowExceptionForRC(answer, connection.Handle);
    }
}
