using System.Net;
using System.Net.Http.Json;
using LowCode.Catalog;
using Microsoft.Extensions.DependencyInjection;

namespace LowCode.Runtime.Audit;

/// <summary>The audit log as administrators read it.</summary>
public sealed class AuditApiTests(TestHost host) : IClassFixture<TestHost>
{
    [Fact]
    public async Task The_log_says_in_plain_words_who_did_what_and_can_be_narrowed_and_paged()
    {
        var person = await host.PersonAsync("Olga");
        await host.NewClient().PostAsJsonAsync("/api/session", new { email = person.Email, password = "wrong wrong wrong" });
        _ = (await host.Services.GetRequiredService<Publisher>().PublishAsync(host.AdminCaller,
            [new(DefinitionKind.App, "test", """{"key":"test","label":"Test"}"""), new(DefinitionKind.Form, "thing", """{"key":"thing","app":"test","label":"Thing","fields":[{"key":"name","type":"text","label":"Name"}]}""")])).Value;

        var people = await (await host.Admin.GetAsync("/api/audit?kind=people")).JsonAsync();
        var mine = await (await host.Admin.GetAsync($"/api/audit?actor={person.Id}&limit=1")).JsonAsync();
        var older = await (await host.Admin.GetAsync($"/api/audit?actor={person.Id}&limit=1&before={mine.GetProperty("next").GetInt64()}")).JsonAsync();
        var published = await (await host.Admin.GetAsync("/api/audit?kind=definitions")).JsonAsync();
        var future = await (await host.Admin.GetAsync("/api/audit?from=2099-01-01")).JsonAsync();

        Assert.All(people.GetProperty("items").EnumerateArray(), item => Assert.StartsWith("people.", item.GetProperty("kind").GetString(), StringComparison.Ordinal));
        Assert.Contains(people.GetProperty("items").EnumerateArray(), item => item.GetProperty("text").GetString() == "添加了成员 Olga" && item.GetProperty("actorName").GetString() == "Admin");
        Assert.Equal("sign_in.failed", mine.GetProperty("items")[0].GetProperty("kind").GetString());
        Assert.NotEqual(mine.GetProperty("items")[0].GetProperty("id").GetInt64(), older.GetProperty("items")[0].GetProperty("id").GetInt64());
        Assert.Equal("发布了 2 项", published.GetProperty("items")[0].GetProperty("text").GetString());
        Assert.Empty(future.GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task The_log_is_for_administrators_alone_and_goes_out_as_a_file()
    {
        var person = await host.PersonAsync("=Pia");

        foreach (var path in new[] { "/api/audit", "/api/audit/export", "/api/audit/check" })
            Assert.Equal(HttpStatusCode.Forbidden, (await person.Client.GetAsync(path)).StatusCode);
        var csv = await host.Admin.GetStringAsync("/api/audit/export?kind=sign_in");
        var check = await (await host.Admin.GetAsync("/api/audit/check")).JsonAsync();

        Assert.StartsWith("时间,操作人,操作,详情,IP 地址,类型", csv, StringComparison.Ordinal);
        Assert.Contains("\"'=Pia\",登录了,", csv, StringComparison.Ordinal);
        Assert.True(check.GetProperty("whole").GetBoolean());
    }
}
