namespace LowCode.Ui.Components;

/// <summary>Short ids for elements that refer to each other (label and input, button and menu).</summary>
public static class Ids
{
    private static long _last;

    /// <summary>A new id such as <c>menu-1k</c>, unique in this process.</summary>
    public static string Next(string what) => $"{what}-{Interlocked.Increment(ref _last):x}";
}
