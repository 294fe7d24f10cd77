using Microsoft.AspNetCore.Components;

namespace LowCode.Ui.Components;

/// <summary>
/// The base of the inputs. It keeps what was typed itself, so a slow line or an owner that takes the value late never overwrites newer typing:
/// while the owner is told of a change, and until it hands over a value it has not handed over before, <see cref="Current"/> stays as typed.
/// </summary>
public abstract class ValueInput<TValue> : ComponentBase, IDisposable
{
    private readonly string _ownId = Ids.Next("input");
    private TValue? _given;
    private int _telling;

    [Parameter] public TValue? Value { get; set; }
    [Parameter] public EventCallback<TValue> ValueChanged { get; set; }
    [Parameter] public bool Disabled { get; set; }
    [Parameter] public bool ReadOnly { get; set; }
    /// <summary>The accessible name where no <see cref="FormRow"/> gives one.</summary>
    [Parameter] public string? Label { get; set; }
    [Parameter] public string? Placeholder { get; set; }
    [Parameter] public bool Invalid { get; set; }
    [Parameter] public string? Id { get; set; }
    [Parameter(CaptureUnmatchedValues = true)] public Dictionary<string, object>? Attributes { get; set; }
    [CascadingParameter] public FieldContext? Field { get; set; }

    /// <summary>Those of the form or cell that it stands in, where nothing is saved while there are any.</summary>
    [CascadingParameter] public UnreadInputs? Unread { get; set; }

    /// <summary>What the input shows.</summary>
    protected TValue? Current { get; private set; }

    protected string InputId => Id ?? Field?.IdOf(this) ?? _ownId;
    protected string? DescribedBy => Field?.DescribedBy;
    protected string? AriaInvalid => IsInvalid ? "true" : null;
    protected string? AriaRequired => Field?.Required == true ? "true" : null;
    protected virtual bool IsInvalid => Invalid || Field?.Invalid == true;

    protected override void OnParametersSet()
    {
        if (_telling == 0) Adopt();
    }

    public void Dispose()
    {
        Unread?.Tell(this, false);
        GC.SuppressFinalize(this);
    }

    /// <summary>Takes a value that the person entered and tells the owner.</summary>
    protected async Task SetAsync(TValue? value)
    {
        if (ReadOnly) return;
        Current = value;
        _telling++;
        try
        {
            await ValueChanged.InvokeAsync(value);
        }
        finally
        {
            if (--_telling == 0) Adopt();
        }
    }

    /// <summary>Called when the owner has handed over another value.</summary>
    protected virtual void OnValueGiven()
    {
    }

    private void Adopt()
    {
        if (EqualityComparer<TValue>.Default.Equals(Value, _given)) return;
        _given = Value;
        Current = Value;
        OnValueGiven();
    }
}
