using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using LowCode.Storage.Units;
using SQLitePCL;

namespace LowCode.Storage.Sqlite;

/// <summary>
/// Sums and counts by group, gathered while rows pass. To group rows SQLite sorts them all, which takes longer than reading them; here each row finds its group
/// by a hash, in whatever order it comes. See <see cref="Session.Fold"/>.
/// </summary>
internal sealed class GroupFold(int groups, Folding[] measures)
{
    /// <summary>More groups are a case for the database, which has the disk to sort them.</summary>
    internal const int MostGroups = 5_000;

    private readonly Dictionary<byte[], int>.AlternateLookup<ReadOnlySpan<byte>> _places = new Dictionary<byte[], int>(new Bytes()).GetAlternateLookup<ReadOnlySpan<byte>>();
    private readonly ArrayBufferWriter<byte> _key = new();
    private readonly List<object?[]> _names = [];
    // For each group: the sum and the count of each measure.
    private long[] _totals = new long[16 * 2 * measures.Length];

    /// <summary>Takes a row in; false when that can't be done here: too many groups, a number that is not whole, a sum beyond 64 bits.</summary>
    internal bool Add(sqlite3_stmt row)
    {
        if (!ReadKey(row))
            return false;
        if (!_places.TryGetValue(_key.WrittenSpan, out var place) && !Begin(row, out place))
            return false;
        var totals = _totals.AsSpan(place * 2 * measures.Length);
        var column = groups;
        for (var i = 0; i < measures.Length; i++)
        {
            var type = measures[i] == Folding.Rows ? raw.SQLITE_INTEGER : raw.sqlite3_column_type(row, column);
            if (type != raw.SQLITE_NULL)
                totals[2 * i + 1]++;
            if (measures[i] == Folding.Sum && type != raw.SQLITE_NULL)
            {
                var sum = totals[2 * i] + (Int128)raw.sqlite3_column_int64(row, column);
                if (type != raw.SQLITE_INTEGER || sum < long.MinValue || sum > long.MaxValue)
                    return false;
                totals[2 * i] = (long)sum;
            }
            if (measures[i] != Folding.Rows)
                column++;
        }
        return true;
    }

    /// <summary>The groups as JSON: of each an array of its columns, then sum and count of each measure.</summary>
    internal string ToJson()
    {
        var text = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartArray();
            foreach (var (place, names) in _names.Index())
            {
                json.WriteStartArray();
                foreach (var name in names)
                {
                    switch (name)
                    {
                        case null: json.WriteNullValue(); break;
                        case string said: json.WriteStringValue(said); break;
                        default: json.WriteNumberValue((long)name); break;
                    }
                }
                foreach (var total in _totals.AsSpan(place * 2 * measures.Length, 2 * measures.Length))
                    json.WriteNumberValue(total);
                json.WriteEndArray();
            }
            json.WriteEndArray();
        }
        return Encoding.UTF8.GetString(text.WrittenSpan);
    }

    private bool ReadKey(sqlite3_stmt row)
    {
        _key.ResetWrittenCount();
        for (var i = 0; i < groups; i++)
        {
            var type = raw.sqlite3_column_type(row, i);
            var head = _key.GetSpan(1 + sizeof(long));
            head[0] = (byte)type;
            switch (type)
            {
                case raw.SQLITE_NULL:
                    _key.Advance(1);
                    break;
                case raw.SQLITE_INTEGER:
                    BinaryPrimitives.WriteInt64LittleEndian(head[1..], raw.sqlite3_column_int64(row, i));
                    _key.Advance(1 + sizeof(long));
                    break;
                case raw.SQLITE_TEXT:
                    // The bytes of a text as they are kept, without making a string of each row's.
                    var text = raw.sqlite3_column_blob(row, i);
                    BinaryPrimitives.WriteInt64LittleEndian(head[1..], text.Length);
                    _key.Advance(1 + sizeof(long));
                    _key.Write(text);
                    break;
                default:
                    return false;
            }
        }
        return true;
    }

    private bool Begin(sqlite3_stmt row, out int place)
    {
        place = _names.Count;
        if (place == MostGroups)
            return false;
        var names = new object?[groups];
        for (var i = 0; i < groups; i++)
        {
            names[i] = raw.sqlite3_column_type(row, i) switch
            {
                raw.SQLITE_NULL => null,
                raw.SQLITE_INTEGER => raw.sqlite3_column_int64(row, i),
                _ => raw.sqlite3_column_text(row, i).utf8_to_string(),
            };
        }
        _names.Add(names);
        _places[_key.WrittenSpan] = place;
        if (_totals.Length < _names.Count * 2 * measures.Length)
            Array.Resize(ref _totals, 2 * _totals.Length);
        return true;
    }

    private sealed class Bytes : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(byte[] obj) => GetHashCode(obj.AsSpan());

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            var hash = new HashCode();
            hash.AddBytes(alternate);
            return hash.ToHashCode();
        }

        [return: NotNull]
        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
    }
}
