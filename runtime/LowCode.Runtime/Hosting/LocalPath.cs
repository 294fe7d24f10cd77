namespace LowCode.Runtime.Hosting;

/// <summary>Where a form says that its page goes on.</summary>
public static class LocalPath
{
    /// <summary>Goes there when it is a path of this product as an address has it (escaped), else home: a link that somebody sent must not lead elsewhere.</summary>
    public static IResult Redirect(string? path) =>
        Results.LocalRedirect(path is ['/', ..] and not ['/', '/' or '\\', ..] && path.All(letter => letter is > ' ' and <= '~') ? $"~{path}" : "~/");
}
