using LowCode.Expressions;
using LowCode.Forms;
using Microsoft.AspNetCore.Components;

namespace LowCode.Ui.Fields;

/// <summary>The base of the inputs of all field types: takes a <see cref="Value"/>, tells of each change.</summary>
public abstract class FieldInput : ComponentBase
{
    [Parameter, EditorRequired] public Field Field { get; set; } = null!;
    [Parameter] public Value Value { get; set; }
    [Parameter] public EventCallback<Value> ValueChanged { get; set; }
    [Parameter] public bool Disabled { get; set; }
    /// <summary>In a cell of a subform: no room for extras.</summary>
    [Parameter] public bool InCell { get; set; }
    [CascadingParameter] public FieldWorld? World { get; set; }

    /// <summary>The accessible name where the input stands in a cell without a label of its own.</summary>
    protected string? CellLabel => InCell ? Field.Label.Current : null;

    protected Task SetAsync(Value value) => ValueChanged.InvokeAsync(value);
}
