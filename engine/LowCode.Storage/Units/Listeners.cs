namespace LowCode.Storage.Units;

/// <summary>Who is called after a commit. What they throw must not look like a failed write: the unit stands.</summary>
internal sealed class Listeners(Action<Exception>? failed)
{
    /// <summary>As <see cref="LowCode.Records.IWorkspaceDatabase.Told"/>.</summary>
    internal event Action<News>? Told;

    internal void Tell(IEnumerable<News> news)
    {
        foreach (var each in news)
            Call(() => Told?.Invoke(each));
    }

    internal void Call(Action listener)
    {
        try
        {
            listener();
        }
        catch (Exception exception)
        {
            failed?.Invoke(exception);
        }
    }
}
