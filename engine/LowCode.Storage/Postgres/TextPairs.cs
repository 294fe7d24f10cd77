using LowCode.Storage.Units;

namespace LowCode.Storage.Postgres;

/// <summary>
/// The search box's index: the neighbouring characters of a text in small letters, two by two, in a GIN index. pg_trgm finds nothing shorter than three characters, and Chinese
/// words have two; this needs no extension, no rights beyond the schema, and no locale that knows Chinese. About 11 us a text when saved.
/// </summary>
internal static class TextPairs
{
    internal const string Name = "text_pairs";

    private const string Definition = """
        CREATE FUNCTION text_pairs(text) RETURNS text[] LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
        DECLARE
            letters text[] := string_to_array(lower($1 COLLATE "und-x-icu"), NULL);
            pairs text[] := '{}';
        BEGIN
            FOR i IN 1 .. coalesce(array_length(letters, 1), 0) - 1 LOOP
                pairs[i] := letters[i] || letters[i + 1];
            END LOOP;
            RETURN pairs;
        END $$
        """;

    /// <summary>Makes the function where it is missing. It keeps nothing and holds no data, so it needs no number among the migrations.</summary>
    internal static void Make(Session session)
    {
        if (!session.Scalar<bool>("SELECT to_regprocedure('text_pairs(text)') IS NOT NULL"))
            session.Execute(Definition);
    }
}
