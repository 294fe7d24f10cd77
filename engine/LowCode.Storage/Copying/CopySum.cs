using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace LowCode.Storage.Copying;

/// <summary>
/// Rows and their sum: each row's values as bytes, hashed, and the hashes added up. The order of rows makes no difference; a row that is missing, doubled or
/// changed does. Values are whole numbers (numbers scaled, days and instants counted, flags 0 or 1), texts, bytes or null.
/// </summary>
internal sealed class CopySum
{
    private readonly ArrayBufferWriter<byte> _row = new(1024);
    private UInt128 _sum;

    internal long Rows { get; private set; }

    /// <summary>32 hexadecimal digits.</summary>
    internal string Text => _sum.ToString("x32", null);

    internal void Add(ReadOnlySpan<object?> values)
    {
        _row.ResetWrittenCount();
        foreach (var value in values)
            Write(value);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(_row.WrittenSpan, hash);
        _sum += BinaryPrimitives.ReadUInt128BigEndian(hash);
        Rows++;
    }

    private void Write(object? value)
    {
        switch (value)
        {
            case null:
                Head(0, 0);
                break;
            case long number:
                Head(1, number);
                break;
            case string text:
                Head(2, Encoding.UTF8.GetByteCount(text));
                Encoding.UTF8.GetBytes(text, _row);
                break;
            case byte[] bytes:
                Head(3, bytes.Length);
                _row.Write(bytes);
                break;
            default:
                throw new InvalidOperationException($"A {value.GetType().Name} has no sum.");
        }
    }

    private void Head(byte kind, long number)
    {
        var span = _row.GetSpan(9);
        span[0] = kind;
        BinaryPrimitives.WriteInt64BigEndian(span[1..], number);
        _row.Advance(9);
    }
}
