namespace LowCode.Flows.Running;

public class CountersignTests
{
    public static TheoryData<VoteMode, int?> Rules => new()
    {
        { VoteMode.Any, null }, { VoteMode.All, null }, { VoteMode.Sequential, null },
        { VoteMode.Percent, 50 }, { VoteMode.Percent, 67 }, { VoteMode.Percent, 1 }, { VoteMode.Count, 2 }, { VoteMode.Count, 9 },
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task Every_sequence_of_votes_of_up_to_six_people_is_decided_by_the_arithmetic(VoteMode mode, int? value)
    {
        for (var people = 1; people <= 6; people++)
        {
            var voters = Enumerable.Range(3, people).Select(id => (long)id).ToArray();
            using var world = await FlowWorld.With(Draw.Line(Draw.Vote("v", voters) with { Vote = new VoteRule { Mode = mode, Value = value } }));
            for (var votes = 0; votes < 1 << people; votes++)
                await Vote(world, mode, value, voters, votes);
        }
    }

    private static async Task Vote(FlowWorld world, VoteMode mode, int? value, long[] voters, int votes)
    {
        var instance = (await world.Start()).InstanceId;
        var (ok, no) = (0, 0);
        foreach (var (voter, index) in voters.Select((voter, index) => (voter, index)))
        {
            Assert.Equal(mode == VoteMode.Sequential ? 1 : voters.Length - index, world.State(instance).Handlers().Count);
            var yes = (votes >> index & 1) == 1;
            var task = world.Task(instance, voter).Id;
            var receipt = await world.Do(voter, yes ? new Approve(task) : new Reject(task));
            (ok, no) = yes ? (ok + 1, no) : (ok, no + 1);
            var expected = Expected(mode, value, voters.Length, ok, no);
            Assert.Equal(expected, receipt.State);
            if (expected != "running")
                return;
        }
    }

    private static string Expected(VoteMode mode, int? value, int voters, int ok, int no)
    {
        var need = mode switch
        {
            VoteMode.Any => 1,
            VoteMode.Percent => (voters * value!.Value + 99) / 100,
            VoteMode.Count => Math.Min(value!.Value, voters),
            _ => voters,
        };
        return ok >= need ? "completed" : mode == VoteMode.Any && no > 0 || voters - no < need ? "rejected" : "running";
    }
}
