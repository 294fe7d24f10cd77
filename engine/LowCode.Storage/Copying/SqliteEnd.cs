using System.Data.Common;
using System.Globalization;
using LowCode.Expressions.Sql;
using LowCode.Storage.Units;

namespace LowCode.Storage.Copying;

/// <summary>A workspace file as a side of a copy.</summary>
internal sealed class SqliteEnd(Session session) : CopyEnd(session)
{
    private const string DayFormat = "yyyy-MM-dd";

    internal override IReadOnlyList<string> Tables() =>
        Session.Query("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~'", row => row.GetString(0));

    internal override string Type(CopyKind kind) => kind switch
    {
        CopyKind.Whole or CopyKind.Number or CopyKind.Flag => "INTEGER",
        CopyKind.Bytes => "BLOB",
        _ => "TEXT",
    };

    internal override long LastId(string table) => Math.Max(Session.Scalar<long>($"SELECT max(id) FROM \"{table}\""), Session.Scalar<long>("SELECT seq FROM sqlite_sequence WHERE name = @0", table));

    internal override void SetLastId(string table, long id)
    {
        // Of tables that number themselves; the others go on after the highest id that is there.
        if (Session.Scalar<long>("SELECT count(*) FROM sqlite_schema WHERE name = @0 AND sql LIKE '%AUTOINCREMENT%'", table) == 0)
            return;
        Session.Execute("DELETE FROM sqlite_sequence WHERE name = @0", table);
        Session.Execute("INSERT INTO sqlite_sequence (name, seq) VALUES (@0, @1)", table, id);
    }

    internal override void BeginFill()
    {
        base.BeginFill();
        Session.Execute("PRAGMA defer_foreign_keys = ON");
    }

    protected override object? Value(DbDataReader reader, int position, CopyColumn column) => column.Kind switch
    {
        CopyKind.Text => StorableText.Of(reader.GetString(position)),
        CopyKind.Day => (long)DateOnly.ParseExact(reader.GetString(position), DayFormat, CultureInfo.InvariantCulture).DayNumber,
        CopyKind.Instant => SqliteInstants.Parse(reader.GetString(position)).Ticks / TimeSpan.TicksPerMillisecond,
        CopyKind.Bytes => reader.GetFieldValue<byte[]>(position),
        _ => reader.GetInt64(position),
    };

    internal override CopyFill Fill(CopyTable table) => new Insertion(Session, table);

    private sealed class Insertion(Session session, CopyTable table) : CopyFill
    {
        private readonly string _insert = $"INSERT INTO {table.Quoted} ({table.ColumnList}) VALUES ({string.Join(", ", table.Columns.Select((_, i) => "@" + i))})";
        private readonly object?[] _row = new object?[table.Columns.Count];

        internal override void Add(object?[] row)
        {
            for (var i = 0; i < row.Length; i++)
                _row[i] = row[i] is long number ? Stored(number, table.Columns[i].Kind) : row[i];
            session.Execute(_insert, _row);
        }

        private static object Stored(long number, CopyKind kind) => kind switch
        {
            CopyKind.Day => DateOnly.FromDayNumber((int)number).ToString(DayFormat, CultureInfo.InvariantCulture),
            CopyKind.Instant => SqliteInstants.Text(new DateTime(number * TimeSpan.TicksPerMillisecond, DateTimeKind.Utc)),
            _ => number,
        };
    }
}
