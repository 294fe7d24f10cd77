using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;

namespace LowCode.Storage.Sqlite;

/// <summary>
/// One open connection with its prepared statements and its stores; used by one thread at a time. Arguments are bound by position:
/// the first is <c>@0</c> in the SQL. A statement is prepared once per connection, so the SQL text must not hold values.
/// </summary>
public sealed class Session : IDisposable
{
    private const int MostStatements = 1000;

    private readonly Dictionary<string, Statement> _statements = new(StringComparer.Ordinal);
    private readonly Dictionary<Type, object> _stores = [];
    private readonly SqliteConnection _connection;

    static Session()
    {
        SqlMapper.RemoveTypeMap(typeof(DateTime));
        SqlMapper.RemoveTypeMap(typeof(DateTime?));
        SqlMapper.AddTypeHandler(new DapperInstant());
    }

    internal Session(SqliteConnection connection)
    {
        _connection = connection;
        RowFunctions = new RowFunctions(connection);
    }

    /// <summary>The connection, for Dapper; its transaction is the unit's. Instants (<see cref="DateTime"/>) are read and written as UTC text.</summary>
    public DbConnection Connection => _connection;

    /// <summary>Runs a statement; returns how many rows it changed.</summary>
    public int Execute(string sql, params ReadOnlySpan<object?> arguments)
    {
        var statement = Take(sql, arguments);
        try
        {
            return statement.Command.ExecuteNonQuery();
        }
        finally
        {
            Return(statement);
        }
    }

    /// <summary>Runs an INSERT; returns the new row's id.</summary>
    public long Insert(string sql, params ReadOnlySpan<object?> arguments)
    {
        Execute(sql, arguments);
        return SQLitePCL.raw.sqlite3_last_insert_rowid(_connection.Handle);
    }

    /// <summary>Calls <paramref name="row"/> for each row until it answers false.</summary>
    public void While(string sql, Func<SqliteDataReader, bool> row, params ReadOnlySpan<object?> arguments)
    {
        var statement = Take(sql, arguments);
        try
        {
            using var reader = statement.Command.ExecuteReader();
            while (reader.Read() && row(reader))
            {
            }
        }
        finally
        {
            Return(statement);
        }
    }

    /// <summary>Calls <paramref name="row"/> for each row.</summary>
    public void Each(string sql, Action<SqliteDataReader> row, params ReadOnlySpan<object?> arguments) =>
        While(sql, reader =>
        {
            row(reader);
            return true;
        }, arguments);

    /// <summary>All rows, each made by <paramref name="row"/>.</summary>
    public List<T> Query<T>(string sql, Func<SqliteDataReader, T> row, params ReadOnlySpan<object?> arguments)
    {
        var rows = new List<T>();
        Each(sql, reader => rows.Add(row(reader)), arguments);
        return rows;
    }

    /// <summary>The first row made by <paramref name="row"/>; null when there is none.</summary>
    public T? First<T>(string sql, Func<SqliteDataReader, T> row, params ReadOnlySpan<object?> arguments) where T : class
    {
        T? first = null;
        While(sql, reader =>
        {
            first = row(reader);
            return false;
        }, arguments);
        return first;
    }

    /// <summary>The first column of the first row; the type's default when there is no row or it is NULL.</summary>
    public T? Scalar<T>(string sql, params ReadOnlySpan<object?> arguments)
    {
        T? value = default;
        While(sql, reader =>
        {
            value = reader.IsDBNull(0) ? default : reader.GetFieldValue<T>(0);
            return false;
        }, arguments);
        return value;
    }

    /// <summary>Which generation of reading connections it belongs to.</summary>
    internal int Generation { get; init; }

    /// <summary>Calculations in .NET over the rows of a statement.</summary>
    internal RowFunctions RowFunctions { get; }

    /// <summary>A store over this connection, made once. It must keep nothing between calls but its session.</summary>
    internal object Store(Type type)
    {
        if (!_stores.TryGetValue(type, out var store))
            _stores[type] = store = StorageSetup.Make(type, this);
        return store;
    }

    /// <summary>Whether a transaction is open: SQLite itself undoes it on some failures, such as a full disk.</summary>
    internal bool InTransaction => SQLitePCL.raw.sqlite3_get_autocommit(_connection.Handle) == 0;

    /// <summary>A statement with its arguments bound. One that is being read right now (a row function asked for the same again) is prepared a second time.</summary>
    private Statement Take(string sql, ReadOnlySpan<object?> arguments)
    {
        if (!_statements.TryGetValue(sql, out var statement))
        {
            if (_statements.Count >= MostStatements)
                Forget();
            _statements[sql] = statement = new Statement(_connection, sql);
        }
        if (statement.IsBusy)
            statement = new Statement(_connection, sql);
        statement.Bind(arguments);
        statement.IsBusy = true;
        return statement;
    }

    private void Return(Statement statement)
    {
        statement.IsBusy = false;
        if (_statements.GetValueOrDefault(statement.Command.CommandText) != statement)
            statement.Command.Dispose();
    }

    /// <summary>Drops all prepared statements.</summary>
    private void Forget()
    {
        foreach (var statement in _statements.Values.Where(each => !each.IsBusy))
            statement.Command.Dispose();
        _statements.Clear();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Forget();
        _connection.Dispose();
    }
}
