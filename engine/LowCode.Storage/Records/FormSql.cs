using System.Data.Common;
using LowCode.Expressions;
using LowCode.Forms;
using LowCode.Storage.Units;

namespace LowCode.Storage.Records;

/// <summary>A form's fixed SQL texts and column layout; <see cref="Dialect.Form"/> keeps them.</summary>
internal sealed class FormSql
{
    private readonly Dialect _dialect;

    internal FormSql(Form form, Dialect dialect)
    {
        _dialect = dialect;
        Stored = [.. form.Fields.Where(field => ColumnValues.Has(field))];
        Inserted = [.. Stored.Where(field => field.Position != SystemFields.Id)];
        Subforms = [.. form.Fields.Where(field => field.Storage == StorageKind.Rows).Select(field => new SubformSql(field, dialect))];
        var columns = string.Join(", ", Stored.Select(field => field.Column));
        Get = $"SELECT {columns} FROM {form.Table} WHERE id = @0";
        GetMany = $"SELECT {columns} FROM {form.Table} WHERE {dialect.In("id", "@0")} ORDER BY id";
        Insert = $"INSERT INTO {form.Table} ({string.Join(", ", Inserted.Select(field => field.Column))}) VALUES ({string.Join(", ", Inserted.Select((_, i) => "@" + i))})";
    }

    /// <summary>Fields with a column in the form's own table, in the order that <see cref="Get"/> selects.</summary>
    internal Field[] Stored { get; }

    /// <summary>The same without the id, in the order of <see cref="Insert"/>'s parameters.</summary>
    internal Field[] Inserted { get; }

    /// <summary>The subforms.</summary>
    internal SubformSql[] Subforms { get; }

    /// <summary>Lists that are walked for in their order first.</summary>
    internal OrderWalks Walks { get; } = new();

    /// <summary>One record; <c>@0</c> its id.</summary>
    internal string Get { get; }

    /// <summary>Records; <c>@0</c> an array of ids.</summary>
    internal string GetMany { get; }

    /// <summary>A new record; parameters as <see cref="Inserted"/>.</summary>
    internal string Insert { get; }

    /// <summary>The current row of <see cref="Get"/> by position.</summary>
    internal Value[] Read(DbDataReader reader, Form form)
    {
        var values = form.NewValues();
        for (var i = 0; i < Stored.Length; i++)
            values[Stored[i].Position] = _dialect.Columns.FromColumn(reader, i, Stored[i]);
        return values;
    }
}

/// <summary>The SQL texts of a subform's child table.</summary>
internal sealed class SubformSql
{
    internal SubformSql(Field field, Dialect dialect)
    {
        Field = field;
        Columns = dialect.Columns;
        Stored = [.. field.Rows.Where(column => ColumnValues.Has(column))];
        var table = field.Column;
        Select = $"SELECT id{string.Concat(Stored.Select(column => ", " + column.Column))} FROM {table} WHERE rec_id = @0 ORDER BY row_no, id";
        SelectMany = $"SELECT id{string.Concat(Stored.Select(column => ", " + column.Column))}, rec_id FROM {table} "
            + $"WHERE {dialect.In("rec_id", "@0")} ORDER BY rec_id, row_no, id";
        Insert = $"INSERT INTO {table} (rec_id, row_no{string.Concat(Stored.Select(column => ", " + column.Column))}) "
            + $"VALUES (@0, @1{string.Concat(Stored.Select((_, i) => ", @" + (i + 2)))})";
        Update = $"UPDATE {table} SET row_no = @1{string.Concat(Stored.Select((column, i) => $", {column.Column} = @{i + 2}"))} WHERE id = @0";
        Delete = $"DELETE FROM {table} WHERE id = @0";
        DeleteAll = $"DELETE FROM {table} WHERE rec_id = @0";
    }

    internal Field Field { get; }
    internal ColumnValues Columns { get; }
    internal Field[] Stored { get; }
    internal string Select { get; }
    internal string SelectMany { get; }
    internal string Insert { get; }
    internal string Update { get; }
    internal string Delete { get; }
    internal string DeleteAll { get; }
}
