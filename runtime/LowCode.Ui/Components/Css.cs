namespace LowCode.Ui.Components;

/// <summary>Puts class names together: <c>Css.Join("btn", busy ? "is-busy" : null)</c>.</summary>
public static class Css
{
    public static string Join(params ReadOnlySpan<string?> names)
    {
        var kept = new List<string>(names.Length);
        foreach (var name in names)
        {
            if (!string.IsNullOrWhiteSpace(name)) kept.Add(name);
        }

        return string.Join(' ', kept);
    }

    /// <summary>The caller's own <c>class</c> attribute out of captured attributes, or null.</summary>
    public static string? Of(IReadOnlyDictionary<string, object>? attributes) => attributes?.GetValueOrDefault("class") as string;
}
