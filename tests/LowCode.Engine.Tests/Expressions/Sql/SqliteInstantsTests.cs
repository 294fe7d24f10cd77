using LowCode.Expressions.Sql;

namespace LowCode.Expressions.Tests.Sql;

public sealed class SqliteInstantsTests
{
    [Fact]
    public void An_instant_comes_back_as_it_was_kept_to_the_millisecond()
    {
        var random = new Random(1);
        for (var i = 0; i < 20_000; i++)
        {
            var instant = new DateTime(random.NextInt64(DateTime.MaxValue.Ticks / TimeSpan.TicksPerMillisecond) * TimeSpan.TicksPerMillisecond, DateTimeKind.Utc);
            var back = SqliteInstants.Parse(SqliteInstants.Text(instant));

            Assert.Equal(instant, back);
            Assert.Equal(DateTimeKind.Utc, back.Kind);
            Assert.Equal(DateOnly.FromDateTime(instant), SqliteInstants.ParseDay(SqliteInstants.Text(instant)[..10]));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("2026-01-02")]
    [InlineData("2026-01-02T03:04:05.678")]
    [InlineData("2026-01-02 03:04:05.67x")]
    [InlineData("2026-01-02 03:04:05.6789")]
    [InlineData("２026-01-02 03:04:05.678")]
    [InlineData("2026-13-02 03:04:05.678")]
    [InlineData("2026-02-30 03:04:05.678")]
    [InlineData("2026-02-28 24:04:05.678")]
    public void Other_texts_are_no_instants(string text)
    {
        var problem = Record.Exception(() => SqliteInstants.Parse(text));

        Assert.True(problem is FormatException or ArgumentOutOfRangeException, problem?.ToString());
    }
}
