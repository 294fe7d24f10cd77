namespace LowCode.Ui.Components;

/// <summary>What a <see cref="FormRow"/> tells the input inside it, so that label, help and error belong to it for screen readers too.</summary>
public sealed record FieldContext(string InputId, string LabelId, string? DescribedBy, bool Required, bool Invalid)
{
    private object? _first;

    /// <summary>The id for an input: the first one in the row gets the label's, so that no two of them share it.</summary>
    public string? IdOf(object input) => ReferenceEquals(_first ??= input, input) ? InputId : null;
}
