using System.Globalization;
using LowCode.Expressions;
using LowCode.Forms;
using LowCode.Records;
using LowCode.Storage.Units;

namespace LowCode.Storage.Records;

/// <summary>One sort key in SQL. Empty values come first when ascending, last when descending; texts in dictionary order, choices in designed order, references and people by name.</summary>
/// <param name="Sql">The expression, collation included.</param>
/// <param name="Descending">Largest first.</param>
/// <param name="Nullable">False for columns that are never empty.</param>
internal sealed record SortKey(string Sql, bool Descending, bool Nullable)
{
    /// <summary>As it stands in ORDER BY.</summary>
    internal string OrderBy => !Nullable && Sql == "r.id" ? Descending ? Sql + " DESC" : Sql : Descending ? Sql + " DESC NULLS LAST" : Sql + " NULLS FIRST";

    /// <summary>
    /// The keys of a select, ended by the id, which makes the order total. The id follows the direction of the key before it, so that
    /// an index over (column, id) serves both directions.
    /// </summary>
    internal static IReadOnlyList<SortKey> Of(Dialect dialect, Form form, IReadOnlyList<SortBy> sort)
    {
        var keys = new List<SortKey>();
        foreach (var by in sort.TakeWhile(by => by.Position != SystemFields.Id))
        {
            var (field, column) = (form.Fields[by.Position], $"r.{form.Fields[by.Position].Column}");
            keys.Add(new SortKey(NameOrder.Of(form, field, column) ?? (IsText(field) && field.Choices.Count == 0 ? dialect.Ordered(column).Sql : Expression(field, column)), by.Descending, field.Column is not ("created_at" or "updated_at" or "version")));
        }
        var id = sort.FirstOrDefault(by => by.Position == SystemFields.Id);
        keys.Add(new SortKey("r.id", id?.Descending ?? (keys.Count > 0 && keys[^1].Descending), false));
        return keys;
    }

    /// <summary>What a field is sorted by.</summary>
    internal static string Expression(Field field, string column)
    {
        if (!ColumnValues.Has(field))
            throw new RefusedException(ErrorKind.Malformed, "records.sort.field", $"'{field.Key}' can't be sorted by.", "sort");
        if (!IsText(field))
            return column;
        if (field.Choices.Count == 0)
            return column + " COLLATE zh";
        // Values are checked names or free text of designers: quoted as SQL texts. Retired and unknown ones come after the offered ones.
        var ranks = field.Choices.Select((choice, i) => string.Create(CultureInfo.InvariantCulture, $" WHEN '{choice.Value.Replace("'", "''", StringComparison.Ordinal)}' THEN '{i:D4}'"));
        return $"CASE {column}{string.Concat(ranks)} ELSE '9' || {column} END";
    }

    /// <summary>Whether a field is sorted as a text.</summary>
    internal static bool IsText(Field field) => field.Storage == StorageKind.Text && field.Symbol.Type.Kind == TypeKind.Text;
}
