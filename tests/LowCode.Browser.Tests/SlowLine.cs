using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace LowCode.Browser.Tests;

/// <summary>A line to an address that holds every byte back for a while in both directions, in order; can be cut and mended.</summary>
public sealed class SlowLine : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closed = new();
    private readonly Uri _to;
    private readonly TimeSpan _delay;
    private CancellationTokenSource _cut = new();

    public SlowLine(Uri to, TimeSpan delay)
    {
        (_to, _delay) = (to, delay);
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
        _ = AcceptAsync();
    }

    public Uri Address { get; }

    /// <summary>Ends what runs over the line, with every byte that is under way; nothing gets through until <see cref="Mend"/>.</summary>
    public void Cut() => _cut.Cancel();

    /// <summary>Lets new connections through again.</summary>
    public void Mend() => _cut = new CancellationTokenSource();

    public void Dispose()
    {
        _closed.Cancel();
        _cut.Cancel();
        _listener.Dispose();
        _closed.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = ConnectAsync(await _listener.AcceptTcpClientAsync(_closed.Token));
        }
        catch (Exception closed) when (closed is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // the test is over
        }
    }

    private async Task ConnectAsync(TcpClient near)
    {
        using var far = new TcpClient { NoDelay = true };
        using var _ = near;
        near.NoDelay = true;
        try
        {
            var until = _cut.Token;
            until.ThrowIfCancellationRequested();
            await far.ConnectAsync(_to.Host, _to.Port, until);
            await Task.WhenAny(CopyAsync(near.GetStream(), far.GetStream(), until), CopyAsync(far.GetStream(), near.GetStream(), until));
        }
        catch (Exception gone) when (gone is IOException or SocketException or OperationCanceledException)
        {
            // one end hung up
        }
    }

    private async Task CopyAsync(NetworkStream from, NetworkStream to, CancellationToken until)
    {
        var held = Channel.CreateUnbounded<(long Due, byte[] Bytes)>();
        var writing = WriteAsync(held.Reader, to, until);
        var buffer = new byte[64 * 1024];
        for (int read; (read = await from.ReadAsync(buffer, until)) > 0;)
            held.Writer.TryWrite((Environment.TickCount64 + (long)_delay.TotalMilliseconds, buffer[..read]));
        held.Writer.Complete();
        await writing;
    }

    private static async Task WriteAsync(ChannelReader<(long Due, byte[] Bytes)> held, NetworkStream to, CancellationToken until)
    {
        await foreach (var (due, bytes) in held.ReadAllAsync(until))
        {
            var rest = due - Environment.TickCount64;
            if (rest > 0) await Task.Delay((int)rest, until);
            await to.WriteAsync(bytes, until);
        }
    }
}
