using System.Data.Common;
using LowCode.Expressions.Sql;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace LowCode.Expressions.Tests.Sql;

/// <summary>The sample forms as real tables with random records, on SQLite or PostgreSQL, and the same records for evaluation.</summary>
internal sealed class TestTables : IDisposable, IRelatedValues
{
    private static readonly string[] Texts = ["won", "lost", "Open", "Zürich", "北京", "a", "A", "10", "it's", "5 %", "😀𠮷家", "a👍"];
    private readonly DbConnection _connection;
    private readonly SqlDialect _dialect;
    private readonly Random _random;

    public TestTables(int seed, int count, SqlDialect? dialect = null)
    {
        _random = new Random(seed);
        _dialect = dialect ?? SqliteDialect.Instance;
        _connection = _dialect is PostgresDialect ? OpenPostgres() : OpenSqlite();
        foreach (var form in new[] { Sample.Contract, Sample.Customer, Sample.Region, Sample.Payment })
        {
            Execute($"CREATE TABLE f_{form.Form} ({Identity}, deleted_at date{string.Concat(form.Fields.Where(f => f.Rows is null).Select(Column))})");
        }

        Execute($"CREATE TABLE {Sample.Contract.Find("items")!.Column} ({Identity}, rec_id bigint, row_no bigint{string.Concat(Sample.Items.Fields.Select(Column))})");
        foreach (var (form, most) in new[] { (Sample.Region, 3), (Sample.Customer, 6), (Sample.Contract, count), (Sample.Payment, count * 2) })
        {
            for (var id = 1; id <= most; id++)
                Insert(form, id);
        }
    }

    public Dictionary<(string Form, long Id), Value[]> Records { get; } = [];

    public HashSet<long> DeletedPayments { get; } = [];

    public static SqlSource Source(EvaluationContext context, List<object?> parameters, SqlDialect? dialect = null) => new()
    {
        Dialect = dialect ?? SqliteDialect.Instance,
        Parameter = value =>
        {
            parameters.Add(value);
            return "@" + (parameters.Count - 1);
        },
        Context = context,
        Table = form => "f_" + form,
    };

    public EvaluationContext Context(long id)
    {
        var context = Sample.Context();
        context.RecordId = id;
        context.Record = Records[("contract", id)];
        context.Related = this;
        return context;
    }

    /// <summary>The values of an SQL expression over all contracts, in order of id.</summary>
    public List<object?> Select(string sql, List<object?> parameters)
    {
        var values = new List<object?>();
        using var command = Command($"SELECT {sql} FROM f_contract r ORDER BY r.id", [.. parameters]);
        using var reader = command.ExecuteReader();
        while (reader.Read())
            values.Add(reader.IsDBNull(0) ? null : reader.GetValue(0));
        return values;
    }

    /// <summary>How SQLite would run a condition: SEARCH means an index serves.</summary>
    public string Plan(string condition, List<object?> parameters, params string[] indexed)
    {
        foreach (var key in indexed)
            Execute($"CREATE INDEX IF NOT EXISTS i_{key} ON f_contract ({Sample.Contract.Find(key)!.Column})");
        using var command = Command($"EXPLAIN QUERY PLAN SELECT id FROM f_contract r WHERE {condition}", [.. parameters]);
        using var reader = command.ExecuteReader();
        var lines = new List<string>();
        while (reader.Read())
            lines.Add(reader.GetString(3));
        return string.Join("; ", lines);
    }

    public Value[]? Get(string form, long id) => Records.GetValueOrDefault((form, id));

    public Value Rollup(RollupRequest request, long recordId)
    {
        var found = Records.Where(pair => pair.Key.Form == request.Form && !DeletedPayments.Contains(pair.Key.Id) && pair.Value[request.Via.Position] == Value.FromReference(recordId))
            .Where(pair => request.Where is null || request.Where.Test(new EvaluationContext { Record = pair.Value, RecordId = pair.Key.Id, Related = this, Now = Sample.Now })).ToList();
        var numbers = request.Field is null ? [] : found.Select(pair => pair.Value[request.Field.Position]).Where(value => !value.IsNull).Select(value => value.AsNumber).ToList();
        return request.Kind switch
        {
            RollupKind.Count => Value.FromNumber(found.Count),
            RollupKind.Sum => Value.FromNumber(numbers.Sum()),
            _ when numbers.Count == 0 => Value.Null,
            RollupKind.Average => Value.FromNumber(numbers.Average()),
            RollupKind.Min => Value.FromNumber(numbers.Min()),
            _ => Value.FromNumber(numbers.Max()),
        };
    }

    public Value Lookup(LookupRequest request, Value match) => Records.Where(pair => pair.Key.Form == request.Form && pair.Value[request.By.Position] == match)
        .OrderBy(pair => pair.Key.Id).Select(pair => pair.Value[request.Field.Position]).FirstOrDefault();

    public string? UserName(long id) => null;

    public void Dispose() => _connection.Dispose();

    private void Insert(TestScope form, long id)
    {
        var values = form.Fields.Select(Random).ToArray();
        Records[(form.Form, id)] = values;
        var deleted = form == Sample.Payment && _random.Next(5) == 0;
        if (deleted)
            DeletedPayments.Add(id);
        var columns = form.Fields.Where(field => field.Rows is null).ToList();
        Execute($"INSERT INTO f_{form.Form} (id, deleted_at{string.Concat(columns.Select(field => ", " + field.Column))}) VALUES ({id}, {(deleted ? "'2024-01-01'" : "NULL")}{string.Concat(columns.Select((_, i) => ", @" + i))})",
            [.. columns.Select(field => Stored(values[field.Position], field))]);
        foreach (var subform in form.Fields.Where(field => field.Rows is not null))
        {
            foreach (var row in values[subform.Position].AsRows)
            {
                Execute($"INSERT INTO {subform.Column} (rec_id{string.Concat(Sample.Items.Fields.Select(field => ", " + field.Column))}) VALUES ({id}{string.Concat(Sample.Items.Fields.Select((_, i) => ", @" + i))})",
                    [.. Sample.Items.Fields.Select(field => Stored(row.Values[field.Position], field))]);
            }
        }
    }

    private Value Random(FieldSymbol field)
    {
        if (_random.Next(4) == 0 && field.Rows is null)
            return Value.Null;
        return field.Type.Kind switch
        {
            TypeKind.Number => Value.FromNumber(_random.Next(-2000, 2000) / (field.Scale == 2 ? 100m : 1m) * (_random.Next(3) == 0 ? 0 : 1)),
            TypeKind.Text => Value.FromText(Texts[_random.Next(Texts.Length)]),
            TypeKind.Bool => Value.FromBool(_random.Next(2) == 0),
            TypeKind.Date => Value.FromDate(new DateOnly(2024, 3, 1).AddDays(_random.Next(-40, 40))),
            TypeKind.DateTime => Value.FromDateTime(new DateTime(2024, 3, 1).AddMinutes(_random.Next(-40_000, 40_000))),
            TypeKind.User => Value.FromUser(_random.Next(1, 10)),
            TypeKind.Department => Value.FromDepartment(_random.Next(1, 6)),
            TypeKind.Reference => Value.FromReference(field.Type.Form == "region" ? _random.Next(1, 4) : _random.Next(1, 7)),
            TypeKind.List => Value.FromList([.. new[] { "vip", "new", "北京" }.Where(_ => _random.Next(2) == 0).Append("x").Select(Value.FromText)]),
            TypeKind.Rows => Value.FromRows([.. Enumerable.Range(0, _random.Next(4)).Select(i => new RowValue(i, [.. Sample.Items.Fields.Select(Random)]))]),
            _ => Value.Null,
        };
    }

    private object? Stored(Value value, FieldSymbol field) => value.Kind switch
    {
        ValueKind.Null => null,
        ValueKind.Number => _dialect.ScaledNumbers ? (long)(value.AsNumber * (field.Scale == 2 ? 100 : 1)) : (object)value.AsNumber,
        ValueKind.List => System.Text.Json.JsonSerializer.Serialize(value.AsList.Select(item => item.AsText)),
        _ => _dialect.Parameter(value),
    };

    private string Identity => _dialect.ScaledNumbers ? "id INTEGER PRIMARY KEY" : "id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY";

    private string Column(FieldSymbol field) => $", {field.Column} " + (_dialect.ScaledNumbers ? "" : field.Type.Kind switch
    {
        TypeKind.Number => "numeric",
        TypeKind.Bool => "boolean",
        TypeKind.Date => "date",
        TypeKind.DateTime => "timestamptz",
        TypeKind.User or TypeKind.Department or TypeKind.Reference => "bigint",
        _ => "text COLLATE \"C\"",
    });

    private static SqliteConnection OpenSqlite()
    {
        var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        foreach (var function in SqliteFunctions.All)
            connection.CreateFunction<object?>(function.Name, arguments => function.Call(arguments), isDeterministic: true);
        return connection;
    }

    private static NpgsqlConnection OpenPostgres()
    {
        var settings = new NpgsqlConnectionStringBuilder(PostgresServer.NewSchema()) { Timezone = "UTC", Pooling = false };
        var connection = new NpgsqlConnection(settings.ToString());
        connection.Open();
        using var command = new NpgsqlCommand($"CREATE SCHEMA {settings.SearchPath}", connection);
        command.ExecuteNonQuery();
        return connection;
    }

    private void Execute(string sql, params object?[] parameters)
    {
        using var command = Command(sql, parameters);
        command.ExecuteNonQuery();
    }

    private DbCommand Command(string sql, params object?[] parameters)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < parameters.Length; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = "@" + i;
            parameter.Value = parameters[i] is DateTime instant && !_dialect.ScaledNumbers ? DateTime.SpecifyKind(instant, DateTimeKind.Utc) : parameters[i] ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }
        return command;
    }
}
