using System.Data.Common;
using System.Globalization;
using LowCode.Expressions.Sql;
using Xunit.Abstractions;

namespace LowCode.Expressions.Tests.Sql;

public class SqlAgreementTests(ITestOutputHelper output)
{
    [Fact]
    public void Sql_and_evaluation_agree_on_random_expressions_and_records() => Agree(SqliteDialect.Instance);

    [PostgresFact]
    public void Sql_and_evaluation_agree_on_postgres_too() => Agree(PostgresDialect.Instance);

    private void Agree(SqlDialect dialect)
    {
        using var tables = new TestTables(1, 40, dialect);
        var refused = 0;
        var differences = new List<string>();
        const int Count = 4000;
        for (var seed = 0; seed < Count; seed++)
        {
            var random = new RandomExpressions(seed);
            var depth = seed % 4;
            var source = (seed % 5) switch
            {
                0 => random.Number(depth),
                1 => random.Text(depth),
                2 => random.Date(depth),
                _ => random.Bool(depth),
            };
            if (Difference(tables, source, dialect) is { } difference)
                differences.Add($"seed {seed}: {difference}");
            refused += _lastRefused ? 1 : 0;
        }

        output.WriteLine($"{refused} of {Count} have no SQL form");
        Assert.True(differences.Count == 0, string.Join("\n\n", differences.Take(5)));
        Assert.True(refused < Count / 5);
    }

    private bool _lastRefused;

    private string? Difference(TestTables tables, string source, SqlDialect dialect)
    {
        var expression = Sample.Compile(source);
        var parameters = new List<object?>();
        var (fragment, reason) = SqlTranslator.Translate(expression, TestTables.Source(Sample.Context(), parameters, dialect));
        _lastRefused = fragment is null;
        if (fragment is null)
        {
            Assert.NotNull(reason);
            return null;
        }

        if (dialect.ScaledNumbers)
            Assert.DoesNotContain(parameters, parameter => parameter is decimal);
        List<object?> selected;
        try
        {
            selected = tables.Select(fragment.Sql, parameters);
        }
        catch (DbException exception)
        {
            return $"{source}\n{exception.Message}\n{fragment.Sql}\n{string.Join(", ", parameters)}";
        }
        for (var id = 1; id <= selected.Count; id++)
        {
            var value = expression.Evaluate(tables.Context(id));
            if (!Agrees(value, selected[id - 1], fragment, dialect))
                return $"{source}\nrecord {id}: evaluated {value.Kind} '{value}', selected '{selected[id - 1]}' ({fragment.Null}, scale {fragment.Scale})\n{fragment.Sql}\n{string.Join(", ", parameters)}";
        }

        return null;
    }

    private static bool Agrees(Value value, object? selected, SqlFragment fragment, SqlDialect dialect)
    {
        if (selected is null)
            return value.IsError ? fragment.Null == SqlNull.Error : fragment.Null == SqlNull.Empty && (value.IsEmpty || value.Kind == ValueKind.Bool && !value.AsBool);
        if (value.IsNull)
            return fragment.Null == SqlNull.Error && fragment.Type.Kind == TypeKind.Number && Convert.ToDouble(selected, CultureInfo.InvariantCulture) == 0 || selected is "" || fragment.Type.Kind == TypeKind.Bool && selected is 0L or false;
        return value.Kind switch
        {
            ValueKind.Number when dialect.ScaledNumbers && !fragment.IsReal => selected is long whole && whole == value.AsNumber * (decimal)Math.Pow(10, fragment.Scale),
            ValueKind.Number => Near((double)value.AsNumber, Convert.ToDouble(selected, CultureInfo.InvariantCulture)),
            ValueKind.Bool => selected is bool held ? held == value.AsBool : Equals(selected, value.AsBool ? 1L : 0L),
            ValueKind.Date when selected is DateTime day => DateOnly.FromDateTime(day) == value.AsDate,
            _ => Equals(selected, dialect.Parameter(value)),
        };
    }

    private static bool Near(double a, double b) => Math.Abs(a - b) <= 1e-9 * Math.Max(1, Math.Max(Math.Abs(a), Math.Abs(b)));
}
