using Closure = System.Func<LowCode.Expressions.EvaluationContext, LowCode.Expressions.Value>;

namespace LowCode.Expressions.Closures;

/// <summary>Reads beyond the record's own fields: through references, over subform rows, in other forms.</summary>
internal static class RelatedReads
{
    public static Closure Path(PathNode path, Closure from)
    {
        var (form, position) = (path.Form, path.Field.Position);
        if (path.Base.Type.Kind != TypeKind.List)
            return c => Read(c, form, from(c), position);
        return c =>
        {
            var records = from(c);
            if (records.Kind is not (ValueKind.List or ValueKind.Null))
                return records.IsError ? records : Value.FromError(ErrorValue.WrongValue);
            return Value.FromList(Array.ConvertAll(records.AsList, record => Read(c, form, record, position)));
        };
    }

    public static Closure Column(ColumnNode column, Closure from)
    {
        var position = column.Column.Position;
        return c =>
        {
            var rows = from(c);
            if (rows.Kind is not (ValueKind.Rows or ValueKind.Null))
                return rows.IsError ? rows : Value.FromError(ErrorValue.WrongValue);
            var list = rows.AsRows;
            var values = new Value[list.Count];
            for (var i = 0; i < values.Length; i++)
                values[i] = position < list[i].Values.Length ? list[i].Values[position] : Value.Null;
            return Value.FromList(values);
        };
    }

    public static Closure Filter(Closure from, Closure test) => c =>
    {
        var rows = from(c);
        if (rows.Kind is not (ValueKind.Rows or ValueKind.Null))
            return rows.IsError ? rows : Value.FromError(ErrorValue.WrongValue);
        var (row, oldRow) = (c.Row, c.OldRow);
        var kept = new List<RowValue>();
        c.OldRow = null;
        foreach (var candidate in rows.AsRows)
        {
            c.Row = candidate.Values;
            var keep = test(c);
            if (keep.IsError)
            {
                (c.Row, c.OldRow) = (row, oldRow);
                return keep;
            }
            if (keep.AsBool)
                kept.Add(candidate);
        }
        (c.Row, c.OldRow) = (row, oldRow);
        return Value.FromRows(kept);
    };

    public static Closure Lookup(LookupNode lookup, Closure match) => c =>
    {
        var value = match(c);
        return value.IsError ? value : value.IsEmpty ? Value.Null : c.Related?.Lookup(lookup.Request, value) ?? Value.Null;
    };

    private static Value Read(EvaluationContext c, string form, in Value reference, int position)
    {
        if (reference.Kind != ValueKind.Reference)
            return reference.IsError || reference.IsNull ? reference : Value.FromError(ErrorValue.WrongValue);
        var values = c.Related?.Get(form, reference.AsId);
        return values is not null && (uint)position < (uint)values.Length ? values[position] : Value.Null;
    }
}
