using System.Data.Common;
using System.Runtime.CompilerServices;
using LowCode.Expressions.Sql;
using LowCode.Forms;
using LowCode.Records;
using LowCode.Storage.Records;

namespace LowCode.Storage.Units;

/// <summary>
/// What differs between databases in our statements: pieces of SQL, the types of columns, the catalogue of tables, the version of our own tables.
/// Everything else is written once, in SQL that both understand: TRUE and FALSE, NULLS FIRST, ON CONFLICT, RETURNING, the collation <c>zh</c>.
/// </summary>
internal abstract class Dialect
{
    private readonly ConditionalWeakTable<Form, FormSql> _forms = [];

    /// <summary>The same for expressions.</summary>
    internal abstract SqlDialect Expressions { get; }

    /// <summary>Between values and columns.</summary>
    internal abstract ColumnValues Columns { get; }

    /// <summary>A form's fixed texts, worked out once for each compiled form.</summary>
    internal FormSql Form(Form form) => _forms.GetValue(form, each => new FormSql(each, this));

    /// <summary>Whether the planner knows what a LIMIT spares, so that it needs no <see cref="OrderWalks"/>.</summary>
    internal virtual bool WeighsLimits => true;

    /// <summary>Type of a column that refers to another row.</summary>
    internal abstract string Long { get; }

    /// <summary>Type of a primary key that numbers itself and never gives a number twice.</summary>
    internal abstract string Identity { get; }

    /// <summary>The condition that a column holds one of the values of an array argument.</summary>
    internal abstract string In(string column, string values);

    /// <summary>A SELECT of this argument, and the place (from 0) and value of each number of an array argument.</summary>
    internal abstract string Numbered(string first, string values);

    /// <summary>The condition that a text column holds a text, whatever the case, in any script.</summary>
    internal abstract string Holds(string column, string text, Arguments arguments);

    /// <summary>The same for a column with an index on <see cref="SearchKeys"/>.</summary>
    internal virtual string HoldsIndexed(string column, string text, Arguments arguments) => Holds(column, text, arguments);

    /// <summary>What a column that the search box looks in is indexed by; null where reading all texts is as fast.</summary>
    internal virtual string? SearchKeys(string column) => null;

    /// <summary>First day of the period in which a day lies; same type as the day.</summary>
    internal abstract string FirstDay(string day, DateUnit unit);

    /// <summary>The smallest or largest value of a field's column in a group.</summary>
    internal abstract string Extreme(bool largest, string column, Field? field);

    /// <summary>What is indexed for an order by these expressions and then the id, empty values first.</summary>
    internal abstract string IndexKeys(params IEnumerable<string> expressions);

    /// <summary>What lists sort a text column by, and the end of the name of the index on it.</summary>
    internal virtual (string Sql, string Index) Ordered(string column) => ($"{column} COLLATE zh", "zh");

    /// <summary>Most characters of a text that an ordinary index holds whole.</summary>
    internal virtual int LongestIndexed => int.MaxValue;

    /// <summary>The index by which an equal text is found in a column of longer ones.</summary>
    internal virtual string LongKeys(string column) => $"({IndexKeys(column)})";

    /// <summary>What stands for a text in an index over several columns that must not be equal together.</summary>
    internal virtual string InRule(string text) => text;

    /// <summary>Names of a table's columns; empty when there is no such table.</summary>
    internal abstract IEnumerable<string> ColumnsOf(Session session, string table);

    /// <summary>Names of a table's indexes, those of its keys apart.</summary>
    internal abstract IReadOnlyList<string> IndexesOf(Session session, string table);

    /// <summary>What a caller asked for may be more than the database can do: the refusal; null when the failure is a fault of ours.</summary>
    internal abstract RefusedException? Refusal(DbException failure);

    /// <summary>Number of the last migration; 0 for an empty database. Another program's database throws <see cref="InvalidOperationException"/>.</summary>
    internal abstract long Version(Session session);

    /// <summary>Remembers the number of the last migration.</summary>
    internal abstract void SetVersion(Session session, long version);

    /// <summary>
    /// Subfolder of the migrations that this database has in a form of its own, instead of the common one of the same number; the first of them makes a
    /// new database. Null where all common ones are run.
    /// </summary>
    internal virtual string? OwnMigrations => null;

    /// <summary>A common migration in this database's words.</summary>
    internal virtual string Migration(string text) => text;

    /// <summary>Makes indexes over text anew when the library that orders it has changed.</summary>
    internal abstract void RenewOrder(Session session);

    /// <summary>The number is larger than the database calculates with.</summary>
    internal static RefusedException TooLarge() =>
        new(ErrorKind.Invalid, "records.aggregate.range", "A number is larger than the database can calculate with exactly.", "measures");

    /// <summary>The conditions are nested deeper than the database can follow.</summary>
    protected static RefusedException TooDeep() =>
        new(ErrorKind.Malformed, "records.query.tooLarge", "The conditions are nested more than 1,000 deep.", "filter");
}
