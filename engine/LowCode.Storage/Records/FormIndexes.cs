using System.Security.Cryptography;
using System.Text;
using LowCode.Forms;
using LowCode.Storage.Units;

namespace LowCode.Storage.Records;

/// <summary>
/// Which indexes a form's table has: creation time, owner and flow state always, then references, unique and marked fields. The id stands at the
/// end of each, so that filter, sort and paging by (value, id) use one index. They hold deleted records too: an index of live ones only looks so much
/// smaller to the planner that it walks through one of them, row by row at random, where it had better read the table.
/// Texts may be longer than a database can index whole: <see cref="Dialect.LongestIndexed"/>.
/// </summary>
internal sealed class FormIndexes(Session session, Form form)
{
    private const int LongestName = 63;

    private readonly IReadOnlyList<string> _there = session.Dialect.IndexesOf(session, form.Table);

    private Dialect Dialect => session.Dialect;

    /// <summary>Makes what is missing and drops what is no longer wanted; returns sentences.</summary>
    internal IEnumerable<string> Apply()
    {
        var wanted = Wanted().DistinctBy(index => index.Name).ToDictionary(index => index.Name, index => index.On);
        foreach (var name in _there.Where(name => !wanted.ContainsKey(name)))
        {
            session.Execute($"DROP INDEX {name}");
            yield return $"Form '{form.Key}': dropped the index {name}.";
        }
        foreach (var (name, on) in wanted.Where(index => !_there.Contains(index.Key)))
        {
            session.Execute($"CREATE INDEX {name} ON {form.Table} {on}");
            yield return $"Form '{form.Key}': made the index {name}.";
        }
    }

    private IEnumerable<(string Name, string On)> Wanted()
    {
        yield return ($"{form.Table}_bin", "(deleted_at) WHERE deleted_at IS NOT NULL");
        foreach (var position in (int[])[SystemFields.CreatedAt, SystemFields.Owner, SystemFields.FlowState])
            yield return Plain(form.Fields[position].Column);
        foreach (var field in form.Designed.Where(field => ColumnValues.Has(field)))
        {
            if (field.Target is not null && field.Storage == StorageKind.Id || field.Definition.Unique || field.Definition.Indexed)
                yield return ByValue(field);
            // Lists show texts in dictionary order, which is another order than that of equality.
            if (field.Definition.Indexed && SortKey.IsText(field) && field.Choices.Count == 0)
            {
                var (sql, end) = Dialect.Ordered(field.Column);
                yield return ($"{form.Table}_{field.Column}_{end}", $"({Dialect.IndexKeys(sql)})");
            }
        }
        foreach (var field in Search.Fields(form))
        {
            if (Dialect.SearchKeys(field.Column) is { } keys)
                yield return ($"{form.Table}_{field.Column}_find", keys);
        }
        foreach (var unique in form.Uniques)
        {
            Field[] fields = [.. unique.Positions.Select(position => form.Fields[position])];
            yield return fields.Length == 1 ? ByValue(fields[0]) : ByRule(fields);
        }
    }

    private (string Name, string On) Plain(params string[] columns) => (Name(string.Join("_", columns)), $"({Dialect.IndexKeys(columns)})");

    private (string Name, string On) ByValue(Field field)
    {
        var plain = Plain(field.Column);
        if (field.Storage != StorageKind.Text || Dialect.LongestIndexed == int.MaxValue)
            return plain;
        var name = Name($"{field.Column}_long");
        // A field that allows only short texts now may still hold long ones of before.
        var isLong = field.Type.LongestText(field) > Dialect.LongestIndexed || _there.Contains(name)
            || !_there.Contains(plain.Name) && session.Scalar<bool>($"SELECT EXISTS (SELECT 1 FROM {form.Table} WHERE length({field.Column}) > {Dialect.LongestIndexed})");
        return isLong ? (name, Dialect.LongKeys(field.Column)) : plain;
    }

    private (string Name, string On) ByRule(Field[] fields)
    {
        var keys = fields.Select(field => field.Storage == StorageKind.Text ? Dialect.InRule(field.Column) : field.Column).ToList();
        var columns = fields.Select(field => field.Column).ToList();
        return (Name(string.Join("_", columns) + (keys.SequenceEqual(columns) ? "" : "_rule")), $"({Dialect.IndexKeys(keys)})");
    }

    // PostgreSQL cuts a longer name without a word: two rules over many fields would share one, and the second index be taken for the first.
    private string Name(string what)
    {
        var name = $"{form.Table}_{what}";
        return name.Length <= LongestName ? name : name[..24] + "_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(name)).AsSpan(0, 8));
    }
}
