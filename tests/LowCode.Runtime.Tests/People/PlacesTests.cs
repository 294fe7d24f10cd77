using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LowCode.Notifications;
using LowCode.People.Places;
using LowCode.Permissions;
using Microsoft.Extensions.DependencyInjection;

namespace LowCode.People;

/// <summary>What people opened last, starred and follow.</summary>
public class PlacesTests(DealHost host) : IClassFixture<DealHost>
{
    private Places.Places Places => host.Services.GetRequiredService<Places.Places>();

    private IReadOnlyList<Notification> InboxOf(TestPerson person) =>
        [.. host.Services.GetRequiredService<Inbox>().List(host.CallerFor(person.Id)).Value.Where(each => each.Kind == NotificationKinds.RecordChanged)];

    [Theory]
    [InlineData("apps/crm/forms/deal", "list/deal")]
    [InlineData("apps/crm/forms/deal/12", "record/deal/12")]
    [InlineData("apps/crm/dashboards/sales", "dashboard/sales")]
    [InlineData("apps/crm/forms/deal/new", null)]
    [InlineData("apps/crm/forms/deal/-1", null)]
    [InlineData("admin/people", null)]
    [InlineData("", null)]
    public void A_page_is_a_place_or_none(string path, string? place)
    {
        Assert.Equal(place, Place.OfPath(path)?.ToString());
        if (place is not null)
            Assert.Equal(Place.OfPath(path), Place.Parse(place));
    }

    [Fact]
    public async Task A_page_is_shown_though_the_visit_cannot_be_noted()
    {
        var person = await host.PersonAsync("Unlucky", isAdmin: true);
        var id = await host.DealAsync(person.Id, 1);
        await host.SqlAsync("CREATE TRIGGER full_disk BEFORE INSERT ON person_place BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END");
        try
        {
            var answer = await person.Client.GetAsync($"/apps/crm/forms/deal/{id}");

            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Contains("class=\"shell", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            Assert.Empty(Places.List(host.CallerFor(person.Id), PlaceMark.Recent));
        }
        finally
        {
            await host.SqlAsync("DROP TRIGGER full_disk");
        }
    }

    [Fact]
    public async Task The_newest_visits_come_first_and_only_so_many_are_kept()
    {
        var person = await host.PersonAsync("Walker", isAdmin: true);
        var caller = host.CallerFor(person.Id);
        var ids = new List<long>();
        for (var i = 0; i < 35; i++)
        {
            ids.Add(await host.DealAsync(person.Id, i));
            await Places.VisitAsync(caller, Place.Record("deal", ids[^1]));
        }
        await Places.VisitAsync(caller, Place.Record("deal", ids[20]));

        var recent = Places.List(caller, PlaceMark.Recent, 100).Select(seen => seen.Place.Id).ToList();

        Assert.Equal(30, recent.Count);
        Assert.Equal([ids[20], ids[34], ids[33]], recent[..3]);
    }

    [Fact]
    public async Task Visits_of_one_moment_and_of_a_clock_set_back_keep_their_order()
    {
        var person = await host.PersonAsync("Hasty", isAdmin: true);
        var caller = host.CallerFor(person.Id);
        var ids = new List<long>();
        for (var i = 0; i < 3; i++)
            ids.Add(await host.DealAsync(person.Id, i));
        var now = host.Workspace.Now;

        foreach (var (id, at) in new[] { (ids[2], now), (ids[0], now), (ids[1], now.AddHours(-1)) })
        {
            await host.Workspace.Database.WriteAsync(unit =>
            {
                unit.Store<IPlaceStore>().Put(person.Id, PlaceMark.Recent, Place.Record("deal", id), at, 30);
                return default(Nothing);
            });
        }

        Assert.Equal([ids[1], ids[0], ids[2]], Places.List(caller, PlaceMark.Recent).Select(seen => seen.Place.Id));
    }

    [Fact]
    public async Task A_place_that_may_not_be_seen_can_neither_be_marked_nor_is_it_named()
    {
        await host.GroupAsync("place_reps", new { key = "place_reps", form = "deal", label = "Own", members = new { roles = new[] { "rep" } }, actions = new[] { "view" }, rows = "owner == $user", otherFields = "readOnly" });
        var rep = await host.PersonAsync("Placed", ["rep"]);
        var (mine, other) = (await host.DealAsync(rep.Id, 1), await host.DealAsync(host.AdminCaller.Id, 2));

        Assert.Equal(HttpStatusCode.NotFound, (await rep.Client.PutAsync(new Uri($"/api/places/favourite/record/deal/{other}", UriKind.Relative), null)).StatusCode);
        Assert.True((await rep.Client.PutAsync(new Uri($"/api/places/favourite/record/deal/{mine}", UriKind.Relative), null)).IsSuccessStatusCode);
        Assert.Single((await (await rep.Client.GetAsync("/api/places/favourite")).JsonAsync()).GetProperty("items").EnumerateArray());
        await host.GroupAsync("place_reps", new { key = "place_reps", form = "deal", label = "Own", members = new { roles = new[] { "rep" } }, actions = new[] { "view" }, rows = "amount > 100", otherFields = "readOnly" });
        Assert.Empty((await (await rep.Client.GetAsync("/api/places/favourite")).JsonAsync()).GetProperty("items").EnumerateArray());
        await host.Admin.DeleteAsync(new Uri("/api/groups/place_reps", UriKind.Relative));
    }

    [Fact]
    public async Task Followers_hear_once_of_a_change_by_somebody_else_while_they_may_see_it()
    {
        await host.GroupAsync("place_idle", new { key = "place_idle", form = "deal", label = "Small", members = new { roles = new[] { "idle" } }, actions = new[] { "view", "edit" }, rows = "amount < 100", otherFields = "editable" });
        var follower = await host.PersonAsync("Follower", ["idle"]);
        var id = await host.DealAsync(host.AdminCaller.Id, 1);
        await follower.Client.PutAsync(new Uri($"/api/places/follow/record/deal/{id}", UriKind.Relative), null);

        await ChangeAsync(follower.Client, 2);
        Assert.Empty(InboxOf(follower));
        await ChangeAsync(host.Admin, 3);
        await ChangeAsync(host.Admin, 4);
        Assert.Equal("D", JsonDocument.Parse(Assert.Single(InboxOf(follower)).Payload).RootElement.GetProperty("title").GetString());
        await follower.Client.PostAsJsonAsync("/api/notifications/read", new { });
        await ChangeAsync(host.Admin, 500);
        Assert.Single(InboxOf(follower));

        async Task ChangeAsync(HttpClient client, int amount)
        {
            var answer = await client.PatchAsJsonAsync($"/api/forms/deal/records/{id}", new { amount });
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        }
    }

    [Fact]
    public async Task A_malformed_place_is_refused_clearly()
    {
        var answer = await host.Admin.PutAsync(new Uri("/api/places/favourite/record/deal/x", UriKind.Relative), null);

        Assert.Equal("places.malformed", await answer.CodeAsync());
    }
}
