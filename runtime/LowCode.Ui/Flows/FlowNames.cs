using LowCode.Catalog;
using LowCode.Flows;
using LowCode.Forms;
using LowCode.People;
using LowCode.Ui.Conditions;
using LowCode.Ui.Localization;

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

    /// <summary>A condition over the form's records as a sentence; its own text while the form can't be read.</summary>
    public string Condition(string expression, Texts texts) =>
        catalog.Forms.GetValueOrDefault(form) is { } known ? new ConditionWords(new ConditionSubjects(known, catalog, texts), texts, new Named(people), TimeZoneInfo.Utc).Say(expression) : expression;

    /// <summary>What something with a label and a key is called.</summary>
    public static string Called(Label label, string key) => label.IsEmpty ? key : label.Current;

    /// <summary>A node's name: its label, else its kind's.</summary>
    public static string Node(FlowNode node) => !node.Label.IsEmpty ? node.Label.Current : FlowNodeTypes.Find(node.Type)?.Label.Current ?? node.Type;

    // Titles of records are not looked up for a drawing.
    private sealed class Named(PeopleDirectory people) : ValueNames
    {
        public override string User(long id) => people.User(id)?.Name ?? "";
        public override string Department(long id) => people.Department(id)?.Name ?? "";
        public override string Record(string form, long id) => "";
        public override long? FindUser(string text) => null;
        public override long? FindDepartment(string text) => null;
        public override long? FindRecord(Field field, string text) => null;
    }
}
