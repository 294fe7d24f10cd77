using LowCode.Expressions.Sql;
using Microsoft.Data.Sqlite;

namespace LowCode.Expressions.Tests.Sql;

/// <summary>The sample forms as real SQLite tables with random records, and the same records for evaluation.</summary>
internal sealed class TestTables : IDisposable, IRelatedValues
{
    private static readonly string[] Texts = ["won", "lost", "Open", "Zürich", "北京", "a", "A", "10", "it's", "5 %"];
    private readonly SqliteConnection _connection = new("Data Source=:memory:");
    private readonly Random _random;

    public TestTables(int seed, int count)
    {
        _random = new Random(seed);
        _connection.Open();
        foreach (var function in SqliteFunctions.All)
            _connection.CreateFunction<object?>(function.Name, arguments => function.Call(arguments), isDeterministic: true);
        foreach (var form in new[] { Sample.Contract, Sample.Customer, Sample.Region, Sample.Payment })
        {
            Execute($"CREATE TABLE f_{form.Form} (id INTEGER PRIMARY KEY, deleted_at TEXT{string.Concat(form.Fields.Where(f => f.Rows is null).Select(f => ", " + f.Column))})");
        }

        Execute($"CREATE TABLE {Sample.Contract.Find("items")!.Column} (id INTEGER PRIMARY KEY, rec_id INTEGER, row_no INTEGER{string.Concat(Sample.Items.Fields.Select(f => ", " + f.Column))})");
        foreach (var (form, most) in new[] { (Sample.Region, 3), (Sample.Customer, 6), (Sample.Contract, count), (Sample.Payment, count * 2) })
        {
            for (var id = 1; id <= most; id++)
                Insert(form, id);
        }
    }

    public Dictionary<(string Form, long Id), Value[]> Records { get; } = [];

    public HashSet<long> DeletedPayments { get; } = [];

    public static SqlSource Source(EvaluationContext context, List<object?> parameters) => new()
    {
        Dialect = SqliteDialect.Instance,
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
        using var command = _connection.CreateCommand();
        command.CommandText = $"SELECT {sql} FROM f_contract r ORDER BY r.id";
        for (var i = 0; i < parameters.Count; i++)
            command.Parameters.AddWithValue("@" + i, parameters[i] ?? DBNull.Value);
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
        using var command = _connection.CreateCommand();
        command.CommandText = $"EXPLAIN QUERY PLAN SELECT id FROM f_contract r WHERE {condition}";
        for (var i = 0; i < parameters.Count; i++)
            command.Parameters.AddWithValue("@" + i, parameters[i] ?? DBNull.Value);
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

    private static object? Stored(Value value, FieldSymbol field) => value.Kind switch
    {
        ValueKind.Null => null,
        ValueKind.Number => (long)(value.AsNumber * (field.Scale == 2 ? 100 : 1)),
        ValueKind.List => System.Text.Json.JsonSerializer.Serialize(value.AsList.Select(item => item.AsText)),
        _ => SqliteDialect.Instance.Parameter(value),
    };

    private void Execute(string sql, params object?[] parameters)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < parameters.Length; i++)
            command.Parameters.AddWithValue("@" + i, parameters[i] ?? DBNull.Value);
        command.ExecuteNonQuery();
    }
}
