using LowCode.Expressions;
using LowCode.Forms;
using LowCode.Permissions;

namespace LowCode.Catalog;

/// <summary>Compiles permission groups against their forms. A group with any error is left out: closed, not open.</summary>
internal static class GroupCompiler
{
    private static readonly Dictionary<string, RecordActions> Actions = RecordActionNames.Each.ToDictionary(each => each.Name, each => each.Action);

    public static CompiledGroup? Compile(PermissionGroupDefinition group, DefinitionSet definitions, Func<string, Form?> forms, ErrorsBelow errors)
    {
        var before = errors.Count;
        for (var i = 0; i < group.Members.Roles.Count; i++)
        {
            if (!definitions.Roles.ContainsKey(group.Members.Roles[i]))
                errors.Add(FormErrors.UnknownRole($"members.roles[{i}]", group.Members.Roles[i]));
        }
        var actions = RecordActions.None;
        for (var i = 0; i < group.Actions.Count; i++)
        {
            if (Actions.TryGetValue(group.Actions[i], out var action))
                actions |= action;
            else
                errors.Add(FormErrors.Setting($"actions[{i}]", string.Join(", ", Actions.Keys)));
        }
        // Whoever may do something with a record that is there sees it.
        if ((actions & ~(RecordActions.Create | RecordActions.Import)) != 0)
            actions |= RecordActions.View;
        if (forms(group.Form) is not { } form)
        {
            errors.Add(FormErrors.UnknownForm("form", group.Form));
            return null;
        }
        var rows = RuleCompiler.Expression(group.Rows, form, ExpressionType.Bool, null, "rows", errors);
        var fields = form.Fields.Select(field => Granted(field, group.OtherFields)).ToArray();
        var rowFields = new Dictionary<(int, int), FieldGrant>();
        foreach (var (key, grant) in group.Fields)
        {
            var parts = key.Split('.');
            if (form[parts[0]] is not { } field || parts.Length > 2)
            {
                errors.Add(FormErrors.UnknownField($"fields.{key}", key));
            }
            else if (parts.Length == 2)
            {
                if (field.Rows.FirstOrDefault(column => column.Key == parts[1]) is { } column)
                    rowFields[(field.Position, column.Position)] = grant;
                else
                    errors.Add(FormErrors.UnknownField($"fields.{key}", key));
            }
            else
            {
                fields[field.Position] = Granted(field, grant);
            }
        }
        return errors.Count > before ? null : new CompiledGroup(group, actions, rows, [.. fields.Select(grant => grant.Later())], rowFields.ToDictionary(pair => pair.Key, pair => pair.Value.Later()))
        {
            NewFields = [.. fields.Select(grant => grant.AtFirst())],
            NewRowFields = rowFields.ToDictionary(pair => pair.Key, pair => pair.Value.AtFirst()),
        };
    }

    /// <summary>System fields are always seen; only owner and department can be written at all.</summary>
    private static FieldGrant Granted(Field field, FieldGrant grant) =>
        !field.IsSystem ? grant : grant > FieldGrant.ReadOnly && SystemFieldSet.IsWritable(field.Position) ? grant : FieldGrant.ReadOnly;
}
