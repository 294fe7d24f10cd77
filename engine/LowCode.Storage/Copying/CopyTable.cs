namespace LowCode.Storage.Copying;

/// <summary>What a column means, whatever the database keeps it as.</summary>
internal enum CopyKind
{
    Whole,
    Number,
    Text,
    Day,
    Instant,
    Flag,
    Bytes,
}

/// <summary>A column of a table that is copied. <paramref name="Scale"/>: decimal places of a <see cref="CopyKind.Number"/>.</summary>
internal sealed record CopyColumn(string Name, CopyKind Kind, int Scale = 0);

/// <summary>A table that is copied; columns in the order of their names, which is the same on both sides. <paramref name="Rows"/>: the condition of what is copied.</summary>
internal sealed record CopyTable(string Name, IReadOnlyList<CopyColumn> Columns, string Rows = "TRUE")
{
    /// <summary>Tables of forms and subforms, which publishing makes and migrations don't.</summary>
    internal static bool IsOfForm(string table) => table.Length > 2 && table[0] is 'f' or 's' && table[1] == '_' && table.AsSpan(2).IndexOfAnyExceptInRange('0', '9') < 0;

    /// <summary>As SQL names it.</summary>
    internal string Quoted => $"\"{Name}\"";

    /// <summary>Its columns in a list of SQL.</summary>
    internal string ColumnList => string.Join(", ", Columns.Select(column => $"\"{column.Name}\""));
}
