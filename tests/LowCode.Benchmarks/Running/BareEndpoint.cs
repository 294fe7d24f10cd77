using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace LowCode.Running;

/// <summary>
/// The limit that the product is measured against: a web server that runs given statements through the raw driver and writes their rows as JSON, and nothing else.
/// It knows no person, no rule and no history.
/// </summary>
internal static class BareEndpoint
{
    /// <summary>What it shall run: queries by name, each taking <c>$id</c>; and the statements of one insert, in one transaction.</summary>
    internal sealed record Statements(Dictionary<string, string> Queries, List<string> Insert);

    /// <summary>Runs until it is killed when this process was started as such a server: <c>bare FILE STATEMENTS.json</c>, or <c>empty</c> for one that knows only <c>/health</c>.</summary>
    public static async Task<bool> IsAskedFor(string[] args)
    {
        if (args is ["bare", var file, var statements])
        {
            await Run(file, statements);
        }
        else if (args is ["empty"])
        {
            var app = WebApplication.CreateBuilder().Build();
            app.MapGet("/health", () => "ok");
            await app.RunAsync();
        }
        else
        {
            return false;
        }
        return true;
    }

    private static async Task Run(string file, string statements)
    {
        var wanted = JsonSerializer.Deserialize<Statements>(await File.ReadAllTextAsync(statements))!;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        var app = builder.Build();
        app.MapGet("/health", () => "ok");
        foreach (var (name, sql) in wanted.Queries)
        {
            var idle = new ConcurrentBag<SqliteCommand>();
            app.MapGet($"/{name}/{{id:long}}", async (long id, HttpContext context) =>
            {
                if (!idle.TryTake(out var command))
                    command = Prepare(Open(file), sql);
                command.Parameters[0].Value = id;
                Write(command, context.Response);
                idle.Add(command);
                await context.Response.BodyWriter.FlushAsync();
            });
        }
        var writer = new Writer(file, wanted.Insert);
        app.MapPost("/insert", async (HttpContext context) =>
        {
            using var body = await JsonDocument.ParseAsync(context.Request.Body);
            context.Response.StatusCode = 201;
            await context.Response.WriteAsJsonAsync(new { id = writer.Insert() });
        });
        await app.RunAsync();
    }

    private static void Write(SqliteCommand command, HttpResponse response)
    {
        response.ContentType = "application/json";
        using var json = new Utf8JsonWriter(response.BodyWriter);
        using var reader = command.ExecuteReader();
        json.WriteStartArray();
        while (reader.Read())
        {
            json.WriteStartObject();
            for (var i = 0; i < reader.FieldCount; i++)
            {
                json.WritePropertyName(reader.GetName(i));
                if (reader.IsDBNull(i))
                    json.WriteNullValue();
                else if (reader.GetValue(i) is long number)
                    json.WriteNumberValue(number);
                else
                    json.WriteStringValue(reader.GetString(i));
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var settings = connection.CreateCommand();
        // The product's columns are declared with it.
        connection.CreateCollation("zh", CultureInfo.GetCultureInfo("zh-CN").CompareInfo.Compare);
        settings.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -16384; PRAGMA busy_timeout = 5000";
        settings.ExecuteNonQuery();
        return connection;
    }

    /// <summary>A prepared statement with one argument, <c>$id</c>.</summary>
    internal static SqliteCommand Prepare(SqliteConnection connection, string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$id", 0L);
        command.Prepare();
        return command;
    }

    /// <summary>One connection that writes, since SQLite has one writer: a durable transaction for each call.</summary>
    private sealed class Writer
    {
        private readonly SqliteConnection _connection;
        private readonly List<SqliteCommand> _statements;
        private readonly Lock _turn = new();

        internal Writer(string file, List<string> statements)
        {
            _connection = Open(file);
            _statements = [.. statements.Select(sql => Prepare(_connection, sql))];
        }

        internal long Insert()
        {
            lock (_turn)
            {
                using var transaction = _connection.BeginTransaction();
                var id = 0L;
                foreach (var statement in _statements)
                {
                    statement.Transaction = transaction;
                    statement.Parameters[0].Value = id;
                    statement.ExecuteNonQuery();
                    id = id == 0 ? SQLitePCL.raw.sqlite3_last_insert_rowid(_connection.Handle) : id;
                }
                transaction.Commit();
                return id;
            }
        }
    }
}
