using LowCode.Expressions.Sql;

namespace LowCode.Expressions.Tests.Sql;

public class SqlTranslatorTests
{
    [Theory]
    [InlineData("amount > 10.5", "(r.c_1 > @0)", 1050L)]
    [InlineData("10 < amount", "(r.c_1 > @0)", 1000L)]
    [InlineData("amount < 10", "(r.c_1 < @0 OR r.c_1 IS NULL)", 1000L)]
    [InlineData("amount >= 10.005", "(r.c_1 > @0)", 1000L)]
    [InlineData("amount == 10.005", "(r.c_1 <> r.c_1)", null)]
    [InlineData("amount > 99999999999999999999", "(r.c_1 <> r.c_1)", null)]
    [InlineData("stage == 'won'", "(r.c_2 = @0)", "won")]
    [InlineData("stage != 'won'", "(r.c_2 <> @0 OR r.c_2 IS NULL)", "won")]
    [InlineData("stage == null", "(r.c_2 IS NULL)", null)]
    [InlineData("stage == ''", "(r.c_2 IS NULL)", null)]
    [InlineData("stage != ''", "(r.c_2 IS NOT NULL)", null)]
    [InlineData("due < $today", "(r.c_4 < @0)", "2024-03-15")]
    [InlineData("createdAt >= '2024-03-01'", "(r.c_5 >= @0)", "2024-03-01 00:00:00.000")]
    [InlineData("owner == $user", "(r.c_6 = @0)", 7L)]
    [InlineData("done", "r.c_3", null)]
    [InlineData("!done", "(NOT coalesce(r.c_3, 0))", null)]
    [InlineData("customer.level == 'A'", "((SELECT r1.c_2 FROM f_customer r1 WHERE r1.id = r.c_9) = @0)", "A")]
    [InlineData("'vip' in tags", "EXISTS (SELECT 1 FROM json_each(r.c_8) r1 WHERE (r1.value = @0))", "vip")]
    [InlineData("SUM(items.amount) > 5", "((SELECT coalesce(sum(r1.c_3), 0) FROM s_10 r1 WHERE r1.rec_id = r.id) > @0)", 500L)]
    [InlineData("INROLE('manager')", "1", null)]
    public void Conditions_become_sql_with_bare_columns(string source, string sql, object? parameter)
    {
        var (fragment, parameters) = Translate(source);

        Assert.Equal(sql, fragment.Sql);
        Assert.Equal(parameter is null ? [] : [parameter], parameters);
    }

    [Theory]
    [InlineData("amount > 10.5", "amount")]
    [InlineData("amount <= 10.5", "amount")]
    [InlineData("stage == 'won' && amount > 1", "stage")]
    [InlineData("stage in ['won', 'lost']", "stage")]
    [InlineData("INPERIOD(due, 'thisMonth')", "due")]
    [InlineData("INLAST(createdAt, 7)", "createdAt")]
    [InlineData("owner == $user || dept in $user.departments", "owner", "dept")]
    public void Indexes_serve_comparisons_with_constants(string source, params string[] indexed)
    {
        using var tables = new TestTables(1, 3);
        var parameters = new List<object?>();
        var fragment = SqlTranslator.Translate(Sample.Compile(source), TestTables.Source(Sample.Context(), parameters)).Fragment!;

        var plan = tables.Plan(fragment.Sql, parameters, indexed);

        Assert.Contains("SEARCH r USING", plan);
        Assert.DoesNotContain("SCAN r", plan);
    }

    [Theory]
    [InlineData("TEXT(amount, '0.00') == 'x'", "TEXT has no SQL form.")]
    [InlineData("$old.amount > 1", "$old has no SQL form: the database knows the current values only.")]
    [InlineData("RAND() > amount", "RAND has no SQL form.")]
    [InlineData("LOOKUP('payment', 'amount', 'amount', 1) > 1", "Form 'payment' cannot be read.")]
    [InlineData("emptyNumber > 1", "Field 'emptyNumber' cannot be read.")]
    public void What_has_no_sql_form_is_refused_with_the_reason(string source, string reason)
    {
        var result = SqlTranslator.Translate(Sample.Compile(source), new SqlSource
        {
            Dialect = SqliteDialect.Instance,
            Parameter = _ => "@0",
            Context = Sample.Context(),
            Column = column => column.Field.Key == "emptyNumber" ? null : $"{column.Alias}.{column.Field.Column}",
        });

        Assert.Null(result.Fragment);
        Assert.Equal(reason, result.Reason);
    }

    [Fact]
    public void Hidden_columns_and_rows_are_wrapped_by_the_caller()
    {
        var result = SqlTranslator.Translate(Sample.Compile("amount + SUM(items.amount) > 1"), new SqlSource
        {
            Dialect = SqliteDialect.Instance,
            Parameter = _ => "@0",
            Context = Sample.Context(),
            Column = column => column.Field.Key == "amount" && column.Alias == "r" ? "CASE WHEN r.mine THEN r.c_1 END" : $"{column.Alias}.{column.Field.Column}",
            RowsShown = rows => $"{rows.Alias}.{rows.Field.Column}_shown",
        });

        Assert.Contains("coalesce(CASE WHEN r.mine THEN r.c_1 END, 0)", result.Fragment!.Sql);
        Assert.Contains("AND r.s_10_shown", result.Fragment.Sql);
    }

    [Fact]
    public void Quotients_become_whole_numbers_for_sums()
    {
        var parameters = new List<object?>();
        using var tables = new TestTables(1, 1);

        var (fragment, _) = SqlTranslator.TranslateNumber(Sample.Compile("amount / 3"), TestTables.Source(Sample.Context(), parameters));

        Assert.Equal((SqlTranslator.RealScale, false), (fragment!.Scale, fragment.IsReal));
    }

    [Theory]
    [InlineData("amount * 2 > 10.5", "((coalesce(r.c_1, 0) * @0) > @1)")]
    [InlineData("due == null || 'vip' in tags", "((r.c_4 IS NULL) OR EXISTS (SELECT 1 FROM jsonb_array_elements_text(r.c_8::jsonb) r1(value) WHERE ((r1.value COLLATE \"C\") = @0)))")]
    [InlineData("owner != emptyText && true", null)]
    [InlineData("MONTH(createdAt) == 3", "(extract(month FROM (r.c_5 AT TIME ZONE @0)::date) = @1)")]
    public void Postgres_gets_its_own_words(string source, string? sql)
    {
        var result = ExpressionCompiler.Compile(source, Sample.Contract);
        if (sql is null)
        {
            Assert.False(result.Ok);
            return;
        }

        var count = 0;
        var (fragment, _) = SqlTranslator.Translate(result.Expression!, new SqlSource { Dialect = PostgresDialect.Instance, Parameter = _ => "@" + count++, Context = Sample.Context() });

        Assert.Equal(sql, fragment!.Sql);
    }

    private static (SqlFragment Fragment, List<object?> Parameters) Translate(string source)
    {
        var parameters = new List<object?>();
        using var tables = new TestTables(1, 1);
        var (fragment, reason) = SqlTranslator.Translate(Sample.Compile(source), TestTables.Source(Sample.Context(), parameters));
        Assert.True(fragment is not null, reason);
        return (fragment, parameters);
    }
}
