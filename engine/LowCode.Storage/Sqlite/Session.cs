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

    internal Session(SqliteConnection connection) => _connection = connection;

    /// <summary>The connection, for Dapper; its transaction is the unit's. Instants (<see cref="DateTime"/>) are read and written as UTC text.</summary>
    public DbConnection Connection => _connection;

    /// <summary>Runs a statement; returns how many rows it changed.</summary>
    public int Execute(string sql, params ReadOnlySpan<object?> arguments) => Bound(sql, arguments).Command.ExecuteNonQuery();

    /// <summary>Runs an INSERT; returns the new row's id.</summary>
    public long Insert(string sql, params ReadOnlySpan<object?> arguments)
    {
        Execute(sql, arguments);
        return SQLitePCL.raw.sqlite3_last_insert_rowid(_connection.Handle);
    }

    /// <summary>The first column of the first row; the type's default when there is no row or it is NULL.</summary>
    public T? Scalar<T>(string sql, params ReadOnlySpan<object?> arguments)
    {
        using var reader = Bound(sql, arguments).Command.ExecuteReader();
        return reader.Read() && !reader.IsDBNull(0) ? reader.GetFieldValue<T>(0) : default;
    }

    /// <summary>All rows, each made by <paramref name="row"/>.</summary>
    public List<T> Query<T>(string sql, Func<SqliteDataReader, T> row, params ReadOnlySpan<object?> arguments)
    {
        var rows = new List<T>();
        using var reader = Bound(sql, arguments).Command.ExecuteReader();
        while (reader.Read())
            rows.Add(row(reader));
        return rows;
    }

    /// <summary>Calls <paramref name="row"/> for each row.</summary>
    public void Each(string sql, Action<SqliteDataReader> row, params ReadOnlySpan<object?> arguments)
    {
        using var reader = Bound(sql, arguments).Command.ExecuteReader();
        while (reader.Read())
            row(reader);
    }

    /// <summary>The first row made by <paramref name="row"/>; null when there is none.</summary>
    public T? First<T>(string sql, Func<SqliteDataReader, T> row, params ReadOnlySpan<object?> arguments) where T : class
    {
        using var reader = Bound(sql, arguments).Command.ExecuteReader();
        return reader.Read() ? row(reader) : null;
    }

    /// <summary>A store over this connection, made once. It must keep nothing between calls but its session.</summary>
    internal object Store(Type type)
    {
        if (!_stores.TryGetValue(type, out var store))
            _stores[type] = store = StorageSetup.Make(type, this);
        return store;
    }

    /// <summary>Whether a transaction is open: SQLite itself undoes it on some failures, such as a full disk.</summary>
    internal bool InTransaction => SQLitePCL.raw.sqlite3_get_autocommit(_connection.Handle) == 0;

    /// <summary>A statement with its arguments bound, for readers that must be told apart from their rows.</summary>
    internal Statement Bound(string sql, ReadOnlySpan<object?> arguments)
    {
        if (!_statements.TryGetValue(sql, out var statement))
        {
            if (_statements.Count >= MostStatements)
                Forget();
            _statements[sql] = statement = new Statement(_connection, sql);
        }
        statement.Bind(arguments);
        return statement;
    }

    /// <summary>Drops all prepared statements.</summary>
    private void Forget()
    {
        foreach (var statement in _statements.Values)
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
