namespace LowCode.Runtime.Imports;

/// <summary>Goes on with interrupted imports at the start, lets running ones come to a clean stop at the end, and clears away old ones.</summary>
public sealed class ImportLoop(ImportDesk desk, Workspace workspace) : BackgroundService
{
    private static readonly TimeSpan Between = TimeSpan.FromHours(6);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        desk.Resume();
        while (!stoppingToken.IsCancellationRequested)
        {
            await desk.CleanAsync();
            await Task.Delay(Between, workspace.Clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await desk.CloseAsync();
        await base.StopAsync(cancellationToken);
    }
}
