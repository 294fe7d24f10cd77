using System.Net;

namespace LowCode.Hosting;

public class ErrorPagesTests(TestHost host) : IClassFixture<TestHost>
{
    [Fact]
    public async Task An_address_without_a_page_shows_the_page_that_says_so()
    {
        var answer = await host.Admin.GetAsync("/nothing-here");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains("<h1", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
