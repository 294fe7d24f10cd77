namespace LowCode.Ui.Components;

/// <summary>What a <see cref="FormRow"/> tells the input inside it, so that label, help and error belong to it for screen readers too.</summary>
public sealed record FieldContext(string InputId, string LabelId, string? DescribedBy, bool Required, bool Invalid);
