namespace LowCode.Running;

/// <summary>The sources that the benchmarks were built from.</summary>
internal static class Sources
{
    /// <summary>The folder of the solution.</summary>
    public static string Root
    {
        get
        {
            var root = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(root.FullName, "LowCode.sln")))
                root = root.Parent ?? throw new InvalidOperationException("Started outside the sources.");
            return root.FullName;
        }
    }
}
