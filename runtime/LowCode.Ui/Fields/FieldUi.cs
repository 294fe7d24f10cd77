using LowCode.Ui.Fields.Choice;
using LowCode.Ui.Fields.Choices;
using LowCode.Ui.Fields.Date;
using LowCode.Ui.Fields.DateTime;
using LowCode.Ui.Fields.Department;
using LowCode.Ui.Fields.Email;
using LowCode.Ui.Fields.File;
using LowCode.Ui.Fields.Member;
using LowCode.Ui.Fields.Number;
using LowCode.Ui.Fields.Phone;
using LowCode.Ui.Fields.Plain;
using LowCode.Ui.Fields.Rating;
using LowCode.Ui.Fields.Reference;
using LowCode.Ui.Fields.Subform;
using LowCode.Ui.Fields.Switch;
using LowCode.Ui.Fields.Text;
using LowCode.Ui.Fields.TextArea;
using LowCode.Ui.Fields.Url;

namespace LowCode.Ui.Fields;

/// <summary>How a field type looks: its input and its view. Wide inputs take the whole row of a form.</summary>
public sealed record FieldParts(Type Input, Type View, bool Wide = false, bool AlignEnd = false);

/// <summary>The looks of all field types by key. A test fails when a registered type is missing here.</summary>
public static class FieldUi
{
    public static readonly IReadOnlyDictionary<string, FieldParts> BuiltIn = new Dictionary<string, FieldParts>
    {
        ["text"] = new(typeof(TextInput), typeof(PlainView)),
        ["textarea"] = new(typeof(TextAreaInput), typeof(TextAreaView), Wide: true),
        ["number"] = new(typeof(NumberInput), typeof(PlainView), AlignEnd: true),
        ["date"] = new(typeof(DateInput), typeof(PlainView)),
        ["datetime"] = new(typeof(DateTimeInput), typeof(PlainView)),
        ["choice"] = new(typeof(ChoiceInput), typeof(ChoiceView)),
        ["choices"] = new(typeof(ChoicesInput), typeof(ChoicesView)),
        ["switch"] = new(typeof(SwitchInput), typeof(SwitchView)),
        ["phone"] = new(typeof(PhoneInput), typeof(PhoneView)),
        ["email"] = new(typeof(EmailInput), typeof(EmailView)),
        ["url"] = new(typeof(UrlInput), typeof(UrlView)),
        ["member"] = new(typeof(MemberInput), typeof(MemberView)),
        ["department"] = new(typeof(DepartmentInput), typeof(PlainView)),
        ["reference"] = new(typeof(ReferenceInput), typeof(ReferenceView)),
        ["serial"] = new(typeof(PlainInput), typeof(PlainView)),
        ["subform"] = new(typeof(SubformInput), typeof(SubformView), Wide: true),
        ["formula"] = new(typeof(PlainInput), typeof(FormulaView)),
        ["file"] = new(typeof(FileInput), typeof(FileView), Wide: true),
        ["rating"] = new(typeof(RatingInput), typeof(RatingView)),
    };

    /// <summary>Unknown types of newer packs are shown as plain placeholders.</summary>
    public static FieldParts Of(string type) => BuiltIn.GetValueOrDefault(type) ?? new FieldParts(typeof(PlainInput), typeof(PlainView));
}
