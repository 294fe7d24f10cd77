using LowCode.Forms;
using LowCode.Permissions;

namespace LowCode.Records;

/// <summary>
/// What a task opens to its handler. Fields that the node names have the named right. All others are shown as the node says, but never better than
/// the caller's groups ever show them: a task is no way around a hidden or masked field.
/// </summary>
internal static class TaskAccess
{
    /// <summary>The right on a field.</summary>
    public static FieldRight On(this TaskRights task, Access access, Field field) =>
        Right(task, access, field.Key, group => group.Fields[field.Position]);

    /// <summary>The right on a column of a subform; never better than the right on the subform itself.</summary>
    public static FieldRight On(this TaskRights task, Access access, Field subform, Field column)
    {
        var whole = task.On(access, subform);
        var own = task.Names(subform.Key) ? FromTask(task.Right($"{subform.Key}.{column.Key}"))
            : Right(task, access, $"{subform.Key}.{column.Key}", group => group.RowFields.GetValueOrDefault((subform.Position, column.Position), FieldRight.Editable));
        return (FieldRight)Math.Min((byte)whole, (byte)own);
    }

    private static FieldRight Right(TaskRights task, Access access, string key, Func<CompiledGroup, FieldRight> ofGroup)
    {
        var right = FromTask(task.Right(key));
        if (access.Unlimited || task.Names(key))
            return right;
        // Handlers without any group see the record through their task alone.
        var shown = access.Groups.Where(group => group.Actions.HasFlag(RecordActions.View)).Select(ofGroup).DefaultIfEmpty(FieldRight.ReadOnly).Max();
        return shown >= FieldRight.ReadOnly ? right : (FieldRight)Math.Min((byte)right, (byte)shown);
    }

    private static FieldRight FromTask(TaskFieldRight right) => right switch
    {
        TaskFieldRight.Hidden => FieldRight.Hidden,
        TaskFieldRight.ReadOnly => FieldRight.ReadOnly,
        _ => FieldRight.Editable,
    };
}
