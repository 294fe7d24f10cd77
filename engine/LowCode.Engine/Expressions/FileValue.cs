namespace LowCode.Expressions;

/// <summary>One file that a record holds.</summary>
/// <param name="Id">Key of the stored content.</param>
/// <param name="Name">The name it was uploaded with.</param>
/// <param name="Size">Length in bytes.</param>
/// <param name="Type">Media type, for example <c>image/png</c>.</param>
public sealed record FileValue(string Id, string Name, long Size, string Type);
