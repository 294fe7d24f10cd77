using LowCode.Expressions.Closures;
using LowCode.Expressions.Functions;

namespace LowCode.Expressions.Sql;

/// <summary>A function that SQLite connections must know for our SQL to run; it depends on its arguments only.</summary>
/// <param name="Name">Its name in SQL.</param>
/// <param name="Arguments">How many arguments it takes.</param>
/// <param name="Call">Calculates it; arguments and result are null (or <see cref="DBNull"/>), <see cref="long"/>, <see cref="double"/> or <see cref="string"/>.</param>
public sealed record SqliteFunction(string Name, int Arguments, Func<object?[], object?> Call);

/// <summary>The functions that <see cref="SqliteDialect"/> uses: the language's own, so that SQL and evaluation cannot differ.</summary>
public static class SqliteFunctions
{
    /// <summary>To be registered on every connection, as deterministic.</summary>
    public static readonly IReadOnlyList<SqliteFunction> All =
    [
        new("lc_upper", 1, a => Text(a[0])?.ToUpperInvariant()),
        new("lc_lower", 1, a => Text(a[0])?.ToLowerInvariant()),
        new("lc_length", 1, a => Text(a[0]) is { } text ? (long)Characters.Count(text) : null),
        new("lc_middle", 3, a => Text(a[0]) is { } text && a[1] is long start && a[2] is long count ? Characters.Middle(text, Math.Max(start, 1), Math.Max(count, 0)) : null),
        new("lc_contains", 2, a => Test(a, Matching.Contains)),
        new("lc_starts_with", 2, a => Test(a, Matching.StartsWith)),
        new("lc_ends_with", 2, a => Test(a, Matching.EndsWith)),
        new("lc_round", 2, a => a[0] is double number && a[1] is long digits ? Round(number, (int)digits) : null),
        new("lc_number_text", 2, a => a[0] is long number && a[1] is long scale ? ValueText.Number(new decimal(Math.Abs(number)) / SqlNumbers.Power((int)scale) * Math.Sign(number)) : null),
        new("lc_local_day", 2, a => Text(a[0]) is { } instant && Text(a[1]) is { } zone ? LocalDay(instant, zone) : null),
    ];

    private static string? Text(object? value) => value as string;

    private static long? Test(object?[] a, Func<string, string, bool> test) => Text(a[0]) is { } text && Text(a[1]) is { } part ? test(text, part) ? 1L : 0L : null;

    // Through a decimal, which takes the 15 digits that a double has for certain: 2.345 rounds up though its double lies below.
    private static double Round(double number, int digits) => Math.Abs(number) < 1e15 ? (double)Rounding.Round((decimal)number, digits) : number;

    private static string LocalDay(string instant, string zone) =>
        SqliteInstants.Text(Moments.Local(SqliteInstants.Parse(instant), TimeZoneInfo.FindSystemTimeZoneById(zone)))[..10];
}
