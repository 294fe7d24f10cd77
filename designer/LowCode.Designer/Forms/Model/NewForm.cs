using LowCode.Forms;

namespace LowCode.Designer.Forms;

/// <summary>What a new form begins with: a name, which is also its records' title.</summary>
public static class NewForm
{
    /// <summary>The smallest useful form of an app.</summary>
    public static FormDefinition For(string key, string app, Label label) => new()
    {
        Key = key,
        App = app,
        Label = label,
        TitleField = "name",
        Fields = [new FieldDefinition { Key = "name", Type = "text", Label = Starters.Called(new("名称", "Name")), Required = true, Searchable = true }],
        Layout = new FormLayout { Sections = [new LayoutSection { Key = "main", Items = [new LayoutItem("name", 12)] }] },
    };
}
