namespace LowCode.Runtime.Pages;

/// <summary>Theme and row height from their cookies (written by ui/ui.js), so that the first byte of a page already has them.</summary>
public static class Looks
{
    public static string Theme(HttpContext http) => http.Request.Cookies["lc-theme"] is "light" or "dark" ? http.Request.Cookies["lc-theme"]! : "system";

    public static string Density(HttpContext http) => http.Request.Cookies["lc-density"] is "compact" or "roomy" ? http.Request.Cookies["lc-density"]! : "normal";
}
