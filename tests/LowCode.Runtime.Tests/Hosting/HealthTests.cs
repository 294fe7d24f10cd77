using System.Net;

namespace LowCode.Hosting;

public class HealthTests(TestHost host) : IClassFixture<TestHost>
{
    [Theory]
    [InlineData("/health")]
    [InlineData("/health/ready")]
    public async Task Anybody_may_ask_whether_the_product_is_well(string path)
    {
        var answer = await host.NewClient().GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task An_unknown_api_address_is_a_problem_with_a_code_and_a_trace()
    {
        var answer = await host.Admin.GetAsync("/api/nothing-here");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var body = await answer.JsonAsync();
        Assert.Equal("http.unknown", body.GetProperty("code").GetString());
        Assert.NotEqual("", body.GetProperty("traceId").GetString());
    }

    [Fact]
    public async Task A_body_that_is_not_json_is_a_problem_that_says_so()
    {
        var answer = await host.NewClient().PostAsync("/api/session", new StringContent("{\"email\":", null, "application/json"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("http.json", await answer.CodeAsync());
    }

    [Fact]
    public async Task A_body_over_the_limit_is_refused()
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/session") { Content = new StringContent($"{{\"email\":\"{new string('a', 5_000_000)}\"}}", null, "application/json") };
        request.Headers.ExpectContinue = true;

        var answer = await host.NewClient().SendAsync(request);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }
}
