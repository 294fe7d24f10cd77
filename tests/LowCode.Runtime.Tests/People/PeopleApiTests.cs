using System.Net;
using System.Net.Http.Json;
using LowCode.Audit;

namespace LowCode.People;

public class PeopleApiTests(TestHost host) : IClassFixture<TestHost>
{
    [Theory]
    [InlineData("POST", "/api/users")]
    [InlineData("PUT", "/api/users/1")]
    [InlineData("POST", "/api/users/1/deactivate")]
    [InlineData("POST", "/api/users/1/password")]
    [InlineData("POST", "/api/departments")]
    [InlineData("PUT", "/api/roles/any/members")]
    [InlineData("GET", "/api/groups")]
    [InlineData("PUT", "/api/groups/g")]
    [InlineData("DELETE", "/api/groups/g")]
    [InlineData("PUT", "/api/roles/r")]
    [InlineData("GET", "/api/explain?user=1&form=any")]
    public async Task Only_administrators_manage_people_and_permissions(string method, string path)
    {
        var person = await host.PersonAsync("Ordinary");
        var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method != "GET")
            request.Content = JsonContent.Create(new { key = path.Split('/')[^1], form = "any", email = "x@example.com", name = "X", isAdmin = true, label = "L", members = Array.Empty<long>() });
        if (path.StartsWith("/api/groups/", StringComparison.Ordinal) && method == "PUT")
            request.Content = JsonContent.Create(new { key = "g", form = "any" });

        var answer = await person.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task Nobody_makes_themselves_an_administrator_through_their_account()
    {
        var person = await host.PersonAsync("Climber");

        var answer = await person.Client.PutAsJsonAsync("/api/me", new { name = "Climber", isAdmin = true, roles = new[] { "admin" }, email = "other@example.com" });

        answer.EnsureSuccessStatusCode();
        var user = host.Workspace.People.User(person.Id)!;
        Assert.False(user.IsAdmin);
        Assert.Empty(user.Roles);
        Assert.Equal(person.Email, user.Email);
    }

    [Fact]
    public async Task All_that_is_wrong_with_a_person_is_said_at_once()
    {
        var answer = await host.Admin.PostAsJsonAsync("/api/users", new { email = "not an address", name = "", departments = new[] { 999 }, roles = new[] { "ghost" }, managerId = 999 });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var paths = (await answer.JsonAsync()).GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("path").GetString()!);
        Assert.Equal(["departments", "email", "managerId", "name", "roles"], paths.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_email_stands_once_however_it_is_written()
    {
        (await host.Admin.PostAsJsonAsync("/api/users", new { email = "twin@example.com", name = "Twin" })).EnsureSuccessStatusCode();

        var again = await host.Admin.PostAsJsonAsync("/api/users", new { email = " TWIN@Example.com", name = "Twin" });

        Assert.Equal("people.email.taken", await again.CodeAsync());
    }

    [Fact]
    public async Task The_last_administrator_stays()
    {
        var id = host.AdminCaller.Id;

        var left = await host.Admin.PostAsync($"/api/users/{id}/deactivate", null);
        var resigned = await host.Admin.PutAsJsonAsync($"/api/users/{id}", new { email = TestHost.AdminEmail, name = "Admin", isAdmin = false });

        Assert.Equal("people.last_admin", await left.CodeAsync());
        Assert.Equal("people.last_admin", await resigned.CodeAsync());
    }

    [Fact]
    public async Task Departments_make_a_tree_and_never_a_circle()
    {
        var top = await host.DepartmentAsync("Top");
        var middle = await host.DepartmentAsync("Middle", top);
        var below = await host.DepartmentAsync("Below", middle);

        var circle = await host.Admin.PutAsJsonAsync($"/api/departments/{top}", new { name = "Top", parentId = below });
        var inUse = await host.Admin.DeleteAsync($"/api/departments/{middle}");
        var gone = await host.Admin.DeleteAsync($"/api/departments/{below}");

        Assert.Equal("people.cycle", await circle.CodeAsync());
        Assert.Equal(HttpStatusCode.Conflict, inUse.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
    }

    [Fact]
    public async Task Managers_never_make_a_circle()
    {
        var boss = await host.PersonAsync("Boss");
        var worker = await host.PersonAsync("Worker");
        (await host.Admin.PutAsJsonAsync($"/api/users/{worker.Id}", new { email = worker.Email, name = "Worker", managerId = boss.Id })).EnsureSuccessStatusCode();

        var circle = await host.Admin.PutAsJsonAsync($"/api/users/{boss.Id}", new { email = boss.Email, name = "Boss", managerId = worker.Id });

        Assert.Equal("people.cycle", await circle.CodeAsync());
    }

    [Fact]
    public async Task Colleagues_see_names_and_no_addresses()
    {
        var person = await host.PersonAsync("Viewer");

        var list = await person.Client.GetStringAsync("/api/users");

        Assert.Contains("Admin", list, StringComparison.Ordinal);
        Assert.DoesNotContain(TestHost.AdminEmail, list, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_happens_to_people_is_in_the_audit_log_and_its_chain_holds()
    {
        var person = await host.PersonAsync("Audited");
        await host.NewClient().PostAsJsonAsync("/api/session", new { email = person.Email, password = "wrong wrong wrong" });

        var entries = host.Workspace.Database.Read(unit => unit.Store<IAuditLog>().List(null, null, 100)).Value;

        Assert.Contains(entries, entry => entry.Kind == "people.added" && entry.Subject == $"user:{person.Id}");
        Assert.Contains(entries, entry => entry.Kind == "sign_in.failed" && entry.Subject == person.Email);
        Assert.DoesNotContain(entries, entry => entry.Data?.Contains(TestHost.Password, StringComparison.Ordinal) == true);
        Assert.Null(host.Workspace.Database.Read(unit => unit.Store<IAuditLog>().FirstBroken()).Value);
    }
}
