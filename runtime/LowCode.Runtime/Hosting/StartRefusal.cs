using System.Data.Common;

namespace LowCode.Runtime.Hosting;

/// <summary>Says why the product can't start: a newer database, another node's folder, a port that is taken, a database that doesn't answer.</summary>
internal static class StartRefusal
{
    /// <summary>What whoever runs it can mend is one sentence; anything else comes with its trace.</summary>
    /// <returns>The exit code.</returns>
    public static int Say(ILogger log, Exception problem)
    {
        var cause = problem.GetBaseException();
        var isSentence = problem is InvalidOperationException or DbException or IOException;
        log.LogCritical(isSentence ? null : problem, "LowCode can't start. {Reason}", problem is DbException && problem != cause ? $"{problem.Message} ({cause.Message})" : problem.Message);
        return 1;
    }
}
