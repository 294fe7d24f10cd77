namespace LowCode.Ui.Components;

/// <summary>One choice of a drop-down, radio group or combobox. <see cref="Colour"/> is a choice colour, <see cref="Note"/> a second, quieter line.</summary>
public sealed record Option(string Value, string Label, string? Colour = null, string? Icon = null, string? Note = null, bool Disabled = false);
