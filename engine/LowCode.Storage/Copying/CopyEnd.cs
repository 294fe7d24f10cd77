using System.Data.Common;
using LowCode.Storage.Migrations;
using LowCode.Storage.Units;

namespace LowCode.Storage.Copying;

/// <summary>One side of a copy: a workspace's database, read or filled table by table over one connection and one transaction.</summary>
internal abstract class CopyEnd(Session session) : IDisposable
{
    /// <summary>Settings that speak of the database itself and not of the workspace.</summary>
    private const string OwnSettings = "key NOT IN ('schema_version', 'zh_order')";

    internal Session Session => session;

    /// <summary>Names of all tables.</summary>
    internal abstract IReadOnlyList<string> Tables();

    /// <summary>Type of a column, for tables of forms.</summary>
    internal abstract string Type(CopyKind kind);

    /// <summary>The highest id that the table ever gave, so that it never comes back; 0 when it gave none.</summary>
    internal abstract long LastId(string table);

    /// <summary>Has the table go on after this id.</summary>
    internal abstract void SetLastId(string table, long id);

    /// <summary>A value as both sides compare it: a whole number, a text, bytes or null.</summary>
    protected abstract object? Value(DbDataReader reader, int position, CopyColumn column);

    /// <summary>Takes rows for a table; what was added is there once it was completed.</summary>
    internal abstract CopyFill Fill(CopyTable table);

    /// <summary>Rows may name others that come later in the same transaction.</summary>
    internal virtual void BeginFill() => session.BeginWrite();

    /// <summary>Which rows of one of our own tables belong to the workspace.</summary>
    internal static string RowsOf(string table) => table == "setting" ? OwnSettings : "TRUE";

    /// <summary>Refuses a database that another version of the program wrote: its tables are others.</summary>
    internal void RequireVersion(string what)
    {
        var (version, latest) = (session.Dialect.Version(session), Migrator.Scripts(session.Dialect)[^1].Number);
        if (version != latest)
            throw new InvalidOperationException($"{what} has version {version} and this program {latest}. {(version < latest ? "Start the program on it once, so that it is brought up to date." : "Copy it with the newer program that wrote it.")}");
    }

    internal bool IsEmpty() => Tables().All(table => !CopyTable.IsOfForm(table) && !session.Scalar<bool>($"SELECT EXISTS (SELECT 1 FROM \"{table}\" WHERE {RowsOf(table)})"));

    /// <summary>Reads all rows, one after the other; the array is used again for the next.</summary>
    internal void Each(CopyTable table, Action<object?[]> row)
    {
        var values = new object?[table.Columns.Count];
        var at = 0;
        try
        {
            session.Each($"SELECT {table.ColumnList} FROM {table.Quoted} WHERE {table.Rows}", reader =>
            {
                for (at = 0; at < values.Length; at++)
                    values[at] = reader.IsDBNull(at) ? null : Value(reader, at, table.Columns[at]);
                row(values);
            });
        }
        catch (Exception problem) when (problem is FormatException or InvalidCastException or OverflowException)
        {
            throw new InvalidOperationException($"{table.Name}.{table.Columns[at].Name} holds a value that isn't a {table.Columns[at].Kind}: {problem.Message}", problem);
        }
    }

    public virtual void Dispose() => session.Dispose();
}

/// <summary>Rows on their way into a table.</summary>
internal abstract class CopyFill : IDisposable
{
    internal abstract void Add(object?[] row);

    internal virtual void Complete()
    {
    }

    public virtual void Dispose()
    {
    }
}
