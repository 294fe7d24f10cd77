using System.Reflection;

namespace LowCode.Engine.Tests.Conventions;

public class PublicSurfaceTests
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>Run with APPROVE=1 to accept a change.</summary>
    [Theory]
    [InlineData(typeof(Workspace), "Engine")]
    [InlineData(typeof(LowCode.Storage.Sqlite.SqliteDatabase), "Storage")]
    public void Public_surface_changes_only_on_purpose(Type of, string name)
    {
        var surface = of.Assembly.GetExportedTypes()
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .Select(type => $"{type.FullName}: {string.Join(", ", type.GetMembers(Declared).Where(member => member is not MethodInfo { IsSpecialName: true })
                .Select(member => member.Name).Where(member => !member.StartsWith('<')).Distinct().Order(StringComparer.Ordinal))}");
        var received = string.Join('\n', surface) + "\n";
        var approved = Path.Combine(Repository.Root, "tests/LowCode.Engine.Tests/Conventions", $"{name}.PublicSurface.approved.txt");

        if (Environment.GetEnvironmentVariable("APPROVE") == "1")
            File.WriteAllText(approved, received);

        Assert.Equal(File.Exists(approved) ? File.ReadAllText(approved) : "", received);
    }
}
