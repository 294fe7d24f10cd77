using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace LowCode.Hosting;

/// <summary>Whatever is not on a short list is closed to strangers, however its address is spelled.</summary>
public class ClosedDoorsTests(TestHost host) : IClassFixture<TestHost>
{
    /// <summary>The operations that strangers may call. A new line here is a decision.</summary>
    private static readonly HashSet<string> Open = ["POST /api/session", "POST /api/setup", "POST /hooks/{key}", "GET /health", "GET /health/ready"];

    private IEnumerable<(string Method, string Pattern, string Path)> Operations() =>
        from endpoint in host.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
        let pattern = "/" + endpoint.RoutePattern.RawText!.TrimStart('/')
        where pattern.StartsWith("/api", StringComparison.Ordinal) || pattern.StartsWith("/hooks", StringComparison.Ordinal) || pattern.StartsWith("/openapi", StringComparison.Ordinal)
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET", "POST", "PUT", "PATCH", "DELETE"]
        select (method, pattern.TrimEnd('/'), Concrete(endpoint.RoutePattern));

    private static string Concrete(RoutePattern pattern) => "/" + string.Join('/', pattern.PathSegments.Select(segment =>
        string.Concat(segment.Parts.Select(part => part is RoutePatternLiteralPart literal ? literal.Content : part is RoutePatternSeparatorPart separator ? separator.Content : "1"))));

    [Fact]
    public async Task Every_operation_answers_401_to_strangers()
    {
        var wrong = new List<string>();
        var client = host.NewClient();
        foreach (var (method, pattern, path) in Operations().Where(each => !Open.Contains($"{each.Method} {each.Pattern}")))
        {
            var request = new HttpRequestMessage(new HttpMethod(method), path);
            if (method is not ("GET" or "DELETE"))
                request.Content = JsonContent.Create(new { });
            HttpResponseMessage answer = await client.SendAsync(request);
            if (answer.StatusCode != HttpStatusCode.Unauthorized)
                wrong.Add($"{method} {pattern}: {(int)answer.StatusCode}");
        }

        Assert.Empty(wrong);
        Assert.True(Operations().Count() > 20);
    }

    [Theory]
    [InlineData("//api/users")]
    [InlineData("/api//users")]
    [InlineData("/api/users/")]
    [InlineData("/API/Users")]
    [InlineData("/api/users;x")]
    [InlineData("/api/users;/health")]
    [InlineData("/api/users?/health")]
    [InlineData("/api/users?/hooks/trigger")]
    [InlineData("/health/../api/users")]
    [InlineData("/api/./users")]
    [InlineData("/api%2fusers")]
    [InlineData("/%61pi/users")]
    [InlineData("/api/users%00")]
    [InlineData("/sign-in/../api/users")]
    [InlineData("/api/session/../users")]
    public async Task Spelling_the_address_another_way_opens_nothing(string path)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(host.Address.GetLeftPart(UriPartial.Authority) + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));

        var answer = await host.NewClient().SendAsync(request);

        Assert.Contains(answer.StatusCode, (HttpStatusCode[])[HttpStatusCode.Unauthorized, HttpStatusCode.BadRequest, HttpStatusCode.Redirect, HttpStatusCode.NotFound]);
        Assert.DoesNotContain("admin@example.com", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/admin/people")]
    [InlineData("/no/such/page")]
    public async Task Strangers_are_sent_to_the_sign_in(string path)
    {
        var answer = await host.NewClient().GetAsync(path);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.StartsWith("/sign-in", new Uri(host.Address, answer.Headers.Location!).PathAndQuery, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_circuit_opens_for_strangers_or_from_another_site()
    {
        var stranger = await host.NewClient().PostAsync("/_blazor/negotiate?negotiateVersion=1", null);
        var foreign = new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1");
        foreign.Headers.Add("Origin", "http://evil.example");

        Assert.Equal(HttpStatusCode.Unauthorized, stranger.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await host.Admin.SendAsync(foreign)).StatusCode);
    }

    [Theory]
    [InlineData("Origin", "http://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    public async Task Another_site_changes_nothing_through_the_browser(string header, string value)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/departments") { Content = JsonContent.Create(new { name = "Forged" }) };
        request.Headers.Add(header, value);

        var answer = await host.Admin.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.DoesNotContain(host.Workspace.People.Departments, department => department.Name == "Forged");
    }

    [Fact]
    public async Task A_form_post_without_its_token_is_refused()
    {
        var answer = await host.NewClient().PostAsync("/sign-in", new FormUrlEncodedContent([new("_handler", "sign-in"), new("Form.Email", TestHost.AdminEmail), new("Form.Password", TestHost.Password)]));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("javascript:alert(1)")]
    public async Task Signing_in_leads_nowhere_else(string returnUrl)
    {
        var answer = await host.Admin.GetAsync($"/sign-in?returnUrl={Uri.EscapeDataString(returnUrl)}");

        Assert.Equal("/", new Uri(host.Address, answer.Headers.Location!).PathAndQuery);
        Assert.Equal(host.Address.Authority, new Uri(host.Address, answer.Headers.Location!).Authority);
    }

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/api/me")]
    [InlineData("/health")]
    [InlineData("/no/such/page")]
    public async Task Every_answer_carries_the_security_headers(string path)
    {
        var headers = (await host.NewClient().GetAsync(path)).Headers;

        Assert.Contains("frame-ancestors 'self'", Assert.Single(headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.DoesNotContain("script-src 'self' 'unsafe", Assert.Single(headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("same-origin", Assert.Single(headers.GetValues("Referrer-Policy")));
        Assert.False(headers.Contains("Server"));
    }
}
