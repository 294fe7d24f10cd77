using System.Net;
using System.Net.Http.Json;

namespace LowCode.Nodes;

/// <summary>A load balancer in small, and people behind it: asks each node whether it is ready, sends saves to those that are, in turn, and keeps what was answered.</summary>
internal sealed class RoundRobin : IAsyncDisposable
{
    private const int People = 6;
    private static readonly TimeSpan CheckEvery = TimeSpan.FromMilliseconds(100);

    private readonly HttpClient _client;
    private readonly string _path;
    private readonly CancellationTokenSource _stop = new();
    private readonly Dictionary<Uri, bool> _ready;
    private readonly List<string> _saved = [], _failed = [];
    private readonly Lock _lock = new();
    private readonly Task _running;
    private int _next;

    /// <param name="client">Signed in; its cookie goes to all nodes.</param>
    /// <param name="path">Where records are posted, each with a <c>name</c> of its own.</param>
    /// <param name="nodes">The nodes.</param>
    internal RoundRobin(HttpClient client, string path, params Uri[] nodes)
    {
        (_client, _path) = (client, path);
        _ready = nodes.ToDictionary(node => node, _ => true);
        _running = Task.WhenAll([.. nodes.Select(node => Task.Run(() => WatchAsync(node))), .. Enumerable.Range(0, People).Select(person => Task.Run(() => SaveAsync(person)))]);
    }

    /// <summary>Names of the records whose save was acknowledged.</summary>
    internal IReadOnlyList<string> Saved { get { lock (_lock) return [.. _saved]; } }

    /// <summary>What went wrong.</summary>
    internal IReadOnlyList<string> Failed { get { lock (_lock) return [.. _failed]; } }

    /// <summary>Whether the node was told apart as one that takes no more.</summary>
    internal bool IsOut(Uri node) { lock (_lock) return !_ready[node]; }

    /// <summary>Waits until this many saves more are acknowledged.</summary>
    internal async Task MoreAsync(int saves)
    {
        var wanted = Saved.Count + saves;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (Saved.Count < wanted && Failed.Count == 0)
            await Task.Delay(10, patience.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }

    private async Task WatchAsync(Uri node)
    {
        while (!_stop.IsCancellationRequested)
        {
            var ready = false;
            try
            {
                ready = (await _client.GetAsync(new Uri(node, "/health/ready"))).StatusCode == HttpStatusCode.OK;
            }
            catch (HttpRequestException)
            {
                // Gone: not ready.
            }
            lock (_lock)
                _ready[node] = ready;
            await Task.Delay(CheckEvery, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task SaveAsync(int person)
    {
        for (var i = 0; !_stop.IsCancellationRequested; i++)
        {
            var name = $"person {person} save {i}";
            if (Next() is not { } node)
            {
                await Task.Delay(CheckEvery);
                continue;
            }
            string? problem = null;
            try
            {
                using var answer = await _client.PostAsJsonAsync(new Uri(node, _path), new { name });
                problem = answer.IsSuccessStatusCode ? null : $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}";
            }
            catch (HttpRequestException failure)
            {
                problem = failure.ToString();
            }
            lock (_lock)
                (problem is null ? _saved : _failed).Add(problem is null ? name : $"{name} on {node}: {problem}");
        }
    }

    private Uri? Next()
    {
        lock (_lock)
        {
            var ready = _ready.Where(node => node.Value).Select(node => node.Key).ToList();
            return ready.Count == 0 ? null : ready[_next++ % ready.Count];
        }
    }
}
