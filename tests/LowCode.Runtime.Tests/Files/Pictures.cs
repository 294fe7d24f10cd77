using System.Buffers.Binary;
using System.IO.Compression;
using SkiaSharp;

namespace LowCode.Files;

/// <summary>Pictures for tests: a photograph, and one that says it is far larger than anybody can unpack.</summary>
internal static class Pictures
{
    public static byte[] Photo(int width, int height)
    {
        using var picture = new SKBitmap(width, height);
        for (var x = 0; x < width; x += 4)
        {
            for (var y = 0; y < height; y += 4)
                picture.SetPixel(x, y, new SKColor((byte)(x * 7), (byte)(y * 13), (byte)(x * y)));
        }
        return picture.Encode(SKEncodedImageFormat.Jpeg, 90).ToArray();
    }

    public static (int Width, int Height) SizeOf(byte[] picture)
    {
        using var codec = SKCodec.Create(new MemoryStream(picture));
        return (codec.Info.Width, codec.Info.Height);
    }

    public static byte[] Bomb(int width, int height)
    {
        var head = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(head, width);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4), height);
        (head[8], head[9]) = (8, 6);
        using var packed = new MemoryStream();
        using (var zip = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            zip.Write(new byte[1_000_000]);
        return [0x89, .. "PNG"u8, 13, 10, 26, 10, .. Chunk("IHDR"u8, head), .. Chunk("IDAT"u8, packed.ToArray()), .. Chunk("IEND"u8, [])];
    }

    private static byte[] Chunk(ReadOnlySpan<byte> kind, byte[] content)
    {
        var chunk = new byte[content.Length + 12];
        BinaryPrimitives.WriteInt32BigEndian(chunk, content.Length);
        kind.CopyTo(chunk.AsSpan(4));
        content.CopyTo(chunk, 8);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(content.Length + 8), Check(chunk.AsSpan(4, content.Length + 4)));
        return chunk;
    }

    private static uint Check(ReadOnlySpan<byte> bytes)
    {
        var sum = uint.MaxValue;
        foreach (var one in bytes)
        {
            sum ^= one;
            for (var bit = 0; bit < 8; bit++)
                sum = (sum & 1) == 0 ? sum >> 1 : sum >> 1 ^ 0xEDB88320;
        }
        return ~sum;
    }
}
