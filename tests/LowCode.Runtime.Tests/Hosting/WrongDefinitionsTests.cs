using System.Text.Json.Nodes;
using LowCode.Catalog;
using LowCode.Packs;
using Microsoft.Extensions.DependencyInjection;

namespace LowCode.Hosting;

/// <summary>Definitions whose lists and objects hold what nobody expects are refused with what is wrong, never with a failure of the server.</summary>
public sealed class WrongDefinitionsTests(TestHost host) : IClassFixture<TestHost>
{
    private static readonly string[] Wrong = ["null", "7", "{}"];

    [Fact]
    public async Task Every_list_of_every_definition_of_the_crm()
    {
        var publisher = host.Services.GetRequiredService<Publisher>();
        var pack = host.Services.GetRequiredService<PackShelf>().Find("crm").Value;
        Assert.True((await publisher.PublishAsync(host.AdminCaller, pack.Definitions)).Ok);
        var failed = new List<string>();
        var tried = new HashSet<string>();
        foreach (var definition in pack.Definitions)
        {
            var whole = JsonNode.Parse(definition.Json!)!;
            foreach (var list in Lists(whole, definition.Kind.ToString()).ToList())
            {
                // What looks alike is tried once.
                if (!tried.Add(list.Shape))
                    continue;
                var member = list.Array[0];
                foreach (var wrong in Wrong)
                {
                    list.Array[0] = JsonNode.Parse(wrong);
                    try
                    {
                        publisher.Plan([definition with { Json = whole.ToJsonString() }]);
                    }
                    catch (Exception failure) when (failure is not OutOfMemoryException)
                    {
                        failed.Add($"{list.Shape}[0] = {wrong}: {failure.GetType().Name} {failure.Message} {failure.StackTrace?.Split('\n').FirstOrDefault(line => line.Contains("LowCode", StringComparison.Ordinal))}");
                    }
                }
                list.Array[0] = member;
            }
        }

        Assert.True(tried.Count > 20, $"only {tried.Count} lists were found");
        Assert.True(failed.Count == 0, string.Join('\n', failed));
    }

    private static IEnumerable<(JsonArray Array, string Shape)> Lists(JsonNode? node, string shape)
    {
        if (node is JsonArray { Count: > 0 } array)
        {
            yield return (array, shape);
            foreach (var inner in array.SelectMany(item => Lists(item, $"{shape}[{(item as JsonObject)?["type"]}]")))
                yield return inner;
        }
        if (node is JsonObject named)
        {
            foreach (var inner in named.SelectMany(pair => Lists(pair.Value, $"{shape}.{pair.Key}")))
                yield return inner;
        }
    }
}
