using LowCode.Catalog;
using LowCode.Flows;
using LowCode.People;

namespace LowCode.Ui.Flows;

/// <summary>How the people, roles, fields and forms that a flow names are called, in the language of whoever looks.</summary>
public sealed class FlowNames(PeopleDirectory people, MetadataCatalog catalog, string form)
{
    public static FlowNames None { get; } = new(PeopleDirectory.Empty, MetadataCatalog.Empty, "");

    /// <summary>A user's name, or the id when nobody has it.</summary>
    public string User(long id) => people.User(id)?.Name ?? $"#{id}";

    /// <summary>A department's name, or the id when none has it.</summary>
    public string Department(long id) => people.Department(id)?.Name ?? $"#{id}";

    /// <summary>A role's label, or its key.</summary>
    public string Role(string key) => catalog.Roles.GetValueOrDefault(key)?.Label is { IsEmpty: false } label ? label.Current : key;

    /// <summary>A field's label, or its key.</summary>
    public string Field(string key) => catalog.Forms.GetValueOrDefault(form)?[key]?.Label is { IsEmpty: false } label ? label.Current : key;

    /// <summary>A form's label, or its key.</summary>
    public string Form(string key) => catalog.Forms.GetValueOrDefault(key)?.Definition.Label is { IsEmpty: false } label ? label.Current : key;

    /// <summary>What something with a label and a key is called.</summary>
    public static string Called(Label label, string key) => label.IsEmpty ? key : label.Current;

    /// <summary>A node's name: its label, else its kind's.</summary>
    public static string Node(FlowNode node) => !node.Label.IsEmpty ? node.Label.Current : FlowNodeTypes.Find(node.Type)?.Label.Current ?? node.Type;
}
