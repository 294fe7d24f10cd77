using System.Data.Common;
using LowCode.Storage.Records;
using LowCode.Storage.Units;
using Microsoft.Data.Sqlite;

namespace LowCode.Storage.Sqlite;

/// <summary>A connection to an SQLite database with its prepared statements.</summary>
internal sealed class SqliteSession(SqliteConnection connection) : Session
{
    private const int MostStatements = 1000;

    private readonly Dictionary<string, Statement> _statements = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PlainStatement> _plain = new(StringComparer.Ordinal);
    private readonly PlainStatement _begin = new(connection, "BEGIN");
    private readonly PlainStatement _rollback = new(connection, "ROLLBACK");
    private readonly RowFunctions _rowFunctions = new(connection);
    private readonly Statistics _statistics = new();
    private int _steps;

    internal override Dialect Dialect => SqliteStoreDialect.Instance;

    public override int Execute(string sql, params ReadOnlySpan<object?> arguments)
    {
        // Outside of a transaction another process may hold the file, and the driver waits for it; it also knows several statements in one text.
        if (InTransaction && Plain(sql) is { } plain)
        {
            plain.Run(arguments);
            return SQLitePCL.raw.sqlite3_changes(connection.Handle);
        }
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

    public override long Insert(string sql, params ReadOnlySpan<object?> arguments)
    {
        Execute(sql, arguments);
        return SQLitePCL.raw.sqlite3_last_insert_rowid(connection.Handle);
    }

    public override void While(string sql, Func<DbDataReader, bool> row, params ReadOnlySpan<object?> arguments)
    {
        var statement = Take(sql, arguments);
        try
        {
            using var reader = statement.Command.ExecuteReader();
            while (reader.Read() && row(reader))
            {
            }
            _steps = SQLitePCL.raw.sqlite3_stmt_status(reader.Handle, SQLitePCL.raw.SQLITE_STMTSTATUS_VM_STEP, 1);
        }
        finally
        {
            Return(statement);
        }
    }

    internal override string? Fold(string sql, int groups, Folding[] measures, params ReadOnlySpan<object?> arguments)
    {
        var fold = new GroupFold(groups, measures);
        return InTransaction && Plain(sql) is { } plain && plain.Read(fold.Add, arguments) ? fold.ToJson() : null;
    }

    internal override long Steps => _steps;

    internal override bool InTransaction => SQLitePCL.raw.sqlite3_get_autocommit(connection.Handle) == 0;

    internal override void BeginRead() => _begin.Run();

    internal override void BeginWrite() => Execute("BEGIN IMMEDIATE");

    internal override void Commit() => Execute("COMMIT");

    internal override void Rollback() => _rollback.Run();

    internal override void EndUnit() => _rowFunctions.Clear();

    internal override bool RenewStatistics() => _statistics.Renew(this);

    /// <summary>A call of .NET for each row with the columns that the expression reads; about 2 us a row, only for rows that other conditions leave.</summary>
    internal override string PerRow(RowExpression expression)
    {
        var (scope, columns, subforms) = (expression.Scope, expression.Columns, expression.Subforms);
        var row = scope.NewContext();
        var number = _rowFunctions.Add(values =>
        {
            row.RecordId = (long)values[1]!;
            for (var i = 0; i < columns.Length; i++)
                row.Record[columns[i].Position] = SqliteColumns.FromArgument(values[i + 2], columns[i]);
            for (var i = 0; i < subforms.Length; i++)
                row.Record[subforms[i].Position] = values[columns.Length + i + 2] is 1L ? scope.Rows(subforms[i], row.RecordId) : Expressions.Value.Null;
            return expression.Run(row);
        });
        var arguments = columns.Select(field => "r." + field.Column).Concat(subforms.Select(scope.IsShown));
        return $"row_value({scope.Arguments.Add(number)}, r.id{string.Concat(arguments.Select(argument => ", " + argument))})";
    }

    /// <summary>A statement with its arguments bound. One that is being read right now (a row function asked for the same again) is prepared a second time.</summary>
    private Statement Take(string sql, ReadOnlySpan<object?> arguments)
    {
        if (!_statements.TryGetValue(sql, out var statement))
        {
            if (_statements.Count >= MostStatements)
                Forget();
            _statements[sql] = statement = new Statement(connection, sql);
        }
        if (statement.IsBusy)
            statement = new Statement(connection, sql);
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

    private PlainStatement? Plain(string sql)
    {
        if (_plain.TryGetValue(sql, out var statement))
            return statement.IsBusy ? null : statement;
        if (sql.Contains(';', StringComparison.Ordinal))
            return null;
        if (_plain.Count >= MostStatements)
            Forget();
        return _plain[sql] = new PlainStatement(connection, sql);
    }

    /// <summary>Drops all prepared statements.</summary>
    private void Forget()
    {
        foreach (var (sql, statement) in _plain.Where(each => !each.Value.IsBusy).ToList())
        {
            statement.Dispose();
            _plain.Remove(sql);
        }
        foreach (var statement in _statements.Values.Where(each => !each.IsBusy))
            statement.Command.Dispose();
        _statements.Clear();
    }

    public override void Dispose()
    {
        Forget();
        _begin.Dispose();
        _rollback.Dispose();
        connection.Dispose();
    }
}
