using LowCode.People;
using LowCode.Records;

namespace LowCode;

/// <summary>Writing for somebody.</summary>
public static class CallerWriting
{
    /// <summary>As <see cref="IWorkspaceDatabase.WriteAsync"/>; refused for whoever only looks as somebody else. Whatever a person asks for is written by this way.</summary>
    public static Task<Outcome<T>> WriteAsync<T>(this IWorkspaceDatabase database, Caller caller, Func<IUnit, T> work, CancellationToken cancel = default) =>
        caller.Looking is { } refusal ? Task.FromResult<Outcome<T>>(refusal) : database.WriteAsync(work, cancel);
}
