using LowCode.Catalog;

namespace LowCode.Designer.Tests.Analytics;

/// <summary>A catalog with deals and their customers.</summary>
internal static class SalesForms
{
    public static MetadataCatalog Catalog { get; } = Compile(
        (DefinitionKind.App, "crm", """{"key":"crm","label":"CRM"}"""),
        (DefinitionKind.Form, "deal", """
            {"key":"deal","app":"crm","label":"Deal","fields":[
              {"key":"name","type":"text","label":"Name"},
              {"key":"stage","type":"choice","label":"Stage","settings":{"choices":[{"value":"new","label":"New"},{"value":"won","label":"Won"}]}},
              {"key":"amount","type":"number","label":"Amount","settings":{"scale":2,"display":"money"}},
              {"key":"closed","type":"date","label":"Closed","required":true},
              {"key":"region","type":"text","label":"Region"},
              {"key":"customer","type":"reference","label":"Customer","settings":{"form":"customer"}}]}
            """),
        (DefinitionKind.Form, "customer", """
            {"key":"customer","app":"crm","label":"Customer","titleField":"name","fields":[
              {"key":"name","type":"text","label":"Name"},{"key":"stage","type":"choice","label":"Stage","settings":{"choices":[{"value":"a","label":"A"}]}},{"key":"since","type":"date","label":"Since","required":true}]}
            """),
        (DefinitionKind.Form, "note", """{"key":"note","app":"crm","label":"Note","fields":[{"key":"body","type":"textarea","label":"Body"},{"key":"deal","type":"reference","label":"Deal","settings":{"form":"deal"}}]}"""));

    private static MetadataCatalog Compile(params (DefinitionKind Kind, string Key, string Json)[] definitions)
    {
        var ids = 0L;
        var compiled = CatalogCompiler.Compile([.. definitions.Select((each, i) => new DefinitionSource(each.Kind, each.Key, i + 1, each.Json))], 1, (_, _, _) => ++ids, []);
        Assert.Empty(compiled.Errors);
        return compiled.Catalog;
    }
}
