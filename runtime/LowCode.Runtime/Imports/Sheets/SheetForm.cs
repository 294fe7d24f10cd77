using System.Text.Json.Nodes;
using LowCode.Designer.Editing;
using LowCode.Forms;
using LowCode.Ui.Components;

namespace LowCode.Runtime.Imports.Sheets;

/// <summary>A form out of chosen columns, and the plan by which their rows come in.</summary>
public sealed record SheetForm(FormDefinition Form, IReadOnlyList<ImportColumn> Columns)
{
    private static readonly string[] SearchedTypes = ["text", "phone", "email"];

    /// <summary>Makes a form in which every included column is a field, two beside each other, in the order of the file.</summary>
    /// <param name="key">Key of the form.</param>
    /// <param name="app">Key of its app.</param>
    /// <param name="label">What people read.</param>
    /// <param name="columns">All columns; those that aren't included are left out.</param>
    /// <param name="title">Index of the column that names a record; null for the first text.</param>
    public static SheetForm Make(string key, string app, Label label, IReadOnlyList<SheetColumn> columns, int? title = null)
    {
        var taken = new HashSet<string>(SystemFields.Keys);
        var fields = new List<(SheetColumn Column, FieldDefinition Field)>();
        foreach (var column in columns.Where(column => column.Included))
        {
            var field = Field(column, Keys.Guess(column.Label, "field", taken), column.Index == title);
            taken.Add(field.Key);
            fields.Add((column, field));
        }
        var named = fields.Find(each => each.Column.Index == title).Field ?? fields.Find(each => each.Field.Type == "text").Field;
        var form = new FormDefinition
        {
            Key = key,
            App = app,
            Label = label,
            Icon = "table-2",
            Color = "green",
            TitleField = named?.Key,
            Fields = [.. fields.Select(each => each.Field)],
            Layout = new FormLayout { Sections = [new LayoutSection { Key = "main", Items = [.. fields.Select(each => new LayoutItem(each.Field.Key, each.Field.Type == "textarea" ? 12 : 6))] }] },
        };
        return new SheetForm(form, [.. fields.Select(each => new ImportColumn(each.Column.Index, each.Field.Key))]);
    }

    /// <summary>The column that most likely names a record: a text without doubles, best one that says so.</summary>
    public static int? Title(IReadOnlyList<SheetColumn> columns)
    {
        string[] words = ["名称", "姓名", "标题", "name", "title"];
        var texts = columns.Where(column => column.Included && column.Kind == SheetKind.Text).ToList();
        return (texts.Find(column => words.Any(word => column.Label.Contains(word, StringComparison.OrdinalIgnoreCase)))
            ?? texts.Find(column => column.IsUnique) ?? texts.FirstOrDefault())?.Index;
    }

    private static FieldDefinition Field(SheetColumn column, string key, bool isTitle)
    {
        var (type, settings) = column.Kind switch
        {
            SheetKind.Number => ("number", new JsonObject { ["scale"] = column.Scale, ["thousands"] = !column.IsYears }),
            SheetKind.Money => ("number", new JsonObject { ["scale"] = Math.Max(2, column.Scale), ["display"] = "money" }),
            SheetKind.Percent => ("number", new JsonObject { ["scale"] = Math.Max(4, column.Scale), ["display"] = "percent" }),
            SheetKind.Choice => ("choice", new JsonObject { ["choices"] = Choices(column) }),
            SheetKind.TextArea => ("textarea", []),
            SheetKind.DateTime => ("datetime", []),
            var other => (other.ToString().ToLowerInvariant(), new JsonObject()),
        };
        return new FieldDefinition { Key = key, Type = type, Label = column.Label.Length > 0 ? column.Label : key, Settings = settings, Required = isTitle, Searchable = isTitle || SearchedTypes.Contains(type) };
    }

    private static JsonArray Choices(SheetColumn column)
    {
        var taken = new HashSet<string>();
        var choices = new JsonArray();
        foreach (var (index, text) in column.Choices.Index())
        {
            var value = Keys.Guess(text, "option", taken);
            taken.Add(value);
            choices.Add(new JsonObject { ["value"] = value, ["label"] = text, ["color"] = ChoiceColour.All[index % ChoiceColour.All.Count] });
        }
        return choices;
    }
}
