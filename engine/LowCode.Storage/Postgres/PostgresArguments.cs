using System.Globalization;
using LowCode.Storage.Units;
using Npgsql;

namespace LowCode.Storage.Postgres;

/// <summary>Arguments as the server takes them: each .NET type as its own type, NULL as whatever the statement makes of it.</summary>
internal static class PostgresArguments
{
    private static readonly string[] Names = [.. Enumerable.Range(0, 64).Select(i => i.ToString(CultureInfo.InvariantCulture))];

    internal static NpgsqlParameter Parameter(int position, object? argument) =>
        new(position < Names.Length ? Names[position] : position.ToString(CultureInfo.InvariantCulture), Value(argument));

    private static object Value(object? argument) => argument switch
    {
        null => DBNull.Value,
        string text => StorableText.Of(text),
        string[] texts => Array.ConvertAll(texts, StorableText.Of),
        DateTime instant => Instant(instant),
        Enum value => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        object[] values => Typed(values),
        _ => argument,
    };

    // As exact as on SQLite, so that what is compared there compares here.
    private static DateTime Instant(DateTime instant) => new(instant.Ticks - instant.Ticks % TimeSpan.TicksPerMillisecond, DateTimeKind.Utc);

    private static Array Typed(object[] values)
    {
        var array = Array.CreateInstance(values.Length == 0 ? typeof(long) : Value(values[0]).GetType(), values.Length);
        for (var i = 0; i < values.Length; i++)
            array.SetValue(Value(values[i]), i);
        return array;
    }
}
