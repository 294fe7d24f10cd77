using System.Data.Common;
using LowCode.Storage.Postgres;
using LowCode.Storage.Records;
using LowCode.Storage.Units;
using Npgsql;
using NpgsqlTypes;

namespace LowCode.Storage.Copying;

/// <summary>A schema as a side of a copy; it also knows what our own tables' columns mean and which tables name which, since PostgreSQL keeps that.</summary>
internal sealed class PostgresEnd(PostgresSession session) : CopyEnd(session)
{
    internal override IReadOnlyList<string> Tables() =>
        Session.Query("SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p')", row => row.GetString(0));

    /// <summary>Our own tables' columns, the tables in an order in which those that others name come first.</summary>
    internal IReadOnlyList<CopyTable> OwnTables()
    {
        var columns = Session.Query("""
            SELECT c.relname, a.attname, a.atttypid::regtype::text FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
            WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped
            """, row => (Table: row.GetString(0), Column: row.GetString(1), Type: row.GetString(2)));
        var tables = columns.Where(column => !CopyTable.IsOfForm(column.Table)).GroupBy(column => column.Table).ToDictionary(table => table.Key, table => new CopyTable(
            table.Key, [.. table.Select(column => new CopyColumn(column.Column, Kind(column.Table, column.Column, column.Type))).OrderBy(column => column.Name, StringComparer.Ordinal)], RowsOf(table.Key)));
        var named = Session.Query("""
            SELECT one.relname, other.relname FROM pg_constraint k JOIN pg_class one ON one.oid = k.conrelid JOIN pg_class other ON other.oid = k.confrelid
            WHERE k.contype = 'f' AND k.connamespace = current_schema()::regnamespace
            """, row => (From: row.GetString(0), To: row.GetString(1))).ToLookup(each => each.From, each => each.To);
        var ordered = new List<CopyTable>();
        var reached = new HashSet<string>();
        foreach (var table in tables.Keys.Order(StringComparer.Ordinal))
            Take(table);
        return ordered;

        void Take(string table)
        {
            // A table that names itself is filled by one statement, after which the server looks.
            if (!reached.Add(table))
                return;
            foreach (var other in named[table])
                Take(other);
            ordered.Add(tables[table]);
        }
    }

    internal override string Type(CopyKind kind) => kind switch
    {
        CopyKind.Whole => "bigint",
        CopyKind.Number => "numeric",
        CopyKind.Day => "date",
        CopyKind.Instant => "timestamptz",
        CopyKind.Flag => "boolean",
        CopyKind.Bytes => "bytea",
        _ => "text COLLATE \"C\"",
    };

    internal override long LastId(string table) => Sequence(table) is { } sequence ? Session.Scalar<long>($"SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {sequence}") : 0;

    internal override void SetLastId(string table, long id)
    {
        if (id > 0 && Sequence(table) is { } sequence)
            Session.Scalar<long>("SELECT setval(@0::regclass, @1)", sequence, id);
    }

    protected override object? Value(DbDataReader reader, int position, CopyColumn column) => column.Kind switch
    {
        CopyKind.Text => reader.GetString(position),
        CopyKind.Number => ColumnValues.Scaled(reader.GetDecimal(position), column.Scale, column.Name),
        CopyKind.Day => (long)reader.GetFieldValue<DateOnly>(position).DayNumber,
        CopyKind.Instant => reader.GetDateTime(position).Ticks / TimeSpan.TicksPerMillisecond,
        CopyKind.Flag => reader.GetBoolean(position) ? 1L : 0L,
        CopyKind.Bytes => reader.GetFieldValue<byte[]>(position),
        _ => reader.GetInt64(position),
    };

    internal override CopyFill Fill(CopyTable table) => new Import(session.Import($"COPY {table.Quoted} ({table.ColumnList}) FROM STDIN (FORMAT BINARY)"), table);

    private string? Sequence(string table) => Session.Scalar<bool>("SELECT EXISTS (SELECT 1 FROM pg_attribute WHERE attrelid = to_regclass(quote_ident(@0)) AND attname = 'id' AND attidentity <> '')", table)
        ? Session.Scalar<string>("SELECT pg_get_serial_sequence(quote_ident(@0), 'id')", table)
        : null;

    private static CopyKind Kind(string table, string column, string type) => type switch
    {
        "bigint" => CopyKind.Whole,
        "text" => CopyKind.Text,
        "boolean" => CopyKind.Flag,
        "timestamp with time zone" => CopyKind.Instant,
        "date" => CopyKind.Day,
        "bytea" => CopyKind.Bytes,
        _ => throw new InvalidOperationException($"{table}.{column} is a {type}, which has no form on the other database."),
    };

    private sealed class Import(NpgsqlBinaryImporter importer, CopyTable table) : CopyFill
    {
        internal override void Add(object?[] row)
        {
            importer.StartRow();
            for (var i = 0; i < row.Length; i++)
                Write(row[i], table.Columns[i]);
        }

        private void Write(object? value, CopyColumn column)
        {
            if (value is not long number)
            {
                if (value is string text)
                    importer.Write(text, NpgsqlDbType.Text);
                else if (value is byte[] bytes)
                    importer.Write(bytes, NpgsqlDbType.Bytea);
                else
                    importer.WriteNull();
                return;
            }
            switch (column.Kind)
            {
                case CopyKind.Number:
                    importer.Write(ColumnValues.Unscaled(number, column.Scale), NpgsqlDbType.Numeric);
                    break;
                case CopyKind.Day:
                    importer.Write(DateOnly.FromDayNumber((int)number), NpgsqlDbType.Date);
                    break;
                case CopyKind.Instant:
                    importer.Write(new DateTime(number * TimeSpan.TicksPerMillisecond, DateTimeKind.Utc), NpgsqlDbType.TimestampTz);
                    break;
                case CopyKind.Flag:
                    importer.Write(number != 0, NpgsqlDbType.Boolean);
                    break;
                default:
                    importer.Write(number, NpgsqlDbType.Bigint);
                    break;
            }
        }

        internal override void Complete() => importer.Complete();

        public override void Dispose()
        {
            importer.Dispose();
            base.Dispose();
        }
    }
}
