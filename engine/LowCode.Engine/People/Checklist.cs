using LowCode.Records;

namespace LowCode.People;

/// <summary>One thing that makes a new workspace useful. <paramref name="Key"/>: <c>app</c>, <c>data</c>, <c>people</c> or <c>roles</c>.</summary>
public sealed record ChecklistStep(string Key, bool Done);

/// <summary>What an administrator has still to do in a new workspace: looked up each time, so that it is done when the thing is done, by whatever way.</summary>
public sealed class Checklist(Workspace workspace, RecordReader reader)
{
    /// <summary>The steps in order; empty for others than administrators, when all is done, and after <see cref="HideAsync"/>.</summary>
    public IReadOnlyList<ChecklistStep> For(Caller caller)
    {
        if (!caller.IsAdmin || workspace.Database.Read(unit => unit.Store<ISettingStore>().Get(SettingKeys.ChecklistHidden)).Value is not null)
            return [];
        var forms = workspace.Catalog.Forms.Keys;
        ChecklistStep[] steps =
        [
            new("app", forms.Any()),
            new("data", forms.Any(form => reader.List(caller, new ListRequest { Form = form, Limit = 1, CountLimit = 0 }) is { Ok: true, Value.Rows.Count: > 0 })),
            new("people", workspace.People.Users.Count > 1),
            new("roles", workspace.People.Users.Any(user => user.Roles.Count > 0)),
        ];
        return steps.All(step => step.Done) ? [] : steps;
    }

    /// <summary>Doesn't show it again, to any administrator.</summary>
    public Task<Outcome<Nothing>> HideAsync(Caller caller, CancellationToken cancel = default) => workspace.Database.WriteAsync(caller, unit =>
    {
        if (!caller.IsAdmin)
            throw new RefusedException(PeopleErrors.AdminsOnly);
        unit.Store<ISettingStore>().Set(SettingKeys.ChecklistHidden, "true");
        return default(Nothing);
    }, cancel);
}
