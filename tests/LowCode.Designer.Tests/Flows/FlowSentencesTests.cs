using LowCode.Designer.Tests.Localization;
using LowCode.Flows;
using LowCode.Ui.Flows;
using LowCode.Ui.Localization;

namespace LowCode.Designer.Tests.Flows;

/// <summary>What a step's card and sentences say before its people are chosen.</summary>
public sealed class FlowSentencesTests
{
    private static readonly Texts Chinese = new(new TextCatalog(typeof(Texts).Assembly));

    public static TheoryData<FlowNode, string> Unchosen => new()
    {
        { new ApproveNode { Id = "n", Vote = new VoteRule { Mode = VoteMode.All } }, "还没有选择审批人" },
        { new ApproveNode { Id = "n", Assignees = new AssigneeRule { From = [new FromUsers([]), new FromRoles([])] } }, "还没有选择审批人" },
        { new HandleNode { Id = "n" }, "还没有选择处理人" },
        { new CcNode { Id = "n" }, "还没有选择抄送人" },
    };

    [Theory]
    [MemberData(nameof(Unchosen))]
    public void A_step_without_people_says_so_in_plain_words(FlowNode node, string said)
    {
        using var _ = new Culture("zh-CN");
        var words = new FlowWords(Chinese, FlowNames.None);

        Assert.Equal(said, words.Summary(node));
        if (node is AssignedNode)
            Assert.Equal($"{said}。", new FlowSentences(Chinese, words, FlowNames.None).Of(new FlowDefinition { Key = "f", Form = "x" }, node)[0]);
    }

    [Fact]
    public void People_who_are_chosen_are_named_without_the_sources_that_are_still_empty()
    {
        using var _ = new Culture("zh-CN");
        var node = new ApproveNode { Id = "n", Assignees = new AssigneeRule { From = [new FromUsers([]), new FromInitiator()] } };

        Assert.Equal("发起人", new FlowWords(Chinese, FlowNames.None).Summary(node));
    }
}
