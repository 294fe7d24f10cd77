using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace LowCode.Browser.Tests;

/// <summary>A line to an address that holds every byte back for a while in both directions, in order.</summary>
public sealed class SlowLine : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closed = new();
    private readonly Uri _to;
    private readonly TimeSpan _delay;

    public SlowLine(Uri to, TimeSpan delay)
    {
        (_to, _delay) = (to, delay);
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
        _ = AcceptAsync();
    }

    public Uri Address { get; }

    public void Dispose()
    {
        _closed.Cancel();
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
            await far.ConnectAsync(_to.Host, _to.Port);
            await Task.WhenAny(CopyAsync(near.GetStream(), far.GetStream()), CopyAsync(far.GetStream(), near.GetStream()));
        }
        catch (Exception gone) when (gone is IOException or SocketException or OperationCanceledException)
        {
            // one end hung up
        }
    }

    private async Task CopyAsync(NetworkStream from, NetworkStream to)
    {
        var held = Channel.CreateUnbounded<(long Due, byte[] Bytes)>();
        var writing = WriteAsync(held.Reader, to);
        var buffer = new byte[64 * 1024];
        for (int read; (read = await from.ReadAsync(buffer, _closed.Token)) > 0;)
            held.Writer.TryWrite((Environment.TickCount64 + (long)_delay.TotalMilliseconds, buffer[..read]));
        held.Writer.Complete();
        await writing;
    }

    private async Task WriteAsync(ChannelReader<(long Due, byte[] Bytes)> held, NetworkStream to)
    {
        await foreach (var (due, bytes) in held.ReadAllAsync(_closed.Token))
        {
            var rest = due - Environment.TickCount64;
            if (rest > 0) await Task.Delay((int)rest, _closed.Token);
            await to.WriteAsync(bytes, _closed.Token);
        }
    }
}
