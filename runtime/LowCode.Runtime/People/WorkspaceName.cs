using LowCode.People;

namespace LowCode.Runtime.People;

/// <summary>What the workspace is called.</summary>
public sealed class WorkspaceName(Workspace workspace)
{
    /// <summary>The name; null before the first visit.</summary>
    public string? Text => workspace.Database.Read(unit => unit.Store<ISettingStore>().Get(SettingKeys.WorkspaceName)).Value;
}
