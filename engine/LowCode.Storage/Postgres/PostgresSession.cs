using System.Data;
using System.Data.Common;
using LowCode.Storage.Records;
using LowCode.Storage.Units;
using Npgsql;

namespace LowCode.Storage.Postgres;

/// <summary>
/// A connection to a workspace's schema. Npgsql prepares what is used twice. Writers take turns by an advisory lock of the workspace, on all nodes: everything
/// that the engine relies on (unique values, serial numbers, roll-ups, the chain of the audit log) holds as it does in the single lane of SQLite.
/// </summary>
internal sealed class PostgresSession(NpgsqlConnection connection, PostgresSessions sessions) : Session
{
    private const int Batch = 1000;
    private const string LockPatience = "2s";

    private NpgsqlTransaction? _transaction;

    internal string Schema => sessions.Schema;

    internal override Dialect Dialect => PostgresStoreDialect.Instance;

    internal override bool InTransaction => _transaction is not null && !IsBroken;

    internal override bool IsBroken => connection.State != ConnectionState.Open;

    public override int Execute(string sql, params ReadOnlySpan<object?> arguments)
    {
        using var command = Command(sql, arguments);
        return command.ExecuteNonQuery();
    }

    public override long Insert(string sql, params ReadOnlySpan<object?> arguments) => Scalar<long>(sql + " RETURNING id", arguments);

    public override void While(string sql, Func<DbDataReader, bool> row, params ReadOnlySpan<object?> arguments)
    {
        using var command = Command(sql, arguments);
        using var reader = command.ExecuteReader();
        while (reader.Read() && row(reader))
        {
        }
    }

    internal override void BeginRead() => _transaction = connection.BeginTransaction(IsolationLevel.RepeatableRead);

    internal override void BeginWrite()
    {
        // The server was restarted, or the line was cut: the lane goes on with a new connection.
        if (IsBroken)
        {
            _transaction = null;
            connection.Close();
            connection.Open();
        }
        _transaction = connection.BeginTransaction(IsolationLevel.ReadCommitted);
        // Among our writers everybody's turn comes. What others hold, an open transaction in somebody's client, may be held for ever, and a change of tables that
        // waits for it has all readers of the table wait behind it.
        Execute("SELECT pg_advisory_xact_lock(@0), set_config('lock_timeout', @1, true)", sessions.WriterLock, LockPatience);
    }

    internal override void Tell(IReadOnlyCollection<News> news)
    {
        foreach (var text in NewsText.Write(sessions.Node, news))
            Execute("SELECT pg_notify(@0, @1)", sessions.Channel, text);
    }

    internal override void Commit() => End(transaction => transaction.Commit());

    internal override void Rollback() => End(transaction => transaction.Rollback());

    /// <summary>
    /// The server can't call .NET: the rows that the statement may see are read and evaluated beforehand, in the same snapshot, and the statement takes the ids of
    /// those that meet the condition, or each one's number. Rows are read in batches, because evaluating one may read others.
    /// </summary>
    internal override string PerRow(RowExpression expression)
    {
        var scope = expression.Scope;
        var arguments = new Arguments();
        var source = scope.Access is null ? scope.Form.Table : new Gate(this, arguments, scope.Context, scope.AccessTo).Source(scope.Access, Permissions.RecordActions.View);
        var columns = string.Concat(expression.Columns.Select(field => ", r." + field.Column).Concat(expression.Subforms.Select(field => ", " + scope.IsShown(field))));
        var results = new Dictionary<long, long>();
        var row = scope.NewContext();
        for (var after = long.MinValue; ;)
        {
            var more = new Arguments(arguments);
            var rows = Query($"SELECT r.id{columns} FROM {source} r WHERE r.id > {more.Add(after)} ORDER BY r.id LIMIT {Batch}", reader => PerRowValues.Read(reader, expression), more.ToArray());
            PerRowValues.AddSubforms(this, expression, rows);
            foreach (var each in rows)
            {
                each.CopyTo(row, expression);
                if (expression.Run(row) is long result)
                    results[each.Id] = result;
            }
            if (rows.Count < Batch)
                break;
            after = rows[^1].Id;
        }
        return expression.IsNumber
            ? $"({scope.Arguments.Add(PerRowValues.Numbers(results))}::jsonb ->> r.id::text)::numeric"
            : $"(r.id = ANY({scope.Arguments.Add(results.Where(each => each.Value != 0).Select(each => each.Key).ToArray())}))";
    }

    /// <summary>Begins a COPY; rows are there once it was completed.</summary>
    internal NpgsqlBinaryImporter Import(string copy) => connection.BeginBinaryImport(copy);

    private void End(Action<NpgsqlTransaction> how)
    {
        try
        {
            how(_transaction!);
        }
        finally
        {
            _transaction!.Dispose();
            _transaction = null;
        }
    }

    private NpgsqlCommand Command(string sql, ReadOnlySpan<object?> arguments)
    {
        var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        for (var i = 0; i < arguments.Length; i++)
            command.Parameters.Add(PostgresArguments.Parameter(i, arguments[i]));
        return command;
    }

    public override void Dispose() => connection.Dispose();
}
