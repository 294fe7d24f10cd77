using LowCode.Expressions;

namespace LowCode.Permissions;

/// <summary>
/// What a caller may do with one record; made by <see cref="Access.On"/>. Whether a group covers the record is found out once, however many fields and actions are
/// asked for, so it holds only as long as the record's values stay as they are.
/// </summary>
public sealed class RecordAccess
{
    private readonly EvaluationContext _record;
    // By group: null while nobody has asked.
    private readonly bool?[] _covers;

    internal RecordAccess(Access access, EvaluationContext record)
    {
        (Access, _record) = (access, record);
        _covers = access.Unlimited ? [] : new bool?[access.Groups.Count];
    }

    /// <summary>The access to the form.</summary>
    public Access Access { get; }

    /// <summary>True when some group allows the action and covers the record.</summary>
    public bool Can(RecordActions action)
    {
        if (Access.Unlimited)
            return true;
        for (var i = 0; i < _covers.Length; i++)
        {
            if (Access.Groups[i].Actions.HasFlag(action) && Covers(i))
                return true;
        }
        return false;
    }

    /// <summary>All that the caller may do with the record.</summary>
    public RecordActions Allowed()
    {
        if (Access.Unlimited)
            return RecordActions.All;
        var allowed = RecordActions.None;
        for (var i = 0; i < _covers.Length; i++)
        {
            if ((Access.Groups[i].Actions | allowed) != allowed && Covers(i))
                allowed |= Access.Groups[i].Actions;
        }
        return allowed;
    }

    /// <summary>The right on a field; of a new record (id 0) as the groups with Create say, of others as those with Edit.</summary>
    public FieldRight Right(int position)
    {
        if (Access.Unlimited)
            return FieldRight.Editable;
        // Asked for every field of every record that is read: a plain loop, since the same by LINQ made 20 KB of garbage a record.
        var best = FieldRight.Hidden;
        for (var i = 0; i < _covers.Length; i++)
        {
            var group = Access.Groups[i];
            var right = Access.Limit(group, Writing, Fields(group)[position]);
            if (right > best && CoversField(i))
                best = right;
        }
        return best;
    }

    /// <summary>The right on a column of a subform; never better than the right on the subform itself.</summary>
    public FieldRight RowRight(int position, int column)
    {
        if (Access.Unlimited)
            return FieldRight.Editable;
        var best = FieldRight.Hidden;
        for (var i = 0; i < _covers.Length; i++)
        {
            var group = Access.Groups[i];
            var own = (IsNew ? group.NewRowFields : group.RowFields).GetValueOrDefault((position, column), FieldRight.Editable);
            var right = Access.Limit(group, Writing, Access.Less(Fields(group)[position], own));
            if (right > best && CoversField(i))
                best = right;
        }
        return best;
    }

    private bool IsNew => _record.RecordId == 0;

    private RecordActions Writing => IsNew ? RecordActions.Create : RecordActions.Edit;

    private IReadOnlyList<FieldRight> Fields(CompiledGroup group) => IsNew ? group.NewFields : group.Fields;

    // While a new record is being filled in, its values say nothing yet: the rows condition is checked when it is saved (Can).
    private bool CoversField(int group) => IsNew || Covers(group);

    private bool Covers(int group) => _covers[group] ??= Access.Covers(Access.Groups[group], _record);
}
