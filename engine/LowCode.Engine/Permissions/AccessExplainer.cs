using LowCode.Audit;
using LowCode.Expressions;
using LowCode.Forms;
using LowCode.People;
using LowCode.Records;

namespace LowCode.Permissions;

/// <summary>Why a person can or can't see or change something: the same groups and conditions that <see cref="Access"/> uses, spelled out.</summary>
/// <param name="User">The person.</param>
/// <param name="Form">Key of the form.</param>
/// <param name="RecordId">The record; null when the question is about the form as a whole.</param>
/// <param name="IsAdmin">Administrators pass every check; the groups then don't matter.</param>
/// <param name="Actions">What the person may do with the record, or with at least some records.</param>
/// <param name="Groups">All groups of the form, those of the person first.</param>
/// <param name="Fields">The person's right by field key, system fields left out.</param>
public sealed record AccessExplanation(User User, string Form, long? RecordId, bool IsAdmin, IReadOnlyList<string> Actions,
    IReadOnlyList<GroupExplanation> Groups, IReadOnlyDictionary<string, FieldRight> Fields);

/// <summary>What one group contributes.</summary>
/// <param name="Key">The group.</param>
/// <param name="Label">What administrators read.</param>
/// <param name="MemberBy">Why the person is in it: <c>everyone</c>, <c>user</c>, <c>role:sales</c>, <c>department:3</c>; null when the person is not.</param>
/// <param name="Actions">What it allows.</param>
/// <param name="Rows">Its rows condition; null for all records.</param>
/// <param name="Covers">Whether the condition holds for the record; null without a record.</param>
/// <param name="Reads">What the condition reads and the value that it has here, by name.</param>
public sealed record GroupExplanation(string Key, Label Label, string? MemberBy, IReadOnlyList<string> Actions, string? Rows, bool? Covers, IReadOnlyDictionary<string, string> Reads);

/// <summary>Answers administrators who ask why somebody can or can't see or change something. Asking is logged, since the answer shows values.</summary>
public sealed class AccessExplainer(Workspace workspace)
{
    /// <summary>Explains a person's access to a form, or to one record of it. 404 for what doesn't exist.</summary>
    public Task<Outcome<AccessExplanation>> ExplainAsync(Caller caller, long userId, string formKey, long? recordId, CancellationToken cancel = default) => workspace.Database.WriteAsync(caller, unit =>
    {
        caller.RequireAdmin();
        var user = workspace.People.User(userId) ?? throw new RefusedException(PeopleErrors.UnknownUser(userId));
        var form = workspace.Catalog.Form(formKey);
        var subject = Caller.For(user, workspace.People, Source.Screen, workspace.Zone, user.Language ?? "zh-CN");
        var context = recordId is { } id ? Context(unit, subject, form, id) : null;
        unit.Audit(workspace, caller.Id, "permissions.explained", $"user:{userId}", new { form = formKey, record = recordId });
        return Explain(subject, form, recordId, context);
    }, cancel);

    private AccessExplanation Explain(Caller subject, Form form, long? recordId, EvaluationContext? context)
    {
        var access = workspace.Catalog.Access(subject, form);
        bool Can(RecordActions action) => subject.User.Active && (context is null ? access.Can(action) : access.Can(action, context));
        var groups = workspace.Catalog.Groups[form.Key].Select(group => Explain(group, subject, context))
            .OrderBy(group => group.MemberBy is null).ThenBy(group => group.Covers == false).ThenBy(group => group.Key, StringComparer.Ordinal);
        var seen = Can(RecordActions.View);
        var fields = form.Designed.ToDictionary(field => field.Key, field =>
            !seen ? FieldRight.Hidden : context is null ? access.BestRight(field.Position) : access.On(context).Right(field.Position));
        return new AccessExplanation(subject.User, form.Key, recordId, subject.IsAdmin, Names(All.Where(Can)), [.. groups], fields);
    }

    private GroupExplanation Explain(CompiledGroup group, Caller subject, EvaluationContext? context) => new(
        group.Definition.Key, group.Definition.Label, MemberBy(subject, group.Definition.Members), Names(All.Where(action => group.Actions.HasFlag(action))),
        group.Rows?.Source, context is null ? null : Access.Covers(group, context), context is null || group.Rows is null ? new Dictionary<string, string>() : Reads(group.Rows, context));

    private static string? MemberBy(Caller caller, GroupMembers members) =>
        members.Everyone ? "everyone"
        : members.Users.Contains(caller.Id) ? "user"
        : members.Roles.FirstOrDefault(caller.User.Roles.Contains) is { } role ? $"role:{role}"
        : members.Departments.Where(caller.DepartmentsWithParents.Contains).Select(id => $"department:{id}").FirstOrDefault();

    // Own fields and $ names; what is reached through a reference is in the condition's text.
    private Dictionary<string, string> Reads(CompiledExpression rows, EvaluationContext context)
    {
        var values = new Dictionary<string, string>();
        foreach (var read in rows.Dependencies)
        {
            if (read.Kind == DependencyKind.Variable && context.Variables.TryGetValue(read.Key, out var variable))
                values[$"${read.Key}"] = Text(variable);
            else if (read is { Kind: DependencyKind.Field, Field: { Position: >= 0 } field })
                values[read.Key] = Text(context.Record[field.Position]);
        }
        return values;
    }

    private string Text(Value value) => value.Kind switch
    {
        ValueKind.Null => "",
        ValueKind.User => workspace.People.User(value.AsId)?.Name ?? "",
        ValueKind.Department => workspace.People.Department(value.AsId)?.Name ?? "",
        ValueKind.List => string.Join(", ", value.AsList.Select(Text)),
        _ => value.ToString() ?? "",
    };

    private EvaluationContext Context(IUnit unit, Caller subject, Form form, long id)
    {
        var record = unit.Records.Get(form, id) ?? throw RecordErrors.NotFound(form.Key, id);
        return RecordContext.For(workspace, subject, new UnitRelated(unit, workspace.Catalog, workspace.People)).With(record, record);
    }

    private static readonly IReadOnlyList<RecordActions> All = [.. RecordActionNames.Each.Select(each => each.Action)];

    private static List<string> Names(IEnumerable<RecordActions> actions) => [.. actions.Select(RecordActionNames.Of)];
}
