namespace LowCode.Storage.Records;

/// <summary>
/// The rows after a cursor, as conditions on the sort keys. They come in segments to be read one after the other, because NULL lies at an end of
/// the order: each segment is a plain range, so that an index on the first key starts right there instead of passing over all earlier rows.
/// </summary>
internal static class Keyset
{
    internal static IReadOnlyList<string> After(IReadOnlyList<SortKey> keys, object?[] last, Arguments arguments)
    {
        var names = last.Select(value => value is null ? null : arguments.Add(value)).ToArray();
        var (first, at) = (keys[0], names[0]);
        var rest = Rest(keys, names, 1);
        if (at is null)
        {
            var ties = $"{first.Sql} IS NULL AND {rest}";
            return first.Descending ? [ties] : [ties, $"{first.Sql} IS NOT NULL"];
        }
        var sign = first.Descending ? "<" : ">";
        var range = $"{first.Sql} {sign}= {at} AND ({first.Sql} {sign} {at} OR {rest})";
        return first.Descending && first.Nullable ? [range, $"{first.Sql} IS NULL"] : [range];
    }

    /// <summary>After the cursor in the keys from <paramref name="from"/> on, all earlier keys being equal.</summary>
    private static string Rest(IReadOnlyList<SortKey> keys, string?[] names, int from)
    {
        if (from == keys.Count)
            return "FALSE";
        var (key, at) = (keys[from], names[from]);
        var rest = Rest(keys, names, from + 1);
        if (at is null)
            return key.Descending ? $"({key.Sql} IS NULL AND {rest})" : $"({key.Sql} IS NOT NULL OR {rest})";
        var beyond = key.Descending
            ? key.Nullable ? $"({key.Sql} < {at} OR {key.Sql} IS NULL)" : $"{key.Sql} < {at}"
            : $"{key.Sql} > {at}";
        return $"({beyond} OR ({key.Sql} = {at} AND {rest}))";
    }
}
