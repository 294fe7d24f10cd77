using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Components;

namespace LowCode.Ui.Components;

/// <summary>
/// Icons without a component of their own, for what stands on a page by the hundred: a tab keeps some kilobytes on the server for every component that it shows.
/// </summary>
public static class Icons
{
    /// <summary>One outline icon of the sprite; see <see cref="Icon"/>.</summary>
    public static MarkupString Of(ResourceAssetCollection assets, string name, int size = 16, string? classNames = null, string? label = null)
    {
        var said = label is null ? "aria-hidden=\"true\"" : $"role=\"img\" aria-label=\"{HtmlEncoder.Default.Encode(label)}\"";
        return new($"<svg class=\"{Css.Join("icon", classNames)}\" width=\"{size}\" height=\"{size}\" {said} focusable=\"false\"><use href=\"{assets["ui/icons.svg"]}#{HtmlEncoder.Default.Encode(name)}\" /></svg>");
    }
}
