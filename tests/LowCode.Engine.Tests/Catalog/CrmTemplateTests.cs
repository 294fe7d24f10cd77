using LowCode.Engine.Tests.Conventions;

namespace LowCode.Catalog;

/// <summary>The template pack that comes with the product holds what the compiler accepts.</summary>
public class CrmTemplateTests
{
    [Fact]
    public void Every_form_list_role_and_group_of_the_CRM_compiles()
    {
        var root = Path.Combine(Repository.Root, "templates", "crm");
        var sources = new[] { DefinitionKind.Form, DefinitionKind.Choices, DefinitionKind.Role, DefinitionKind.Group }
            .SelectMany(kind => Directory.EnumerateFiles(Path.Combine(root, kind.Folder()), "*.json").Order(StringComparer.Ordinal)
                .Select(file => new DefinitionSource(kind, Path.GetFileNameWithoutExtension(file), 0, File.ReadAllText(file))))
            .Prepend(new DefinitionSource(DefinitionKind.App, "crm", 0, File.ReadAllText(Path.Combine(root, "app.json"))))
            .Select((source, index) => source with { Id = index + 1 }).ToList();
        var ids = 0L;

        var compiled = CatalogCompiler.Compile(sources, 1, (_, _, _) => ++ids, []);

        Assert.Empty(compiled.Errors.Where(error => error.Code != "dashboards.unknown").Select(error => $"{error.Path}: {error.Code} {error.Message}"));
        Assert.True(compiled.Catalog.Forms.Count >= 10);
    }
}
