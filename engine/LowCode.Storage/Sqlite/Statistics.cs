using LowCode.Storage.Units;

namespace LowCode.Storage.Sqlite;

/// <summary>
/// Keeps the planner's statistics up to date while data grows. Without them SQLite takes every index for equally good and sorts a whole stage of
/// 20,000 deals instead of walking the index that is in order already.
/// </summary>
internal sealed class Statistics
{
    private const int MostChanges = 200_000;

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
        // A smaller sample takes a choice field of five values for one of a hundred: it stops counting equal values at the limit.
        session.Execute("PRAGMA analysis_limit = 20000");
        // 0x10000: tables that this connection hasn't queried count too; 2: run ANALYZE where a table has grown or shrunk tenfold.
        session.Execute("PRAGMA optimize(0x10002)");
        return true;
    }
}
