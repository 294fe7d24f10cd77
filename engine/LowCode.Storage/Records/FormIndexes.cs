using System.Security.Cryptography;
using System.Text;
using LowCode.Expressions;
using LowCode.Forms;
using LowCode.Storage.Units;

namespace LowCode.Storage.Records;

/// <summary>
/// Which indexes a form's table has: creation time, owner and flow state always, then references, unique and marked fields. The id stands at the
/// end of each, so that filter, sort and paging by (value, id) use one index. They hold deleted records too: an index of live ones only looks so much
/// smaller to the planner that it walks through one of them, row by row at random, where it had better read the table.
/// </summary>
internal static class FormIndexes
{
    private const int LongestName = 63;

    /// <summary>Makes what is missing and drops what is no longer wanted; returns sentences.</summary>
    internal static IEnumerable<string> Apply(Session session, Form form)
    {
        var wanted = Wanted(session.Dialect, form).DistinctBy(index => index.Name).ToDictionary(index => index.Name, index => index.On);
        var there = session.Dialect.IndexesOf(session, form.Table);
        foreach (var name in there.Where(name => !wanted.ContainsKey(name)))
        {
            session.Execute($"DROP INDEX {name}");
            yield return $"Form '{form.Key}': dropped the index {name}.";
        }
        foreach (var (name, on) in wanted.Where(index => !there.Contains(index.Key)))
        {
            session.Execute($"CREATE INDEX {name} ON {form.Table} {on}");
            yield return $"Form '{form.Key}': made the index {name}.";
        }
    }

    private static IEnumerable<(string Name, string On)> Wanted(Dialect dialect, Form form)
    {
        yield return ($"{form.Table}_bin", "(deleted_at) WHERE deleted_at IS NOT NULL");
        foreach (var position in (int[])[SystemFields.CreatedAt, SystemFields.Owner, SystemFields.FlowState])
            yield return On(dialect, form, form.Fields[position].Column);
        foreach (var field in form.Designed.Where(field => ColumnValues.Has(field)))
        {
            if (field.Target is not null && field.Storage == StorageKind.Id || field.Definition.Unique || field.Definition.Indexed)
                yield return On(dialect, form, field.Column);
            // Lists show texts in dictionary order, which is another order than that of equality.
            if (field.Definition.Indexed && field.Storage == StorageKind.Text && field.Choices.Count == 0 && field.Symbol.Type.Kind == TypeKind.Text)
                yield return ($"{form.Table}_{field.Column}_zh", $"({dialect.IndexKeys($"{field.Column} COLLATE zh")})");
        }
        foreach (var field in Search.Fields(form))
        {
            if (dialect.SearchKeys(field.Column) is { } keys)
                yield return ($"{form.Table}_{field.Column}_find", keys);
        }
        foreach (var unique in form.Uniques)
            yield return On(dialect, form, [.. unique.Positions.Select(position => form.Fields[position].Column)]);
    }

    private static (string Name, string On) On(Dialect dialect, Form form, params string[] columns) =>
        (Name($"{form.Table}_{string.Join("_", columns)}"), $"({dialect.IndexKeys(columns)})");

    // PostgreSQL cuts a longer name without a word: two rules over many fields would share one, and the second index be taken for the first.
    private static string Name(string name) => name.Length <= LongestName ? name : name[..24] + "_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(name)).AsSpan(0, 8));
}
