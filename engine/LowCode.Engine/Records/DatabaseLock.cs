using LowCode.People;

namespace LowCode.Records;

/// <summary>
/// Another program keeps something of the database locked: an open transaction in somebody's client, a backup, a maintenance statement. Our own writers take turns
/// and never come to this. Nothing of the unit is kept, and nobody else has to wait for it any longer.
/// </summary>
public static class DatabaseLock
{
    /// <summary>The code of the refusal.</summary>
    public const string Code = "database.locked";

    private const int Tries = 3;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>The refusal.</summary>
    public static RefusedException Refused { get; } =
        new(ErrorKind.Unavailable, Code, "Another program, such as a backup or an open transaction, keeps the tables locked; nothing was changed. Try again when it is done.");

    /// <summary>
    /// Writes what changes tables, which takes them for itself for a moment. While another program reads or writes them it is tried again after a pause
    /// in which everybody else goes on; the work is run anew then and must not keep anything from the last time.
    /// </summary>
    internal static async Task<Outcome<T>> WritePatientlyAsync<T>(this Workspace workspace, Caller caller, Func<IUnit, T> work, CancellationToken cancel)
    {
        for (var tries = 1; ; tries++)
        {
            var outcome = await workspace.Database.WriteAsync(caller, work, cancel);
            if (tries == Tries || outcome.Refusal is not { Errors: [{ Code: Code }] })
                return outcome;
            await Task.Delay(Pause, workspace.Clock, cancel);
        }
    }
}
