using System.Data.Common;
using Npgsql;

namespace LowCode.Storage.Postgres;

/// <summary>
/// Hears what other nodes of the workspace commit, on a connection of its own. What is told while it is cut off is lost, so each new connection begins with
/// <see cref="NewsMissed"/>.
/// </summary>
internal sealed class PostgresListener : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly PostgresSessions _sessions;
    private readonly Action<IReadOnlyList<News>> _hear;
    private readonly CancellationTokenSource _closing = new();
    private readonly Task _listening;

    internal PostgresListener(PostgresSessions sessions, Action<IReadOnlyList<News>> hear)
    {
        (_sessions, _hear) = (sessions, hear);
        // The first connection is there before this node reads what it keeps: nothing can be missed between.
        var connection = Connect();
        _listening = Task.Run(() => ListenAsync(connection));
    }

    public void Dispose()
    {
        _closing.Cancel();
        _listening.Wait();
        _closing.Dispose();
    }

    private NpgsqlConnection Connect()
    {
        var connection = _sessions.Listening();
        try
        {
            connection.Open();
            connection.Notification += OnNotification;
            using var listen = new NpgsqlCommand($"LISTEN \"{_sessions.Channel}\"", connection);
            listen.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private async Task ListenAsync(NpgsqlConnection connection)
    {
        while (true)
        {
            try
            {
                await using (connection)
                {
                    while (true)
                        await connection.WaitAsync(_closing.Token);
                }
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception lost) when (lost is DbException or IOException)
            {
                // The server is away or the line was cut; the writers say so.
            }
            if (await ConnectAgainAsync() is not { } next)
                return;
            connection = next;
            _hear([new WorkspaceMoved(), new NewsMissed()]);
        }
    }

    private async Task<NpgsqlConnection?> ConnectAgainAsync()
    {
        while (!_closing.IsCancellationRequested)
        {
            try
            {
                return Connect();
            }
            catch (DbException)
            {
                await Task.Delay(Pause, _closing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        return null;
    }

    private void OnNotification(object sender, NpgsqlNotificationEventArgs told)
    {
        var (from, news) = NewsText.Read(told.Payload);
        if (from != _sessions.Node)
            _hear(news);
    }
}
