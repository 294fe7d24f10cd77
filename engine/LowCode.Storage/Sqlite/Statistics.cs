using LowCode.Storage.Units;

namespace LowCode.Storage.Sqlite;

/// <summary>
/// Keeps the planner's statistics up to date while data grows. Without them SQLite takes every index for equally good and sorts a whole stage of
/// 20,000 deals instead of walking the index that is in order already.
/// </summary>
internal sealed class Statistics
{
    private const int MostChanges = 200_000;

    // Of each index this many rows are looked at.
    private const int Sample = 20_000;

    // With more distinct values in the sample its average is near enough.
    private const int FewInSample = 20;

    // Further than this nobody leaps.
    private const int MostDistinct = 1000;

    private long _changesAtLast;
    private long _wait = 1000;

    /// <summary>Looks anew when enough has changed since the last time: after 1,000 rows, 2,000 more, 4,000 more ... Samples, so it takes some 40 ms a table.</summary>
    internal bool Renew(Session session)
    {
        var changes = session.Scalar<long>("SELECT total_changes()");
        if (changes - _changesAtLast < _wait)
            return false;
        _changesAtLast = changes;
        _wait = Math.Min(_wait * 2, MostChanges);
        session.Execute($"PRAGMA analysis_limit = {Sample}");
        // 0x10000: tables that this connection hasn't queried count too; 2: run ANALYZE where a table has grown or shrunk tenfold.
        session.Execute("PRAGMA optimize(0x10002)");
        Correct(session);
        return true;
    }

    /// <summary>
    /// A sample is the start of an index: of a choice of two values it sees one, and takes 20,000 rows for as many as a value has, be they a million. The distinct
    /// values of such indexes are counted by leaping from one to the next, a few microseconds each.
    /// </summary>
    private static void Correct(Session session)
    {
        var sampled = session.Query(
            $"""
            SELECT s.tbl, s.idx, c.name, s.stat FROM sqlite_stat1 s JOIN pragma_index_list(s.tbl) l ON l.name = s.idx AND NOT l.partial JOIN pragma_index_xinfo(s.idx) c ON c.seqno = 0 AND c.coll = 'BINARY' AND c.name IS NOT NULL
            WHERE s.tbl LIKE 'f\_%' ESCAPE '\' AND CAST(s.stat AS INTEGER) > {Sample}
            """, row => (Table: row.GetString(0), Index: row.GetString(1), Column: row.GetString(2), Stat: row.GetString(3).Split(' ')));
        var corrected = 0;
        foreach (var (table, index, column, stat) in sampled)
        {
            if (stat.Length != 2 || !long.TryParse(stat[0], out var rows) || !long.TryParse(stat[1], out var each) || each < Sample / FewInSample)
                continue;
            if (Distinct(session, table, column) is > 0 and <= MostDistinct and var distinct && (rows + distinct - 1) / distinct is var average && average != each)
                corrected += session.Execute("UPDATE sqlite_stat1 SET stat = @0 WHERE tbl = @1 AND idx = @2", $"{rows} {average}", table, index);
        }
        // The planner takes what was written.
        if (corrected > 0)
            session.Execute("ANALYZE sqlite_schema");
    }

    private static long Distinct(Session session, string table, string column) => session.Scalar<long>(
        $"""
        WITH RECURSIVE leap(value) AS (
            SELECT * FROM (SELECT {column} FROM {table} WHERE {column} IS NOT NULL ORDER BY {column} LIMIT 1)
            UNION ALL SELECT (SELECT next.{column} FROM {table} next WHERE next.{column} > leap.value ORDER BY next.{column} LIMIT 1) FROM leap WHERE leap.value IS NOT NULL LIMIT {MostDistinct + 2})
        SELECT count(value) + EXISTS (SELECT 1 FROM {table} WHERE {column} IS NULL) FROM leap
        """);
}
