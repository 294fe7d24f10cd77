using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Components;

namespace LowCode.Ui.Components;

/// <summary>
/// Icons without a component of their own, for what stands on a page by the hundred: a tab keeps some kilobytes on the server for every component that it shows.
/// </summary>
public static class Icons
{
    private const int Most = 4096;

    // The same for every tab; a name that a definition brings could be any, so they have an end.
    private static readonly ConcurrentDictionary<(string Sprite, string Name, int Size, string? Classes), MarkupString> Drawn = new();

    /// <summary>One outline icon of the sprite; see <see cref="Icon"/>.</summary>
    public static MarkupString Of(ResourceAssetCollection assets, string name, int size = 16, string? classNames = null, string? label = null)
    {
        var sprite = assets["ui/icons.svg"];
        var key = (sprite, name, size, classNames);
        if (label is null && Drawn.TryGetValue(key, out var drawn))
            return drawn;
        var said = label is null ? "aria-hidden=\"true\"" : $"role=\"img\" aria-label=\"{HtmlEncoder.Default.Encode(label)}\"";
        drawn = new($"<svg class=\"{Css.Join("icon", classNames)}\" width=\"{size}\" height=\"{size}\" {said} focusable=\"false\"><use href=\"{sprite}#{HtmlEncoder.Default.Encode(name)}\" /></svg>");
        return label is null && Drawn.Count < Most ? Drawn.GetOrAdd(key, drawn) : drawn;
    }
}
