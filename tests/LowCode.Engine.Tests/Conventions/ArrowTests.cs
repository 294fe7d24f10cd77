using System.Xml.Linq;

namespace LowCode.Engine.Tests.Conventions;

public class ArrowTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["LowCode.Engine"] = [],
        ["LowCode.Storage"] = ["LowCode.Engine"],
        ["LowCode.Ui"] = ["LowCode.Engine"],
        ["LowCode.Designer"] = ["LowCode.Engine", "LowCode.Ui"],
        ["LowCode.Runtime"] = ["LowCode.Engine", "LowCode.Storage", "LowCode.Ui", "LowCode.Designer"],
    };

    [Fact]
    public void Projects_refer_to_each_other_in_one_direction_only()
    {
        foreach (var project in Repository.Sources("engine", "runtime", "designer").Where(file => file.EndsWith(".csproj", StringComparison.Ordinal)))
        {
            var name = Path.GetFileNameWithoutExtension(project);
            var references = XDocument.Load(project).Descendants("ProjectReference")
                .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value));

            Assert.Empty(references.Except(Allowed[name]));
        }
    }

    [Fact]
    public void The_engine_knows_no_web_no_database_and_no_user_interface()
    {
        var project = XDocument.Load(Path.Combine(Repository.Root, "engine/LowCode.Engine/LowCode.Engine.csproj"));

        Assert.Empty(project.Descendants("PackageReference"));
        Assert.Empty(project.Descendants("FrameworkReference"));
    }

    [Fact]
    public void Folders_are_named_by_subject_and_never_by_technique()
    {
        string[] techniques = ["Services", "Models", "Helpers", "Managers", "Enums", "Interfaces", "Utils", "Common", "Shared", "Abstractions", "Contracts", "Infrastructure"];

        var folders = Repository.Sources("engine", "runtime", "designer", "templates").Select(file => Path.GetFileName(Path.GetDirectoryName(file)!)).Distinct();

        Assert.Empty(folders.Intersect(techniques));
    }
}
