using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Channels;

namespace LowCode.Runtime.Mail;

/// <summary>A mail server on a free loopback port that takes every mail, or says "later" as often as it is told to.</summary>
public sealed class SmtpTestServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Channel<ReceivedMail> _mails = Channel.CreateUnbounded<ReceivedMail>();
    private readonly Task _accepting;
    private int _refuse;

    public SmtpTestServer()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The next so many mails are refused with 451.</summary>
    public void RefuseNext(int count) => Interlocked.Exchange(ref _refuse, count);

    /// <summary>The next mail that arrives.</summary>
    public async Task<ReceivedMail> NextAsync() => await _mails.Reader.ReadAsync(new CancellationTokenSource(TimeSpan.FromSeconds(20)).Token);

    /// <summary>Whether a mail has come that nobody has asked for.</summary>
    public bool HasMore => _mails.Reader.TryPeek(out _);

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _accepting;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = TalkAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using (client)
        {
            using var reader = new StreamReader(client.GetStream(), Encoding.Latin1);
            await using var writer = new StreamWriter(client.GetStream(), Encoding.Latin1) { NewLine = "\r\n", AutoFlush = true };
            var recipients = new List<string>();
            await writer.WriteLineAsync("220 test");
            while (await reader.ReadLineAsync() is { } line)
            {
                if (line.StartsWith("DATA", StringComparison.OrdinalIgnoreCase))
                {
                    await writer.WriteLineAsync("354 go on");
                    var text = new StringBuilder();
                    while (await reader.ReadLineAsync() is { } more && more != ".")
                        text.Append(more.StartsWith("..", StringComparison.Ordinal) ? more[1..] : more).Append("\r\n");
                    await _mails.Writer.WriteAsync(ReceivedMail.Parse([.. recipients], text.ToString()));
                    await writer.WriteLineAsync("250 taken");
                }
                else if (line.StartsWith("MAIL", StringComparison.OrdinalIgnoreCase) && Interlocked.Decrement(ref _refuse) >= 0)
                {
                    await writer.WriteLineAsync("451 later");
                }
                else
                {
                    if (line.StartsWith("RCPT", StringComparison.OrdinalIgnoreCase))
                        recipients.Add(line.Split('<', '>')[1]);
                    await writer.WriteLineAsync(line.StartsWith("QUIT", StringComparison.OrdinalIgnoreCase) ? "221 bye" : "250 ok");
                }
            }
        }
    }
}

/// <summary>A mail as it came over the line, decoded.</summary>
public sealed partial record ReceivedMail(IReadOnlyList<string> Recipients, IReadOnlyDictionary<string, string> Headers, string Text, string Html)
{
    public string Subject => Headers["Subject"];

    public static ReceivedMail Parse(IReadOnlyList<string> recipients, string raw)
    {
        var head = Folding().Replace(raw[..raw.IndexOf("\r\n\r\n", StringComparison.Ordinal)], " ");
        var headers = head.Split("\r\n").Select(line => line.Split(':', 2)).ToDictionary(pair => pair[0], pair => Decode(pair[1].Trim()), StringComparer.OrdinalIgnoreCase);
        var parts = Boundary().Split(raw).Skip(1).Where(part => part.Contains("base64", StringComparison.Ordinal)).ToDictionary(
            part => part.Contains("text/html", StringComparison.Ordinal) ? "text/html" : "text/plain",
            part => Encoding.UTF8.GetString(Convert.FromBase64String(part[part.IndexOf("\r\n\r\n", StringComparison.Ordinal)..])));
        return new ReceivedMail(recipients, headers, parts["text/plain"], parts["text/html"]);
    }

    private static string Decode(string value) => Word().Replace(value, word => word.Groups[1].Value is "B" or "b"
        ? Encoding.UTF8.GetString(Convert.FromBase64String(word.Groups[2].Value))
        : Encoding.UTF8.GetString([.. Quoted(word.Groups[2].Value)]));

    private static IEnumerable<byte> Quoted(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '=')
                yield return (byte)(text[i] == '_' ? ' ' : text[i]);
            else
                yield return Convert.ToByte(text.Substring((i += 2) - 1, 2), 16);
        }
    }

    [GeneratedRegex(@"\r\n[ \t]+")]
    private static partial Regex Folding();

    [GeneratedRegex(@"=\?utf-8\?([BbQq])\?(.*?)\?= ?", RegexOptions.IgnoreCase)]
    private static partial Regex Word();

    [GeneratedRegex(@"\r\n-{2,}boundary[^\r]*")]
    private static partial Regex Boundary();
}
