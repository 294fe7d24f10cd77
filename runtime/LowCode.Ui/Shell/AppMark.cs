using System.Globalization;
using System.Text.Encodings.Web;
using LowCode.Ui.Components;
using Microsoft.AspNetCore.Components;

namespace LowCode.Ui.Shell;

/// <summary>What an app is known by at a glance: its icon, or else the first letter of its name.</summary>
public static class AppMark
{
    public static MarkupString Of(ResourceAssetCollection assets, string name, string? icon) =>
        icon is null ? new($"<span class=\"app-letter\" aria-hidden=\"true\">{HtmlEncoder.Default.Encode(StringInfo.GetNextTextElement(name.TrimStart()))}</span>") : Icons.Of(assets, icon, 20);
}
