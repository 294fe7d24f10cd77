namespace LowCode.Browser.Tests.Journeys;

/// <summary>Nothing is written in a host until it is released; what is read goes on.</summary>
internal sealed class HeldLane : IDisposable
{
    private readonly ManualResetEventSlim _released = new();

    public HeldLane(TestHost host) => _ = host.Workspace.Database.WriteAsync(_ =>
    {
        _released.Wait(TimeSpan.FromSeconds(30));
        return default(Nothing);
    });

    public void Release() => _released.Set();

    public void Dispose() => Release();
}
