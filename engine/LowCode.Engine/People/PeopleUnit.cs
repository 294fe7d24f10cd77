using LowCode.Records;

namespace LowCode.People;

/// <summary>What every change of people ends with.</summary>
internal static class PeopleUnit
{
    /// <summary>After the commit everybody reads the people as they are now.</summary>
    internal static void RefreshDirectory(this IUnit unit, Workspace workspace)
    {
        unit.Store<IPeopleStore>().RaiseVersion();
        var directory = unit.Store<IPeopleStore>().Directory();
        unit.AfterCommit(() => workspace.Renew(directory));
        unit.Tell(new WorkspaceMoved());
    }

    internal static void RequireAdmin(this Caller caller)
    {
        if (!caller.IsAdmin)
            throw new RefusedException(PeopleErrors.AdminsOnly);
    }

    internal static void ThrowIfAny(this List<Error> errors)
    {
        if (errors.Count > 0)
            throw new RefusedException(new Refusal(ErrorKind.Invalid, errors));
    }
}
