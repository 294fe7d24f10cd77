using System.Data.Common;
using System.Text;
using LowCode.Expressions.Sql;
using LowCode.Forms;
using LowCode.Records;
using LowCode.Storage.Records;
using LowCode.Storage.Units;

namespace LowCode.Storage.Sqlite;

/// <summary>How SQLite says it.</summary>
internal sealed class SqliteStoreDialect : Dialect
{
    /// <summary>Marks the file as ours: "LwCd".</summary>
    private const long ApplicationId = 0x4C774364;

    internal static readonly SqliteStoreDialect Instance = new();

    internal override SqlDialect Expressions => SqliteDialect.Instance;

    internal override ColumnValues Columns { get; } = new SqliteColumns();

    internal override bool WeighsLimits => false;

    internal override string Long => "INTEGER";

    internal override string Identity => "INTEGER PRIMARY KEY AUTOINCREMENT";

    internal override string In(string column, string values) => $"{column} IN (SELECT value FROM json_each({values}))";

    internal override string Numbered(string first, string values) => $"SELECT {first}, key, value FROM json_each({values})";

    // SQLite's own search is ten times as fast as a function of ours: it does where case is of no matter (digits, Chinese) or where it knows the letters (ASCII).
    internal override string Holds(string column, string text, Arguments arguments)
    {
        if (text.All(c => char.ToUpperInvariant(c) == c && char.ToLowerInvariant(c) == c))
            return $"instr({column}, {arguments.AddOnce(text)}) > 0";
        if (!Ascii.IsValid(text))
            return $"holds_text({column}, {arguments.AddOnce(text)})";
        var pattern = text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal);
        return $@"{column} LIKE {arguments.AddOnce($"%{pattern}%")} ESCAPE '\'";
    }

    internal override string FirstDay(string day, DateUnit unit) => unit switch
    {
        DateUnit.Day => day,
        DateUnit.Week => $"date({day}, 'weekday 0', '-6 days')",
        DateUnit.Month => $"substr({day}, 1, 8) || '01'",
        DateUnit.Quarter => $"date({day}, 'start of month', '-' || ((CAST(substr({day}, 6, 2) AS INTEGER) - 1) % 3) || ' months')",
        DateUnit.Year => $"substr({day}, 1, 5) || '01-01'",
        _ => throw new ArgumentOutOfRangeException(nameof(unit), unit, null),
    };

    internal override string Extreme(bool largest, string column, Field? field) => $"{(largest ? "max" : "min")}({column})";

    // Empty values come first anyway, and the id stands at the end of every index.
    internal override string IndexKeys(params IEnumerable<string> expressions) => string.Join(", ", expressions);

    internal override IEnumerable<string> ColumnsOf(Session session, string table) =>
        session.Query("SELECT name FROM pragma_table_info(@0)", reader => reader.GetString(0), table);

    internal override IReadOnlyList<string> IndexesOf(Session session, string table) =>
        session.Query("SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = @0 AND sql IS NOT NULL", reader => reader.GetString(0), table);

    internal override RefusedException? Refusal(DbException failure) =>
        failure.Message.Contains("integer overflow", StringComparison.Ordinal) ? TooLarge()
        : failure.Message.Contains("Expression tree is too large", StringComparison.Ordinal) || failure.Message.Contains("parser stack overflow", StringComparison.Ordinal) ? TooDeep()
        : null;

    internal override long Version(Session session)
    {
        var ours = session.Scalar<long>("PRAGMA application_id") == ApplicationId;
        if (!ours && session.Scalar<long>("SELECT count(*) FROM sqlite_schema") > 0)
            throw new InvalidOperationException("The file is an SQLite database of another program. Name another file, or move this one away.");
        return session.Scalar<long>("PRAGMA user_version");
    }

    internal override void SetVersion(Session session, long version)
    {
        session.Execute($"PRAGMA user_version = {version}");
        session.Execute($"PRAGMA application_id = {ApplicationId}");
    }

    /// <summary>Indexes in Chinese order hold only for the library that made them; another version of it sorts differently.</summary>
    internal override void RenewOrder(Session session)
    {
        var now = SqlFunctions.Zh.Version.SortId.ToString();
        if (session.Scalar<string>("SELECT value FROM setting WHERE key = 'zh_order'") == now)
            return;
        session.Execute("REINDEX zh");
        session.Execute("INSERT INTO setting (key, value) VALUES ('zh_order', @0) ON CONFLICT (key) DO UPDATE SET value = excluded.value", now);
    }
}
