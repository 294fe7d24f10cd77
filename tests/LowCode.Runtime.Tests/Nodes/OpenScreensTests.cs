using System.Collections.Concurrent;
using System.Net.Http.Json;
using LowCode.Catalog;
using LowCode.Designer.Editing;
using LowCode.Permissions;
using Microsoft.Extensions.DependencyInjection;
using static LowCode.Nodes.NodePair;

namespace LowCode.Nodes;

/// <summary>Screens that are open on one node while rights are changed and people signed out on another.</summary>
public sealed class OpenScreensTests(NodePair nodes) : IClassFixture<NodePair>
{
    private const string Form = """{"key":"open","app":"test","label":"Open","fields":[{"key":"name","type":"text"},{"key":"cost","type":"number"}]}""";

    [PostgresFact]
    public async Task A_right_that_is_taken_away_on_one_node_is_gone_from_screens_that_are_open_on_another()
    {
        await nodes.PublishAsync("form", "open", Form);
        await nodes.PublishAsync("role", "seer", """{"key":"seer","label":"Seer"}""");
        var person = await nodes.One.PersonAsync("Seer", ["seer"]);
        await Group("view", "edit");
        using var screen = await Screen.OpenAsync(nodes.Other, person.Id);
        Assert.True(await Until(() => screen.Can("open", RecordActions.Edit)));

        await Group("view");
        Assert.True(await Until(() => !screen.Can("open", RecordActions.Edit) && screen.Can("open", RecordActions.View)));
        await Ok(await nodes.One.Admin.PutAsJsonAsync("/api/roles/seer/members", new { members = Array.Empty<long>() }));
        Assert.True(await Until(() => !screen.Can("open", RecordActions.View)));

        async Task Group(params string[] actions) =>
            await Ok(await nodes.One.Admin.PutAsJsonAsync("/api/groups/seers", new { key = "seers", form = "open", label = "Seers", members = new { roles = new[] { "seer" } }, actions }));
    }

    [PostgresFact]
    public async Task Nobody_is_at_an_open_screen_any_more_when_its_session_was_ended_on_another_node()
    {
        var (leaves, stays) = (await nodes.One.PersonAsync("Leaves"), await nodes.One.PersonAsync("Stays"));
        using var left = await Screen.OpenAsync(nodes.Other, leaves.Id);
        using var other = await Screen.OpenAsync(nodes.Other, stays.Id);
        Assert.Equal((leaves.Id, stays.Id), (left.Person, other.Person));

        await Ok(await leaves.Client.DeleteAsync("/api/session"));

        Assert.True(await Until(() => left.Person is null));
        Assert.Equal(stays.Id, other.Person);
        await Ok(await nodes.One.Admin.PostAsync($"/api/users/{stays.Id}/deactivate", null));
        Assert.True(await Until(() => other.Person is null));
    }

    [PostgresFact]
    public async Task Whoever_has_a_designer_open_is_seen_on_the_other_node_until_they_leave()
    {
        var (one, other) = (nodes.One.Services.GetRequiredService<DesignersPresent>(), nodes.Other.Services.GetRequiredService<DesignersPresent>());
        var saved = new ConcurrentQueue<(long, long)>();
        other.Saved += (seat, rev) => saved.Enqueue((seat.User, rev));

        using var first = one.Take(DefinitionKind.Form, "shared", 1);
        using var second = other.Take(DefinitionKind.Form, "shared", 2);
        Assert.True(await Until(() => other.Beside(second) is [1] && one.Beside(first) is [2]));
        first.Saved(5);
        Assert.True(await Until(() => !saved.IsEmpty));
        first.Dispose();

        Assert.True(await Until(() => other.Beside(second).Count == 0));
        Assert.Equal([(1, 5)], saved);
    }

    // The news comes within milliseconds, the check of sessions each second here; a screen asks anew for each thing that it does.
    private static async Task<bool> Until(Func<bool> met)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!met())
            await Task.Delay(50, patience.Token);
        return true;
    }
}
