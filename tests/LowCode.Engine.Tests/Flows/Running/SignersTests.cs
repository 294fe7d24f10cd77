namespace LowCode.Flows.Running;

public class SignersTests
{
    [Theory]
    [InlineData(VoteMode.All, "aa", "open")]
    [InlineData(VoteMode.All, "ar", "rejected")]
    [InlineData(VoteMode.All, "r", "rejected")]
    [InlineData(VoteMode.Any, "a", "open")]
    [InlineData(VoteMode.Sequential, "aa", "open")]
    [InlineData(VoteMode.Sequential, "r", "rejected")]
    public async Task Signers_before_give_the_task_back_or_refuse_it(VoteMode mode, string votes, string result)
    {
        using var world = await FlowWorld.With(Draw.Line(Draw.Vote("v", 3)));
        var instance = (await world.Start()).InstanceId;
        await world.Do(3, new AddSign(world.Task(instance, 3).Id, SignPlace.Before, [4, 5], mode));
        Assert.Equal(mode == VoteMode.Sequential ? [4] : [4, 5], world.State(instance).Handlers());

        await Sign(world, instance, votes);

        if (result == "open")
            Assert.Equal([3], world.State(instance).Handlers());
        else
            Assert.Equal(InstanceState.Rejected, world.State(instance).Instance.State);
    }

    [Theory]
    [InlineData(VoteMode.All, "aa", "completed")]
    [InlineData(VoteMode.All, "ar", "rejected")]
    [InlineData(VoteMode.Any, "a", "completed")]
    [InlineData(VoteMode.Sequential, "aa", "completed")]
    public async Task Signers_after_have_the_last_word(VoteMode mode, string votes, string result)
    {
        using var world = await FlowWorld.With(Draw.Line(Draw.Vote("v", 3)));
        var instance = (await world.Start()).InstanceId;
        await world.Do(3, new AddSign(world.Task(instance, 3).Id, SignPlace.After, [4, 5], mode, "I agree"));

        await Sign(world, instance, votes);

        Assert.Equal(result, StateWords.Of(world.State(instance).Instance.State));
    }

    [Fact]
    public async Task A_parallel_signer_is_one_more_voter_until_removed()
    {
        using var world = await FlowWorld.With(Draw.Line(Draw.Vote("v", 3, 4) with { Vote = new VoteRule { Mode = VoteMode.All } }));
        var instance = (await world.Start()).InstanceId;
        await world.Do(3, new AddSign(world.Task(instance, 3).Id, SignPlace.Parallel, [5]));
        Assert.Equal(3, world.State(instance).Activations.All.Last().Need);

        await world.Do(3, new Approve(world.Task(instance, 3).Id));
        await world.Do(4, new Approve(world.Task(instance, 4).Id));
        Assert.Equal([5], world.State(instance).Handlers());
        var ended = await world.Do(3, new RemoveSign(world.Task(instance, 5).Id));

        Assert.Equal("completed", ended.State);
    }

    [Fact]
    public async Task Nobody_signs_twice_and_signers_add_no_signers()
    {
        using var world = await FlowWorld.With(Draw.Line(Draw.Vote("v", 3, 4)));
        var instance = (await world.Start()).InstanceId;
        await world.Refused("flows.person.twice", 3, new AddSign(world.Task(instance, 3).Id, SignPlace.Before, [4]));
        await world.Refused("flows.person.twice", 3, new AddSign(world.Task(instance, 3).Id, SignPlace.Before, [5, 5]));
        await world.Refused("flows.person", 3, new AddSign(world.Task(instance, 3).Id, SignPlace.Before, [99]));
        await world.Refused("flows.people.empty", 3, new AddSign(world.Task(instance, 3).Id, SignPlace.Before, []));
        await world.Do(3, new AddSign(world.Task(instance, 3).Id, SignPlace.Before, [5]));

        await world.Refused("flows.sign.depth", 5, new AddSign(world.Task(instance, 5).Id, SignPlace.Before, [6]));
        await world.Refused("flows.person.twice", 4, new Transfer(world.Task(instance, 4).Id, 3));
    }

    [Fact]
    public async Task Removing_the_last_signer_before_gives_the_task_back()
    {
        using var world = await FlowWorld.With(Draw.Line(Draw.Vote("v", 3)));
        var instance = (await world.Start()).InstanceId;
        await world.Do(3, new AddSign(world.Task(instance, 3).Id, SignPlace.Before, [4]));

        await world.Refused("flows.notManager", 4, new RemoveSign(world.Task(instance, 4).Id));
        await world.Do(3, new RemoveSign(world.Task(instance, 4).Id));

        Assert.Equal([3], world.State(instance).Handlers());
    }

    private static async Task Sign(FlowWorld world, long instance, string votes)
    {
        foreach (var (vote, user) in votes.Zip([4L, 5L]))
        {
            var task = world.Task(instance, user).Id;
            await world.Do(user, vote == 'a' ? new Approve(task) : new Reject(task));
        }
    }
}
