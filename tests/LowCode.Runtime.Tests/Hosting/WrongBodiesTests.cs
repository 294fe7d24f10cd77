using System.Collections;
using System.Net;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LowCode.Catalog;
using LowCode.Records;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace LowCode.Hosting;

/// <summary>Bodies whose lists hold what nobody expects are answered with a problem, never with a failure of the server.</summary>
public sealed class WrongBodiesTests(RecordsHost host) : IClassFixture<RecordsHost>
{
    private static readonly string[] Wrong = ["[null]", "[[[]]]", "[{\"nonsense\":[null]}]", "[\"\"]", "[1e999]", "{}", "\"x\"", "7", "null"];

    private static readonly string[] Types = ["choice", "choices", "date", "datetime", "department", "email", "file", "member", "number", "phone", "rating", "reference", "subform", "switch", "textarea", "text", "url"];

    [Fact]
    public async Task Every_list_of_every_body_that_programs_send()
    {
        var bodies = host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Select(method => (Endpoint: endpoint, Method: method)) ?? [])
            .Select(each => (each.Method, Path: PathOf(each.Endpoint), Body: each.Endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType))
            .Where(each => each.Method is "POST" or "PUT" or "PATCH" && each.Path.StartsWith("/api/", StringComparison.Ordinal) && each.Body?.Namespace?.StartsWith("LowCode", StringComparison.Ordinal) == true).ToList();
        var failed = new List<string>();
        var sent = 0;
        foreach (var (method, path, body) in bodies)
        {
            foreach (var (list, member) in Lists(body!, depth: 0))
            {
                foreach (var wrong in Wrong)
                {
                    var whole = Sample(body!, 0)!;
                    Put(whole, list, JsonNode.Parse(wrong.Replace("1e999", "1e300", StringComparison.Ordinal)));
                    var told = await TellAsync(method, path, whole.ToJsonString(), mustRefuse: wrong == "[null]" && member);
                    sent++;
                    if (told is not null)
                        failed.Add($"{method} {path} {string.Join('.', list)} = {wrong}: {told}");
                }
            }
        }

        Assert.True(sent > 200, $"only {sent} bodies were found");
        Assert.True(failed.Count == 0, string.Join('\n', failed));
    }

    [Theory]
    [InlineData("POST", "/api/forms/deal/records/batch", """{"operations":[null]}""", "$.operations[0]")]
    [InlineData("POST", "/api/forms/deal/records/batch", """{"mode":"each","operations":[{"op":"delete","id":1},null]}""", "$.operations[1]")]
    [InlineData("POST", "/api/forms/deal/records/batch", """{"change":{"op":"delete","ids":[1,null]}}""", "$.change.ids[1]")]
    [InlineData("POST", "/api/tasks/batch", """{"action":"approve","ids":[null]}""", "$.ids[0]")]
    [InlineData("POST", "/api/forms/deal/records/query", """{"sort":[null]}""", null)]
    public async Task What_is_wrong_is_said_with_its_place(string method, string path, string body, string? place)
    {
        using var answer = await SendAsync(method, path, body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var error = (await answer.JsonAsync()).GetProperty("errors")[0];
        if (place is not null)
            Assert.Equal(("http.json", place), (error.GetProperty("code").GetString(), error.GetProperty("path").GetString()));
    }

    [Fact]
    public async Task Values_of_every_type_of_field()
    {
        await PublishAsync();
        var failed = new List<string>();
        var values = Wrong.Append("[7]").Append("[{\"id\":null}]").Append("{\"add\":[null]}").ToList();
        foreach (var body in Wrong.Concat(Types.SelectMany(type => values.Select(wrong => $$"""{"f_{{type}}":{{wrong.Replace("1e999", "1e300", StringComparison.Ordinal)}}}"""))))
        {
            foreach (var (path, whole) in new[]
            {
                ("/api/forms/kinds/records", body), ("/api/forms/kinds/evaluate", $$"""{"values":{{body}}}"""),
                ("/api/forms/kinds/records/batch", $$"""{"mode":"each","operations":[{"op":"create","values":{{body}}}]}"""),
            })
            {
                if (await TellAsync("POST", path, whole.Replace("1e999", "1e300", StringComparison.Ordinal), mustRefuse: false) is { } told)
                    failed.Add($"{path} {whole}: {told}");
            }
        }

        Assert.True(failed.Count == 0, string.Join('\n', failed));
    }

    [Theory]
    [InlineData("""{"columns":[null]}""")]
    [InlineData("""{"columns":[7]}""")]
    [InlineData("""{"columns":{}}""")]
    [InlineData("""{"columns":[{"column":null,"field":null}]}""")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{")]
    public async Task The_plan_of_an_import(string plan)
    {
        using var body = new MultipartFormDataContent { { new StringContent("name\nSteel\n"), "file", "deals.csv" }, { new StringContent(plan), "plan" } };

        using var answer = await host.Admin.PostAsync(new Uri("/api/forms/deal/imports", UriKind.Relative), body);

        Assert.InRange((int)answer.StatusCode, 400, 499);
        Assert.False(string.IsNullOrEmpty(await answer.CodeAsync()));
    }

    private async Task PublishAsync()
    {
        var fields = Types.Select(type => new
        {
            key = $"f_{type}",
            type,
            settings = type switch
            {
                "reference" => (object)new { form = "deal" },
                "choice" or "choices" => new { choices = new[] { new { value = "a", label = "A" } } },
                "subform" => new { fields = new[] { new { key = "what", type = "text" } } },
                _ => new { },
            },
        });
        var form = JsonSerializer.Serialize(new { key = "kinds", app = "sales", label = "Kinds", fields });
        var published = await host.Services.GetRequiredService<Publisher>().PublishAsync(host.AdminCaller, [new(DefinitionKind.Form, "kinds", form)]);
        Assert.True(published.Ok, published.Refusal?.ToString());
    }

    private async Task<string?> TellAsync(string method, string path, string body, bool mustRefuse)
    {
        using var answer = await SendAsync(method, path, body);
        var text = await answer.Content.ReadAsStringAsync();
        if ((int)answer.StatusCode >= 500 || mustRefuse && answer.IsSuccessStatusCode)
            return $"{(int)answer.StatusCode} {text}";
        if (answer.IsSuccessStatusCode)
            return null;
        return JsonNode.Parse(text)?["code"]?.GetValue<string>() is { Length: > 0 } ? null : $"{(int)answer.StatusCode} without a code: {text}";
    }

    private Task<HttpResponseMessage> SendAsync(string method, string path, string body) =>
        host.Admin.SendAsync(new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative)) { Content = new StringContent(body, Encoding.UTF8, "application/json") });

    private static string PathOf(RouteEndpoint endpoint) => "/" + string.Join('/', endpoint.RoutePattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
    {
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart { Name: "form" } => "deal",
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart { Name: "kind" } => "form",
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart { ParameterPolicies.Count: > 0 } => "1",
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart { Name: "action" } => "approve",
        _ => "deal",
    }))));

    /// <summary>The ways to all lists of a type, and whether a null in them must be refused.</summary>
    private static IEnumerable<(string[] Path, bool Refused)> Lists(Type type, int depth)
    {
        foreach (var property in type.GetProperties().Where(property => property.GetIndexParameters().Length == 0 && depth < 4))
        {
            var name = JsonNamingPolicy.CamelCase.ConvertName(property.Name);
            if (MemberOf(property.PropertyType) is { } member)
            {
                var said = new NullabilityInfoContext().Create(property);
                var known = (said.ElementType ?? said.GenericTypeArguments.LastOrDefault())?.ReadState == NullabilityState.NotNull;
                if (!property.CanWrite && type.GetConstructors().All(made => made.GetParameters().All(parameter => parameter.Name != property.Name)))
                    continue;
                yield return ([name], known && member != typeof(JsonElement));
            }
            else if (property.PropertyType.Namespace?.StartsWith("LowCode", StringComparison.Ordinal) == true && property.PropertyType is { IsEnum: false, IsAbstract: false })
            {
                foreach (var (path, refused) in Lists(property.PropertyType, depth + 1))
                    yield return ([name, .. path], refused);
            }
        }
    }

    private static Type? MemberOf(Type type) => type == typeof(string) || typeof(IDictionary).IsAssignableFrom(type) || type.Name.Contains("Dictionary", StringComparison.Ordinal) ? null
        : type.IsArray ? type.GetElementType() : type.IsGenericType && typeof(IEnumerable).IsAssignableFrom(type) ? type.GetGenericArguments()[0] : null;

    /// <summary>Something that the type can be read from.</summary>
    private static JsonNode? Sample(Type type, int depth) => Nullable.GetUnderlyingType(type) is not null || depth > 4 ? null
        : type == typeof(string) ? "x"
        : type == typeof(bool) ? false
        : type.IsPrimitive || type == typeof(decimal) ? 1
        : type.IsEnum ? JsonNamingPolicy.CamelCase.ConvertName(Enum.GetNames(type)[0])
        : type == typeof(JsonElement) || type.Name.Contains("Dictionary", StringComparison.Ordinal) ? new JsonObject()
        : MemberOf(type) is not null ? new JsonArray()
        : type == typeof(Label) ? "x"
        : type.Namespace?.StartsWith("LowCode", StringComparison.Ordinal) == true
            ? new JsonObject(type.GetProperties().Where(property => property.GetIndexParameters().Length == 0).Select(property => KeyValuePair.Create(JsonNamingPolicy.CamelCase.ConvertName(property.Name), Sample(property.PropertyType, depth + 1))))
            : null;

    private static void Put(JsonNode whole, string[] path, JsonNode? value)
    {
        for (var i = 0; i < path.Length - 1; i++)
            whole = whole[path[i]] ??= new JsonObject();
        whole[path[^1]] = value;
    }
}
