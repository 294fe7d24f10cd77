using Microsoft.Data.Sqlite;

namespace LowCode.Storage.Sqlite;

public sealed class PlainStatementTests : IDisposable
{
    private readonly SqliteConnection _connection = new("Data Source=:memory:");

    public PlainStatementTests()
    {
        _connection.Open();
        Run("CREATE TABLE t (a TEXT, b INTEGER CHECK (b IS NULL OR b < 100), c TEXT)");
    }

    public void Dispose() => _connection.Dispose();

    [Fact]
    public void Each_use_stores_its_own_arguments_and_nothing_of_the_use_before()
    {
        using var insert = new PlainStatement(_connection, "INSERT INTO t (c, a, b) VALUES (@2, @0, @1)");
        var longer = new string('\u4e0a', 1000);

        insert.Run("x", 1L, longer);
        insert.Run("", null, null);
        insert.Run(null, true, "z");

        Assert.Equal([("x", 1L, longer), ("", null, null), (null, 1L, "z")], Rows());
    }

    [Fact]
    public void A_failure_is_told_and_the_statement_serves_again()
    {
        using var insert = new PlainStatement(_connection, "INSERT INTO t (b) VALUES (@0)");

        Assert.Equal(SQLitePCL.raw.SQLITE_CONSTRAINT, Assert.Throws<SqliteException>(() => insert.Run(100L)).SqliteErrorCode);
        insert.Run(99L);

        Assert.Equal([(null, 99L, null)], Rows());
    }

    [Fact]
    public void A_missing_argument_is_an_error_and_one_that_is_not_used_is_none()
    {
        using var insert = new PlainStatement(_connection, "INSERT INTO t (b) VALUES (@1)");

        Assert.Throws<ArgumentException>(() => insert.Run(1L));
        insert.Run(1L, 2L);

        Assert.Equal([(null, 2L, null)], Rows());
    }

    [Fact]
    public void A_statement_that_calls_back_outlives_all_that_is_prepared_meanwhile()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        using var session = new SqliteSession(connection);
        session.Execute("CREATE TABLE t (a INTEGER)");
        connection.CreateFunction("busy", () =>
        {
            for (var i = 0; i < 1100; i++)
                session.Scalar<long>($"SELECT {i}");
            return 7;
        });

        session.BeginRead();
        session.Execute("INSERT INTO t (a) VALUES (busy())");
        session.Execute("INSERT INTO t (a) VALUES (busy())");

        Assert.Equal(14, session.Scalar<long>("SELECT sum(a) FROM t"));
    }

    private void Run(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private List<(string?, long?, string?)> Rows()
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "SELECT a, b, c FROM t ORDER BY rowid";
        using var reader = command.ExecuteReader();
        var rows = new List<(string?, long?, string?)>();
        while (reader.Read())
            rows.Add((reader.IsDBNull(0) ? null : reader.GetString(0), reader.IsDBNull(1) ? null : reader.GetInt64(1), reader.IsDBNull(2) ? null : reader.GetString(2)));
        return rows;
    }
}
