namespace LowCode.Ui.Components;

/// <summary>One tab. <see cref="Key"/> uses letters, digits and dashes only, as it becomes part of an element's id.</summary>
public sealed record TabItem(string Key, string Label, string? Icon = null, int? Count = null);

/// <summary>One stage of a <see cref="Stepper"/>.</summary>
public sealed record Step(string Key, string Label, string? Colour = null, string? Note = null);

/// <summary>One place on the way to a page; the last has no <see cref="Url"/>.</summary>
public sealed record Crumb(string Label, string? Url = null);
