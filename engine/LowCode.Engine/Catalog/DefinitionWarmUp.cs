using System.Text.Json.Serialization.Metadata;
using LowCode.Analytics;
using LowCode.Flows;
using LowCode.Forms;
using LowCode.People;
using LowCode.Permissions;

namespace LowCode.Catalog;

/// <summary>
/// The first definition of a kind takes a hundred times as long to read as the next, because what reads it is put together and compiled then.
/// A product that starts does that here, on a core that has nothing to do yet.
/// </summary>
public static class DefinitionWarmUp
{
    /// <summary>Makes ready what reads definitions of every kind.</summary>
    public static void Run()
    {
        var seen = new HashSet<Type>();
        foreach (var kind in new[] { typeof(FormDefinition), typeof(PermissionGroupDefinition), typeof(AppDefinition), typeof(ChoiceListDefinition), typeof(RoleDefinition), typeof(DashboardDefinition) })
            Describe(kind, seen);
        foreach (var type in BuiltInTypes.All)
            type.ReadSettings(type.DefaultSettings, []);
        FlowJson.Read(FlowJson.Write(new FlowDefinition { Key = "x", Form = "x", Nodes = [.. FlowNodeTypes.BuiltIn.Select(type => type.Create(type.Key))] }));
    }

    private static void Describe(Type type, HashSet<Type> seen)
    {
        if (!seen.Add(type))
            return;
        var info = DefinitionJson.Compact.GetTypeInfo(type);
        foreach (var property in info.Properties)
            Describe(property.PropertyType, seen);
        if (info.Kind is JsonTypeInfoKind.Enumerable or JsonTypeInfoKind.Dictionary && info.ElementType is { } element)
            Describe(element, seen);
    }
}
