using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace LowCode.Running;

/// <summary>Requests answered in a second, the 95th percentile of their times in ms, and the server's processor time for each in us, which a busy machine hardly changes.</summary>
internal sealed record Load(double PerSecond, double P95, double Processor);

/// <summary>Calls a server over kept connections, each sending the next request when the answer is whole. Plain sockets, so that little of the processor goes to the driver.</summary>
internal static class LoadDriver
{
    /// <summary>Calls a server for some time.</summary>
    /// <param name="server">The server.</param>
    /// <param name="connections">How many at once.</param>
    /// <param name="time">How long; a tenth of it before that warms up.</param>
    /// <param name="request">The next request, whole, as bytes.</param>
    public static async Task<Load> RunAsync(Child server, int connections, TimeSpan time, Func<byte[]> request)
    {
        _ = await ForAsync(server.Address, connections, time / 10, request);
        var (begin, busy) = (Stopwatch.GetTimestamp(), server.ProcessorSeconds);
        var times = await ForAsync(server.Address, connections, time, request);
        return new Load(times.Count / Stopwatch.GetElapsedTime(begin).TotalSeconds, Measuring.Sampling.Percentile(times, 0.95), (server.ProcessorSeconds - busy) * 1e6 / times.Count);
    }

    /// <summary>A request as bytes.</summary>
    public static byte[] Request(string method, string path, string? token, string? body = null, string? header = null)
    {
        var bytes = body is null ? 0 : Encoding.UTF8.GetByteCount(body);
        var text = new StringBuilder($"{method} {path} HTTP/1.1\r\nHost: localhost\r\n");
        if (token is not null)
            text.Append(CultureInfo.InvariantCulture, $"Authorization: Bearer {token}\r\n");
        if (header is not null)
            text.Append(CultureInfo.InvariantCulture, $"{header}\r\n");
        if (body is not null)
            text.Append(CultureInfo.InvariantCulture, $"Content-Type: application/json\r\nContent-Length: {bytes}\r\n");
        return Encoding.UTF8.GetBytes(text.Append("\r\n").Append(body).ToString());
    }

    private static async Task<List<double>> ForAsync(Uri address, int connections, TimeSpan time, Func<byte[]> request)
    {
        var end = Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency);
        var all = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(async () =>
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(address.Host, address.Port);
            var (times, buffer) = (new List<double>(), new byte[256 * 1024]);
            while (Stopwatch.GetTimestamp() < end)
            {
                byte[] next;
                lock (request)
                    next = request();
                var begin = Stopwatch.GetTimestamp();
                await socket.SendAsync(next);
                await AnswerAsync(socket, buffer);
                times.Add(Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
            }
            return times;
        })));
        return [.. all.SelectMany(times => times)];
    }

    private static async Task AnswerAsync(Socket socket, byte[] buffer)
    {
        for (var filled = 0; ;)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(filled));
            if (read == 0)
                throw new IOException("The server closed the connection.");
            filled += read;
            if (!IsWhole(buffer.AsSpan(0, filled)))
                continue;
            if (buffer[9] != (byte)'2')
                throw new InvalidOperationException(Encoding.UTF8.GetString(buffer, 0, filled));
            return;
        }
    }

    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0)
            return false;
        var length = answer[..head].IndexOf("Content-Length: "u8);
        if (length < 0)
            return answer.EndsWith("\r\n0\r\n\r\n"u8);
        var digits = answer[(length + 16)..head];
        var stop = digits.IndexOf((byte)'\r');
        return answer.Length - head - 4 >= int.Parse(stop < 0 ? digits : digits[..stop], CultureInfo.InvariantCulture);
    }
}
