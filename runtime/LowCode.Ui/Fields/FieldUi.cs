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
using Microsoft.AspNetCore.Components;

namespace LowCode.Ui.Fields;

/// <summary>How a field type looks: its input, its view, and a value in one line of a list. Wide inputs take the whole row of a form.</summary>
public sealed record FieldParts(Type Input, Type View, Func<ShownValue, RenderFragment> Cell, bool Wide = false, bool AlignEnd = false);

/// <summary>The looks of all field types by key. A test fails when a registered type is missing here.</summary>
public static class FieldUi
{
    public static readonly IReadOnlyDictionary<string, FieldParts> BuiltIn = new Dictionary<string, FieldParts>
    {
        ["text"] = new(typeof(TextInput), typeof(PlainView), PlainView.Cell),
        ["textarea"] = new(typeof(TextAreaInput), typeof(TextAreaView), TextAreaView.Cell, Wide: true),
        ["number"] = new(typeof(NumberInput), typeof(PlainView), PlainView.Cell, AlignEnd: true),
        ["date"] = new(typeof(DateInput), typeof(PlainView), PlainView.Cell),
        ["datetime"] = new(typeof(DateTimeInput), typeof(PlainView), PlainView.Cell),
        ["choice"] = new(typeof(ChoiceInput), typeof(ChoiceView), ChoiceView.Cell),
        ["choices"] = new(typeof(ChoicesInput), typeof(ChoicesView), ChoicesView.Cell),
        ["switch"] = new(typeof(SwitchInput), typeof(SwitchView), SwitchView.Cell),
        ["phone"] = new(typeof(PhoneInput), typeof(PhoneView), PhoneView.Cell),
        ["email"] = new(typeof(EmailInput), typeof(EmailView), EmailView.Cell),
        ["url"] = new(typeof(UrlInput), typeof(UrlView), UrlView.Cell),
        ["member"] = new(typeof(MemberInput), typeof(MemberView), MemberView.Cell),
        ["department"] = new(typeof(DepartmentInput), typeof(PlainView), PlainView.Cell),
        ["reference"] = new(typeof(ReferenceInput), typeof(ReferenceView), ReferenceView.Cell),
        ["serial"] = new(typeof(PlainInput), typeof(PlainView), PlainView.Cell),
        ["subform"] = new(typeof(SubformInput), typeof(SubformView), SubformView.Cell, Wide: true),
        ["formula"] = new(typeof(PlainInput), typeof(FormulaView), FormulaView.Cell),
        ["file"] = new(typeof(FileInput), typeof(FileView), FileView.Cell, Wide: true),
        ["rating"] = new(typeof(RatingInput), typeof(RatingView), RatingView.Cell),
    };

    /// <summary>Unknown types of newer packs are shown as plain placeholders.</summary>
    public static FieldParts Of(string type) => BuiltIn.GetValueOrDefault(type) ?? new FieldParts(typeof(PlainInput), typeof(PlainView), PlainView.Cell);
}
