using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LowCode.Runtime.Tests.Imports.Tabular;
using Microsoft.Extensions.DependencyInjection;

namespace LowCode.People;

/// <summary>A table of people comes in: departments, managers, e-mails, and reasons for lines that don't fit.</summary>
public sealed class PeopleImportTests(TestHost host) : IClassFixture<TestHost>
{
    [Fact]
    public async Task A_sales_team_comes_in_with_its_managers_and_offices_once()
    {
        if (Tables.Shared("crm-sales-opportunities") is not { } folder) return;
        var csv = await File.ReadAllTextAsync(Path.Combine(folder, "sales_teams.csv"));
        var lines = csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Trim().Split(',')).ToList();
        var managers = lines.Select(line => line[1]).Distinct().ToList();

        var tried = await ImportAsync(csv, "sales.example", dryRun: true);
        Assert.Equal((lines.Count + managers.Count, 3, 0), Counts(tried));
        Assert.DoesNotContain(host.Workspace.People.Users, user => user.Email.EndsWith("@sales.example", StringComparison.Ordinal));

        var done = await ImportAsync(csv, "sales.example");
        Assert.Equal((lines.Count + managers.Count, 3, 0), Counts(done));
        var people = host.Workspace.People;
        foreach (var line in lines)
        {
            var person = people.Users.Single(user => user.Name == line[0]);
            Assert.Equal((line[1], line[2]), (people.ManagerOf(person.Id)!.Name, people.Department(person.Departments.Single())!.Name));
            Assert.Equal(line[0].ToLowerInvariant().Replace(' ', '.') + "@sales.example", person.Email);
        }
        Assert.Equal((0, 0, lines.Count), Counts(await ImportAsync(csv, "sales.example")));
    }

    [Fact]
    public async Task Chinese_columns_paths_phones_and_roles_are_understood()
    {
        await host.Services.GetRequiredService<LowCode.Catalog.Publisher>().PublishAsync(host.AdminCaller,
            [new(LowCode.Catalog.DefinitionKind.Role, "imported_rep", """{"key":"imported_rep","label":{"zh-CN":"销售代表","en":"Rep"}}""")]);

        var done = await ImportAsync("部门,姓名,手机号,上级,邮箱,角色,备注\n销售部/华东,王芳,13800000000,李雷,,销售代表,x\n销售部,李雷,,,lilei@cn.example,\n销售部/华东,李雷雷,,lilei@cn.example,,", "cn.example");

        Assert.Equal((3, 2, 0), Counts(done));
        var people = host.Workspace.People;
        var fang = people.Users.Single(user => user.Name == "王芳");
        Assert.Equal(("13800000000", "李雷", "imported_rep", "user@cn.example"), (fang.Phone, people.ManagerOf(fang.Id)!.Name, fang.Roles.Single(), fang.Email));
        var east = people.Department(fang.Departments[0])!;
        Assert.Equal(("华东", "销售部"), (east.Name, people.Department(east.ParentId!.Value)!.Name));
        Assert.Equal("user2@cn.example", people.Users.Single(user => user.Name == "李雷雷").Email);
    }

    [Fact]
    public async Task Lines_that_do_not_fit_are_left_out_with_their_reasons()
    {
        var there = await host.PersonAsync("There");
        var csv = $"Name,E-mail,Manager,Roles,Department\nGood One,good@bad.example,,,Lines\n,,,,X\nBad Mail,nonsense,,,\nThere,,,,\nOther,{there.Email},,,\nGhost Role,g@bad.example,,ghost,\nSame,,,,\nsame,,,,\nUnder,under@bad.example,Bad Mail,,\nBelow Under,below@bad.example,Under,,\nA,a@bad.example,B,,\nB,b@bad.example,A,,\nMe,me@bad.example,nobody@bad.example,,";

        var done = await ImportAsync(csv, null);

        Assert.Equal((1, 1, 12), Counts(done));
        var reasons = done.GetProperty("rejected").EnumerateArray().ToDictionary(row => row.GetProperty("row").GetInt32(), row => string.Join(" ", row.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("code").GetString())));
        Assert.Equal(new Dictionary<int, string>
        {
            [3] = "people.required people.import.email",
            [4] = "people.email.format",
            [5] = "people.import.present",
            [6] = "people.import.present",
            [7] = "people.unknown",
            [8] = "people.import.email people.import.twice",
            [9] = "people.import.email people.import.twice",
            [10] = "people.import.manager",
            [11] = "people.import.manager",
            [12] = "people.cycle",
            [13] = "people.cycle",
            [14] = "people.import.manager",
        }, reasons);
        Assert.DoesNotContain(host.Workspace.People.Departments, department => department.Name == "X");
    }

    [Fact]
    public async Task Nobody_signs_in_before_an_administrator_gives_a_password()
    {
        var done = await ImportAsync("name,email\nQuiet,quiet@in.example\n", null);
        Assert.DoesNotContain("assword", done.GetRawText());
        foreach (var password in (string[])["", " ", "quiet", TestHost.Password])
            Assert.Equal(HttpStatusCode.Unauthorized, (await host.NewClient().PostAsJsonAsync("/api/session", new { email = "quiet@in.example", password, newPassword = TestHost.Password })).StatusCode);

        var id = host.Workspace.People.Users.Single(user => user.Email == "quiet@in.example").Id;
        var given = (await (await host.Admin.PostAsync($"/api/users/{id}/password", null)).JsonAsync()).GetProperty("oneTimePassword").GetString();

        var signedIn = await host.NewClient().PostAsJsonAsync("/api/session", new { email = "quiet@in.example", password = given, newPassword = TestHost.Password });
        Assert.True(signedIn.IsSuccessStatusCode);
    }

    [Theory]
    [InlineData("email,phone\na@b.example,1\n", null, "people.import.columns")]
    [InlineData("", null, "people.import.empty")]
    [InlineData("name\nX\n", "a b", "people.import.domain")]
    [InlineData("name\nX\n", "a@b@c", "people.import.domain")]
    public async Task Tables_that_say_nothing_are_refused(string csv, string? domain, string code) =>
        Assert.Equal(code, await (await PostAsync(host.Admin, csv, domain, dryRun: false)).CodeAsync());

    [Fact]
    public async Task Only_administrators_import_people()
    {
        var person = await host.PersonAsync("Importer");

        Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync(person.Client, "name,email\nZ,z@z.example\n", null, dryRun: false)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await PostAsync(host.NewClient(), "name,email\nZ,z@z.example\n", null, dryRun: true)).StatusCode);
    }

    private static (int Created, int Departments, int Rejected) Counts(JsonElement plan) =>
        (plan.GetProperty("created").GetInt32(), plan.GetProperty("departments").GetArrayLength(), plan.GetProperty("rejected").GetArrayLength());

    private async Task<JsonElement> ImportAsync(string csv, string? domain, bool dryRun = false)
    {
        var answer = await PostAsync(host.Admin, csv, domain, dryRun);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.JsonAsync();
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, string csv, string? domain, bool dryRun)
    {
        using var body = new MultipartFormDataContent { { new StringContent(csv), "file", "people.csv" }, { new StringContent(domain ?? ""), "domain" }, { new StringContent(dryRun ? "true" : "false"), "dryRun" } };
        return await client.PostAsync("/api/users/import", body);
    }
}
