namespace LowCode.Files;

/// <summary>Passes a stream on and remembers its first bytes, from which the type is found.</summary>
internal sealed class HeadStream(Stream inner) : Stream
{
    private readonly byte[] _head = new byte[64];
    private int _length;

    public ReadOnlySpan<byte> Head => _head.AsSpan(0, _length);
    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Remember(buffer.AsSpan(offset), inner.Read(buffer, offset, count));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await inner.ReadAsync(buffer, cancellationToken);
        return Remember(buffer.Span, read);
    }

    public override void Flush() { }
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private int Remember(Span<byte> bytes, int read)
    {
        var wanted = Math.Min(read, _head.Length - _length);
        bytes[..wanted].CopyTo(_head.AsSpan(_length));
        _length += wanted;
        return read;
    }
}
