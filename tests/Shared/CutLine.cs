using System.Net;
using System.Net.Sockets;

namespace LowCode;

/// <summary>A line to a server on this machine that can be cut and mended: what a restarting database or a broken switch looks like from the product.</summary>
internal sealed class CutLine : IDisposable
{
    private readonly int _target;
    private readonly List<Socket> _open = [];
    private readonly Lock _lock = new();
    private Socket? _listener;

    internal CutLine(int target)
    {
        _target = target;
        Port = 0;
        Mend();
    }

    /// <summary>Where to connect instead.</summary>
    internal int Port { get; private set; }

    /// <summary>Lets connections through.</summary>
    internal void Mend()
    {
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, Port));
        listener.Listen(100);
        Port = ((IPEndPoint)listener.LocalEndPoint!).Port;
        _listener = listener;
        _ = AcceptAsync(listener);
    }

    /// <summary>Resets what is open and refuses what comes.</summary>
    internal void Cut()
    {
        _listener?.Dispose();
        lock (_lock)
        {
            foreach (var socket in _open)
                socket.Close(0);
            _open.Clear();
        }
    }

    public void Dispose() => Cut();

    private async Task AcceptAsync(Socket listener)
    {
        try
        {
            while (true)
            {
                var near = await listener.AcceptAsync();
                var far = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                near.NoDelay = true;
                await far.ConnectAsync(IPAddress.Loopback, _target);
                lock (_lock)
                    _open.AddRange([near, far]);
                _ = PumpAsync(near, far);
                _ = PumpAsync(far, near);
            }
        }
        catch (Exception cut) when (cut is SocketException or ObjectDisposedException)
        {
            // Cut.
        }
    }

    private static async Task PumpAsync(Socket from, Socket to)
    {
        var buffer = new byte[32 * 1024];
        try
        {
            for (int read; (read = await from.ReceiveAsync(buffer)) > 0;)
                await to.SendAsync(buffer.AsMemory(0, read));
        }
        catch (Exception cut) when (cut is SocketException or ObjectDisposedException)
        {
            // The other side hears of it below.
        }
        from.Close();
        to.Close();
    }
}
