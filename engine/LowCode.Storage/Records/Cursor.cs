using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace LowCode.Storage.Records;

/// <summary>
/// Where a page ended: the sort keys of its last row, as text that callers pass back unread. It is bound to form and sort order and carries a
/// check sum, so that a cursor of another list, or a changed one, is refused instead of giving a wrong page. It opens nothing: the gate applies anew.
/// </summary>
internal static class Cursor
{
    private const int SumBytes = 8;

    internal static string Write(string list, IReadOnlyList<object?> keys)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(keys.Select(Written));
        return Base64Url.EncodeToString([.. Sum(list, json), .. json]);
    }

    /// <summary>The keys: null or what the database gave, each of its own type.</summary>
    internal static object?[] Read(string list, string cursor, int count)
    {
        try
        {
            var bytes = Base64Url.DecodeFromChars(cursor);
            if (bytes.Length > SumBytes && bytes.AsSpan(0, SumBytes).SequenceEqual(Sum(list, bytes.AsSpan(SumBytes))))
            {
                using var json = JsonDocument.Parse(bytes.AsMemory(SumBytes));
                object?[] keys = [.. json.RootElement.EnumerateArray().Select(Key)];
                if (keys.Length == count)
                    return keys;
            }
        }
        catch (FormatException)
        {
            // Refused below, like every other damage.
        }
        throw new RefusedException(ErrorKind.Malformed, "records.cursor", "The page cursor is damaged or belongs to another list; start from the first page.", "after");
    }

    // JSON has numbers, texts and flags of its own; days and instants are marked, since a text may look like one.
    private static object? Written(object? key) => key switch
    {
        DateTime instant => new Dictionary<string, DateTime> { ["at"] = instant },
        DateOnly day => new Dictionary<string, DateOnly> { ["day"] = day },
        _ => key,
    };

    private static object? Key(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Number => json.TryGetInt64(out var whole) ? (object)whole : json.GetDecimal(),
        JsonValueKind.String => json.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Object when json.TryGetProperty("at", out var instant) => instant.GetDateTime(),
        JsonValueKind.Object => DateOnly.ParseExact(json.GetProperty("day").GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => null,
    };

    private static byte[] Sum(string list, ReadOnlySpan<byte> json)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(list));
        hash.AppendData(json);
        return hash.GetHashAndReset()[..SumBytes];
    }
}
