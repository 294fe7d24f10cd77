using LowCode.Catalog;
using LowCode.Records;
using LowCode.Storage.Records;

namespace LowCode.Storage.Copying;

/// <summary>A table on both sides of a copy: how many rows, and their sum whatever their order.</summary>
public sealed record CopiedTable(string Name, long Rows, string Sum, long RowsThere, string SumThere)
{
    /// <summary>Whether the target holds what the source does.</summary>
    public bool IsEqual => Rows == RowsThere && Sum == SumThere;
}

/// <summary>
/// Moves a whole workspace from a file into a schema, from a schema into a file, or from one schema into another: definitions, records, people, flows, history,
/// jobs, everything, with the ids that they have. The source is read in one snapshot and stays as it is; rows stream through, whatever their number.
/// </summary>
public static class WorkspaceCopy
{
    /// <summary>
    /// Copies and reads back; the target keeps it only when every table came out equal. What was written to the source after the start isn't there: stop the product first.
    /// </summary>
    /// <exception cref="InvalidOperationException">The target isn't empty, the source isn't there or of another version, or both are files.</exception>
    public static IReadOnlyList<CopiedTable> Run(WorkspacePlace from, WorkspacePlace to)
    {
        if (from.File is not null && to.File is not null)
            throw new InvalidOperationException("Both are SQLite files: use backup and restore.");
        using var source = from.OpenSource();
        if (to.File is null)
            return Fill(source, to);
        if (File.Exists(to.File))
            throw new InvalidOperationException($"{to} is there already; name another file.");
        var part = WorkspacePlace.OfFile(to.File + ".part");
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(to.File)!);
            Clear(part.File!);
            var tables = Fill(source, part);
            if (tables.All(table => table.IsEqual))
                File.Move(part.File!, to.File);
            return tables;
        }
        finally
        {
            Clear(part.File!);
        }
    }

    private static List<CopiedTable> Fill(CopyEnd source, WorkspacePlace to)
    {
        to.OpenDatabase().Dispose();
        var copied = new List<CopiedTable>();
        using (var target = to.OpenTarget())
        {
            target.BeginFill();
            try
            {
                if (!target.IsEmpty())
                    throw new InvalidOperationException($"There is a workspace in {to} already. Name an empty schema.");
                foreach (var table in Tables(source, target))
                    copied.Add(Copy(source, target, table));
                if (copied.Any(table => !table.IsEqual))
                {
                    target.Session.Rollback();
                    return copied;
                }
                target.Session.Commit();
            }
            catch
            {
                if (target.Session.InTransaction)
                    target.Session.Rollback();
                throw;
            }
        }
        MakeIndexes(to);
        return copied;
    }

    /// <summary>All tables, those of forms made on the target; tables that others name come first.</summary>
    private static List<CopyTable> Tables(CopyEnd source, CopyEnd target)
    {
        var own = (source as PostgresEnd ?? (PostgresEnd)target).OwnTables();
        var there = source.Tables();
        foreach (var table in own)
        {
            if (!source.Session.Dialect.ColumnsOf(source.Session, table.Name).ToHashSet().SetEquals(target.Session.Dialect.ColumnsOf(target.Session, table.Name)))
                throw new InvalidOperationException($"The table {table.Name} isn't the same on both sides.");
        }
        if (there.Where(table => !CopyTable.IsOfForm(table)).Except(own.Select(table => table.Name)).FirstOrDefault() is { } unknown)
            throw new InvalidOperationException($"The table {unknown} is none of this program's.");
        var columns = new FormColumns(source.Session);
        var forms = there.Where(CopyTable.IsOfForm).Select(table => new CopyTable(table, [.. source.Session.Dialect.ColumnsOf(source.Session, table).Select(column => columns.Column(table, column)).OrderBy(column => column.Name, StringComparer.Ordinal)])).ToList();
        foreach (var form in forms)
            FormTables.Create(target.Session, form.Name, form.Columns.Where(column => column.Name != "id").Select(column => (column.Name, target.Type(column.Kind))));
        return [.. own, .. forms];
    }

    private static CopiedTable Copy(CopyEnd source, CopyEnd target, CopyTable table)
    {
        var (here, there) = (new CopySum(), new CopySum());
        using (var fill = target.Fill(table))
        {
            source.Each(table, row =>
            {
                here.Add(row);
                fill.Add(row);
            });
            fill.Complete();
        }
        if (table.Columns.Any(column => column is { Name: "id", Kind: CopyKind.Whole }))
            target.SetLastId(table.Name, source.LastId(table.Name));
        target.Each(table, row => there.Add(row));
        return new CopiedTable(table.Name, here.Rows, here.Text, there.Rows, there.Text);
    }

    // Faster over tables that are full, and as the product itself makes them.
    private static void MakeIndexes(WorkspacePlace place)
    {
        using var database = place.OpenDatabase();
        var workspace = new Workspace(database, TimeProvider.System);
        new WorkspaceLoader(workspace, []).Load();
        var forms = workspace.Catalog.Forms.Values.Select(form => new SchemaChange(form, null)).ToList();
        _ = database.WriteAsync(unit => unit.Records.ApplySchema(forms)).GetAwaiter().GetResult().Value;
    }

    private static void Clear(string file)
    {
        foreach (var each in (string[])[file, file + "-wal", file + "-shm"])
            File.Delete(each);
    }
}
