namespace LowCode.Runtime.Hosting;

/// <summary>
/// Loading the workspace and starting the host take about as long as each other, and a core each. So they run side by side, and whoever works with the workspace waits
/// here first: every request, the job loops, the first visitor's code.
/// </summary>
public sealed class WorkspaceLoading
{
    /// <summary>Ends when the workspace can be worked with; fails when it can't be opened.</summary>
    public Task Done { get; private set; } = Task.CompletedTask;

    /// <summary>Begins; what goes wrong is found in <see cref="Done"/>.</summary>
    public void Begin(WebApplication app) => Done = Task.Run(app.LoadWorkspace);

    /// <summary>Whether the workspace could be loaded, when that is known.</summary>
    public async Task<bool> SucceedsAsync()
    {
        await Done.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return Done.IsCompletedSuccessfully;
    }
}

/// <summary>How it hangs together.</summary>
public static class WorkspaceLoadingSetup
{
    /// <summary>Requests that come before the workspace is there wait for it.</summary>
    public static IApplicationBuilder UseLoadedWorkspace(this IApplicationBuilder app)
    {
        var loading = app.ApplicationServices.GetRequiredService<WorkspaceLoading>();
        return app.Use((context, next) => loading.Done.IsCompletedSuccessfully ? next(context) : WaitAsync(loading, next, context));
    }

    private static async Task WaitAsync(WorkspaceLoading loading, RequestDelegate next, HttpContext context)
    {
        await loading.Done;
        await next(context);
    }
}
