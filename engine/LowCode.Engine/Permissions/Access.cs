using LowCode.Expressions;
using LowCode.Forms;
using LowCode.People;

namespace LowCode.Permissions;

/// <summary>A permission group compiled against its form.</summary>
/// <param name="Definition">As designed.</param>
/// <param name="Actions">What it allows.</param>
/// <param name="Rows">Which records; null for all.</param>
/// <param name="Fields">Right on records that are there, by field position; system fields are read-only at best but owner and department.</param>
/// <param name="RowFields">The same by (subform field position, column position); absent: as the subform's.</param>
public sealed record CompiledGroup(PermissionGroupDefinition Definition, RecordActions Actions, CompiledExpression? Rows,
    IReadOnlyList<FieldRight> Fields, IReadOnlyDictionary<(int Field, int Column), FieldRight> RowFields)
{
    /// <summary>Right on a record that is being made, by field position.</summary>
    public IReadOnlyList<FieldRight> NewFields { get; init; } = Fields;

    /// <summary>The same by (subform field position, column position).</summary>
    public IReadOnlyDictionary<(int Field, int Column), FieldRight> NewRowFields { get; init; } = RowFields;
}

/// <summary>
/// What one caller may do with one form: the one gate that every path asks. Immutable, computed once per request and form by <see cref="For"/>.
/// A record is visible when any group with View covers it; a field of THAT record has the best right of the groups that cover it.
/// </summary>
public sealed class Access
{
    private Access(Form form, Caller caller, bool unlimited, IReadOnlyList<CompiledGroup> groups)
    {
        Form = form;
        Caller = caller;
        Unlimited = unlimited;
        Groups = groups;
    }

    /// <summary>The form it is about.</summary>
    public Form Form { get; }

    /// <summary>Who asks.</summary>
    public Caller Caller { get; }

    /// <summary>No limits: administrators and the system.</summary>
    public bool Unlimited { get; }

    /// <summary>The groups that the caller is a member of.</summary>
    public IReadOnlyList<CompiledGroup> Groups { get; }

    /// <summary>Works out the caller's access to a form from all its groups.</summary>
    public static Access For(Caller caller, Form form, IEnumerable<CompiledGroup> groups) =>
        caller.IsAdmin
            ? new Access(form, caller, true, [])
            : new Access(form, caller, false, [.. groups.Where(group => IsMember(caller, group.Definition.Members))]);

    /// <summary>Whether the caller may do the same as with another access: false also where it only might be another.</summary>
    public bool IsSameAs(Access other) =>
        Form == other.Form && Unlimited == other.Unlimited && Groups.SequenceEqual(other.Groups)
        && Caller.User.Departments.SequenceEqual(other.Caller.User.Departments) && Caller.User.Roles.SequenceEqual(other.Caller.User.Roles) && Caller.DepartmentsWithParents.SetEquals(other.Caller.DepartmentsWithParents);

    /// <summary>True when some group allows the action on at least some records.</summary>
    public bool Can(RecordActions action) => Unlimited || Groups.Any(group => group.Actions.HasFlag(action));

    /// <summary>True when some group allows the action and covers this record.</summary>
    public bool Can(RecordActions action, EvaluationContext record)
    {
        if (Unlimited)
            return true;
        for (var i = 0; i < Groups.Count; i++)
        {
            if (Groups[i].Actions.HasFlag(action) && Covers(Groups[i], record))
                return true;
        }
        return false;
    }

    /// <summary>The same for one record, of which several things are asked.</summary>
    public RecordAccess On(EvaluationContext record) => new(this, record);

    /// <summary>The row conditions under which the action is allowed; empty list: never; null: always.</summary>
    public IReadOnlyList<CompiledExpression>? Rows(RecordActions action)
    {
        if (Unlimited)
            return null;
        var allowing = Groups.Where(group => group.Actions.HasFlag(action)).ToList();
        return allowing.Any(group => group.Rows is null) ? null : [.. allowing.Select(group => group.Rows!)];
    }

    /// <summary>The conditions under which the field's value may be read in full; empty list: never; null: whenever the record is visible.</summary>
    public IReadOnlyList<CompiledExpression>? RowsShowing(int position)
    {
        if (Unlimited || position < SystemFields.Count)
            return null;
        var viewing = Groups.Where(group => group.Actions.HasFlag(RecordActions.View)).ToList();
        var showing = viewing.Where(group => group.Fields[position] >= FieldRight.ReadOnly).ToList();
        return showing.Count == viewing.Count || showing.Any(group => group.Rows is null) ? null : [.. showing.Select(group => group.Rows!)];
    }

    /// <summary>The best right that the caller could have on the field of any record: decides what lists and designers offer.</summary>
    public FieldRight BestRight(int position) =>
        Unlimited ? FieldRight.Editable
        : (FieldRight)Math.Max((byte)BestRight(position, RecordActions.Create), (byte)BestRight(position, RecordActions.Edit));

    /// <summary>The best right on the field of any record that the caller makes (<see cref="RecordActions.Create"/>) or changes (<see cref="RecordActions.Edit"/>).</summary>
    public FieldRight BestRight(int position, RecordActions writing) =>
        Unlimited ? FieldRight.Editable
        : Groups.Select(group => Limit(group, writing, (writing == RecordActions.Create ? group.NewFields : group.Fields)[position])).DefaultIfEmpty(FieldRight.Hidden).Max();

    /// <summary>Whether the field can be shown, at least so well, on any record that the caller sees.</summary>
    public bool MayShow(int position, FieldRight least) =>
        Unlimited || Groups.Any(group => group.Actions.HasFlag(RecordActions.View) && group.Fields[position] >= least);

    /// <summary>Whether every group that shows records shows this column of a subform in full; statements over rows know no finer distinction.</summary>
    public bool ShowsColumn(int position, int column) => Unlimited || Groups.Where(group => group.Actions.HasFlag(RecordActions.View))
        .All(group => group.RowFields.GetValueOrDefault((position, column), FieldRight.Editable) >= FieldRight.ReadOnly);

    internal static bool Covers(CompiledGroup group, EvaluationContext record) => group.Rows is null || group.Rows.Test(record);

    // Only a group that shows a record shows its fields, and only one that also lets its members write makes them writable; so the list,
    // which knows the groups with View alone, and the single record tell the same. A new record has nothing to see: Create is enough.
    internal static FieldRight Limit(CompiledGroup group, RecordActions writing, FieldRight right)
    {
        var creates = group.Actions & writing & RecordActions.Create;
        if (creates != 0)
            return right;
        if (!group.Actions.HasFlag(RecordActions.View))
            return FieldRight.Hidden;
        return (group.Actions & writing) != 0 ? right : Less(right, FieldRight.ReadOnly);
    }

    internal static FieldRight Less(FieldRight one, FieldRight other) => (FieldRight)Math.Min((byte)one, (byte)other);

    internal static bool IsMember(Caller caller, GroupMembers members) =>
        members.Everyone || members.Users.Contains(caller.Id) || members.Roles.Any(caller.User.Roles.Contains)
        || members.Departments.Any(caller.DepartmentsWithParents.Contains);
}
