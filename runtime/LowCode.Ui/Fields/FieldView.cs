using LowCode.Expressions;
using LowCode.Forms;
using LowCode.Ui.Localization;
using Microsoft.AspNetCore.Components;

namespace LowCode.Ui.Fields;

/// <summary>The base of the views of all field types: shows a value in a read-only form. How it looks in one line of a list, a type draws beside it (<see cref="FieldParts.Cell"/>).</summary>
public abstract class FieldView : ComponentBase
{
    [Parameter, EditorRequired] public Field Field { get; set; } = null!;
    [Parameter] public Value Value { get; set; }
    [Parameter, EditorRequired] public ValueNames Names { get; set; } = null!;
    [CascadingParameter] public FieldWorld? World { get; set; }

    protected string Text => Value.IsEmpty ? "" : Field.Type.Display(Value, Field, Names);

    protected ShownValue Shown(Texts texts) => new(Field, Value, Names, World, texts, Assets);
}
