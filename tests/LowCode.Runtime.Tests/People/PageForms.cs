using System.Net;
using System.Text.RegularExpressions;

namespace LowCode.People;

/// <summary>Sends the forms of pages, as a browser does.</summary>
public static partial class PageForms
{
    /// <summary>The token that a page's forms are sent with.</summary>
    public static async Task<string> TokenAsync(this HttpClient browser, string page) =>
        WebUtility.HtmlDecode(Token().Match(await browser.GetStringAsync(page)).Groups[1].Value);

    /// <summary>Sends a form.</summary>
    public static Task<HttpResponseMessage> PostFormAsync(this HttpClient browser, string to, string token, params (string Name, string Value)[] fields) =>
        browser.PostAsync(to, new FormUrlEncodedContent(fields.Append(("__RequestVerificationToken", token)).Select(field => new KeyValuePair<string, string>(field.Item1, field.Item2))));

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
