using LowCode.Catalog;
using Microsoft.Extensions.DependencyInjection;

namespace LowCode.People;

/// <summary>Where people begin, as far as their rights go.</summary>
public class HomePageTests(TestHost host) : IClassFixture<TestHost>
{
    [Fact]
    public async Task Who_may_only_read_numbers_begins_with_them()
    {
        _ = (await host.Services.GetRequiredService<Publisher>().PublishAsync(host.AdminCaller,
        [
            new(DefinitionKind.App, "plant", """{"key":"plant","label":"Plant","menu":[{"label":"Work","items":[{"form":"job"},{"dashboard":"output"}]}]}"""),
            new(DefinitionKind.Form, "job", """{"key":"job","app":"plant","label":"Job","fields":[{"key":"name","type":"text"}]}"""),
            new(DefinitionKind.Role, "reader", """{"key":"reader","label":"Reader"}"""),
            new(DefinitionKind.Dashboard, "output", """{"key":"output","app":"plant","label":"Output","roles":["reader"],"widgets":[]}"""),
        ])).Value;
        var reader = await host.PersonAsync("Reader", ["reader"]);
        var nobody = await host.PersonAsync("Nobody");

        var home = await reader.Client.GetStringAsync("/");
        var app = await reader.Client.GetAsync("/apps/plant");
        var closed = System.Net.WebUtility.HtmlDecode(await nobody.Client.GetStringAsync("/apps/plant"));

        Assert.Contains("home-app\" href=\"apps/plant", home, StringComparison.Ordinal);
        Assert.EndsWith("apps/plant/dashboards/output", app.Headers.Location?.ToString() ?? app.RequestMessage!.RequestUri!.ToString(), StringComparison.Ordinal);
        Assert.Contains("这里还没有你能用的内容", closed, StringComparison.Ordinal);
        Assert.DoesNotContain("先建一张表单", closed, StringComparison.Ordinal);
        Assert.DoesNotContain("home-app\" href", await nobody.Client.GetStringAsync("/"), StringComparison.Ordinal);
    }
}
