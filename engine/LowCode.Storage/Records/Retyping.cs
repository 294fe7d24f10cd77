using System.Globalization;
using LowCode.Expressions;
using LowCode.Forms;
using LowCode.Storage.Sqlite;

namespace LowCode.Storage.Records;

/// <summary>Carries the values of a field whose shape changed into its new column, in batches; the old column stays as it is.</summary>
internal static class Retyping
{
    private const int Batch = 5000;

    /// <summary>Fills the new column; returns a sentence with the number of values carried over and of those that have no place in the new type.</summary>
    internal static string Fill(Session session, string table, Field from, Field to, string path)
    {
        var (carried, lost) = (0, 0);
        for (var after = 0L; ;)
        {
            var rows = session.Query($"SELECT id, {from.Column} FROM {table} WHERE id > @0 AND {from.Column} IS NOT NULL ORDER BY id LIMIT {Batch}",
                reader => (Id: reader.GetInt64(0), Value: ColumnValues.FromColumn(reader, 1, from)), after);
            if (rows.Count == 0)
                break;
            foreach (var (id, value) in rows)
            {
                if (Column(value, to) is { } column)
                {
                    session.Execute($"UPDATE {table} SET {to.Column} = @1 WHERE id = @0", id, column);
                    carried++;
                }
                else
                {
                    lost++;
                }
            }
            after = rows[^1].Id;
        }
        return $"Field '{path}': retyped, {carried} values carried over" + (lost == 0 ? "." : $", {lost} values do not fit and are kept aside only.");
    }

    private static object? Column(Value value, Field to)
    {
        try
        {
            return ColumnValues.ToColumn(Convert(value, to), to);
        }
        catch (RefusedException)
        {
            return null;
        }
    }

    /// <summary>The value as the new field holds it; null when it has no such form. Never guesses: days need no zone, names are not looked up.</summary>
    internal static Value Convert(Value value, Field to)
    {
        var type = to.Symbol.Type;
        if (type.Kind == TypeKind.List)
        {
            var items = value.Kind == ValueKind.List ? value.AsList : [value];
            var fitting = items.Select(item => To(item, type.Item!.Kind)).ToArray();
            return fitting.Any(item => item.IsNull) ? Value.Null : Value.FromList(fitting);
        }
        return value.Kind == ValueKind.List && type.Kind != TypeKind.Text
            ? value.AsList.Length == 1 ? To(value.AsList[0], type.Kind) : Value.Null
            : To(value, type.Kind);
    }

    private static Value To(Value value, TypeKind kind)
    {
        var text = value.ToString().Trim();
        var invariant = CultureInfo.InvariantCulture;
        return kind switch
        {
            TypeKind.Text when value.Kind is not (ValueKind.User or ValueKind.Department or ValueKind.Reference or ValueKind.File) => Value.FromText(text),
            TypeKind.Number when value.Kind == ValueKind.Bool => Value.FromNumber(value.AsBool ? 1 : 0),
            TypeKind.Number when value.Kind is ValueKind.Number or ValueKind.Text => decimal.TryParse(text, NumberStyles.Number, invariant, out var number) ? Value.FromNumber(number) : Value.Null,
            TypeKind.Bool when value.Kind is ValueKind.Number or ValueKind.Text or ValueKind.Bool => text switch { "1" or "true" => Value.True, "0" or "false" => Value.False, _ => Value.Null },
            TypeKind.Date when value.Kind is ValueKind.Text or ValueKind.Date => DateOnly.TryParseExact(text, "yyyy-MM-dd", invariant, DateTimeStyles.None, out var day) ? Value.FromDate(day) : Value.Null,
            TypeKind.DateTime when value.Kind == ValueKind.Text => DateTime.TryParseExact(text, ["yyyy-MM-ddTHH:mm:ssZ", "yyyy-MM-ddTHH:mm:ss.fffZ"], invariant,
                DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var instant) ? Value.FromDateTime(instant) : Value.Null,
            TypeKind.DateTime when value.Kind == ValueKind.DateTime => value,
            TypeKind.User when value.Kind == ValueKind.User => value,
            TypeKind.Department when value.Kind == ValueKind.Department => value,
            TypeKind.Reference when value.Kind == ValueKind.Reference => value,
            TypeKind.File when value.Kind == ValueKind.File => value,
            _ => Value.Null,
        };
    }
}
