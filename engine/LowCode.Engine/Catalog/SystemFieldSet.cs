using LowCode.Expressions;
using LowCode.Forms;
using LowCode.Forms.FieldTypes;

namespace LowCode.Catalog;

/// <summary>The compiled fields that every form has; shared by all forms.</summary>
internal static class SystemFieldSet
{
    private static readonly Choice[] FlowStates =
    [
        new("running", new Label("进行中", "Running"), "blue"),
        new("completed", new Label("已完成", "Completed"), "green"),
        new("rejected", new Label("已否决", "Rejected"), "red"),
        new("withdrawn", new Label("已撤回", "Withdrawn"), "gray"),
        new("terminated", new Label("已终止", "Terminated"), "gray"),
    ];

    public static IReadOnlyList<Field> All { get; } =
    [
        Make(SystemFields.Id, new NumberField(), new("编号", "ID"), new NumberSettings()),
        Make(SystemFields.CreatedAt, new DateTimeField(), new("创建时间", "Created at"), new NoSettings()),
        Make(SystemFields.CreatedBy, new MemberField(), new("创建人", "Created by"), new MemberSettings()),
        Make(SystemFields.UpdatedAt, new DateTimeField(), new("更新时间", "Updated at"), new NoSettings()),
        Make(SystemFields.UpdatedBy, new MemberField(), new("更新人", "Updated by"), new MemberSettings()),
        Make(SystemFields.Owner, new MemberField(), new("负责人", "Owner"), new MemberSettings()),
        Make(SystemFields.Department, new DepartmentField(), new("所属部门", "Department"), new NoSettings()),
        Make(SystemFields.FlowState, new ChoiceField(), new("流程状态", "Flow state"), new ChoiceSettings { Choices = FlowStates }, FlowStates),
        Make(SystemFields.FlowNode, new TextField(), new("当前节点", "Current step"), new TextSettings()),
        Make(SystemFields.Handlers, new MemberField(), new("当前处理人", "Current handlers"), new MemberSettings { Multiple = true }),
        Make(SystemFields.Version, new NumberField(), new("版本", "Version"), new NumberSettings()),
        Make(SystemFields.DeletedAt, new DateTimeField(), new("删除时间", "Deleted at"), new NoSettings()),
    ];

    /// <summary>Whether a person may write the system field at this position.</summary>
    public static bool IsWritable(int position) => position is SystemFields.Owner or SystemFields.Department;

    private static Field Make(int position, FieldType type, Label label, object settings, IReadOnlyList<Choice>? choices = null)
    {
        var key = SystemFields.Keys[position];
        var field = new Field(0, position, new FieldDefinition { Key = key, Type = type.Key, Label = label }, type, settings, key) { IsSystem = true, Choices = choices ?? [] };
        field.Storage = type.Storage(field);
        field.Symbol = new FieldSymbol(key, position, type.TypeOf(field), key, [.. label.Texts.Values]);
        return field;
    }
}
