using LowCode.Storage.Units;

namespace LowCode.Storage.Records;

/// <summary>Makes the tables of forms (<c>f_3</c>) and subforms (<c>s_15</c>, which have <c>rec_id</c>), each with an id that numbers itself.</summary>
internal static class FormTables
{
    internal static void Create(Session session, string table, IEnumerable<(string Name, string Type)> columns)
    {
        var all = columns.ToList();
        // The id of a purged record must not come back as another record, links to it live on.
        session.Execute($"CREATE TABLE {table} (id {session.Dialect.Identity}{string.Concat(all.Select(column => $", {column.Name} {column.Type}{(IsAlwaysSet(column.Name) ? " NOT NULL" : "")}"))})");
        if (all.Any(column => column.Name == "rec_id"))
            session.Execute($"CREATE INDEX {table}_rec ON {table} (rec_id, row_no)");
    }

    private static bool IsAlwaysSet(string column) => column is "created_at" or "updated_at" or "version" or "rec_id" or "row_no";
}
