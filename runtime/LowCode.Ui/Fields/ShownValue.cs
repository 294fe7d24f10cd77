using LowCode.Expressions;
using LowCode.Forms;
using LowCode.Ui.Localization;
using Microsoft.AspNetCore.Components;

namespace LowCode.Ui.Fields;

/// <summary>A value that is not empty, with all that drawing it in one line takes: without a component of its own, since a list shows hundreds.</summary>
public readonly record struct ShownValue(Field Field, Value Value, ValueNames Names, FieldWorld? World, Texts T, ResourceAssetCollection Assets)
{
    /// <summary>As words.</summary>
    public string Text => Field.Type.Display(Value, Field, Names);

    /// <summary>One of the field's options in its colour; of an option that is gone, what was stored.</summary>
    public RenderFragment Tag(string stored)
    {
        var choice = Field.Choices.FirstOrDefault(each => each.Value == stored);
        return Components.Tag.Of(choice?.Label.Current ?? stored, choice?.Color);
    }

    /// <summary>The value as its field type draws it in one line; nothing when it is empty.</summary>
    public RenderFragment? Draw() => Value.IsEmpty ? null : FieldUi.Of(Field.Type.Key).Cell(this);
}
