namespace LowCode.Browser.Tests;

/// <summary>A test that needs Chromium: /usr/bin/chromium, or the path in CHROMIUM. Reported as skipped where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        if (!File.Exists(Chromium)) Skip = $"No browser at {Chromium}; set CHROMIUM to one.";
    }

    public static string Chromium => Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium";
}
