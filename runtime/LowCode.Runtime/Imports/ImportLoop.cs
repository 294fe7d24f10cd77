using LowCode.Runtime.Hosting;

namespace LowCode.Runtime.Imports;

/// <summary>Goes on with interrupted imports at the start, lets running ones come to a clean stop at the end, and clears away old ones.</summary>
public sealed class ImportLoop(ImportDesk desk, Workspace workspace, WorkspaceLoading loading, ProductSettings settings) : BackgroundService
{
    private static readonly TimeSpan Between = TimeSpan.FromHours(6);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!await loading.SucceedsAsync())
            return;
        // Another node may be at it: then the watch decides.
        if (!settings.IsShared)
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
