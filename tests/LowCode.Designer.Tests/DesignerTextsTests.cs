using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using LowCode.Designer.Flows;
using LowCode.Flows;
using LowCode.Forms;
using LowCode.Forms.FieldTypes;
using LowCode.Ui.Flows;
using LowCode.Ui.Localization;

namespace LowCode.Designer.Tests;

public partial class DesignerTextsTests
{
    private static readonly TextCatalog Catalog = new(typeof(Texts).Assembly, typeof(FlowDesk).Assembly);

    [Fact]
    public void Every_text_that_a_designer_names_is_written_in_both_languages()
    {
        var named = Directory.EnumerateFiles(Path.Combine(Root(), "designer"), "*.*", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(Path.Combine(Root(), "runtime/LowCode.Ui/Flows"), "*.*"))
            .Where(file => file.EndsWith(".razor", StringComparison.Ordinal) || file.EndsWith(".cs", StringComparison.Ordinal))
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal))
            .SelectMany(file => Named().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value))
            .Concat(FromEnums())
            .Distinct().ToList();

        Assert.True(named.Count > 300, $"only {named.Count} found");
        Assert.DoesNotContain(named, key => Catalog.Find(key, "zh-CN") == key);
        // A text that is missing in English falls back to Chinese.
        Assert.DoesNotContain(named, key => Catalog.Find(key, "en").Any(letter => letter is >= '\u4e00' and <= '\u9fff'));
    }

    [Fact]
    public void Every_kind_of_node_has_an_icon_and_words_of_its_own()
    {
        var words = new FlowWords(new Texts(Catalog), FlowNames.None);
        foreach (var kind in FlowNodeTypes.BuiltIn)
        {
            Assert.NotEqual("circle-help", FlowIcons.Of(kind.Key));
            Assert.NotEqual(new Texts(Catalog)["flowWords.unknown"], words.Summary(kind.Create("x")));
        }
    }

    [Fact]
    public void Every_group_of_field_types_has_a_name() =>
        Assert.All(BuiltInTypes.All.Select(type => type.Group).Distinct(), group => Assert.True(Catalog.Knows($"formDesigner.group.{group}")));

    private static IEnumerable<string> FromEnums() =>
    [
        .. Keys<NobodyPolicy>("flowDesigner.nobody"), .. Keys<InitiatorPolicy>("flowDesigner.initiator"), .. Keys<SamePersonPolicy>("flowDesigner.samePerson"),
        .. Keys<VoteMode>("flowDesigner.vote"), .. Keys<RejectAction>("flowDesigner.reject"), .. Keys<ResubmitRule>("flowDesigner.resubmit"), .. Keys<CommentRule>("flowDesigner.comment"),
        .. Keys<ReturnGoal>("flowDesigner.timeout.goal"), .. Keys<ForkMode>("flowDesigner.fork.mode"), .. Keys<JoinMode>("flowDesigner.join.mode"), .. Keys<FlowResult>("flowDesigner.end.result"),
        .. Keys<FlowStartTrigger>("flowDesigner.flow.start"), .. Keys<WithdrawPolicy>("flowDesigner.flow.withdraw"), .. Keys<LowCode.Flows.FieldRight>("flowDesigner.right"), .. Keys<FlowResult>("flowWords.end"),
        .. Keys<NumberDisplay>("formDesigner.number.display"), .. Keys<ChoiceDisplay>("formDesigner.choice.display"), .. Keys<SerialReset>("formDesigner.serial.reset"), .. Keys<FormulaResult>("formDesigner.formula.result"),
        .. AssigneeKinds.All.Select(kind => $"flowDesigner.who.{kind}"), .. FlowButtons.All.Select(button => $"flowDesigner.button.{button}"), "flowWords.nobody.approve", "flowWords.nobody.handle", "flowWords.nobody.cc",
    ];

    private static IEnumerable<string> Keys<TEnum>(string prefix) where TEnum : struct, Enum => Enum.GetNames<TEnum>().Select(name => $"{prefix}.{name}");

    private static string Root([CallerFilePath] string path = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "../.."));

    // Only whole keys: those that are put together from parts are listed above.
    [GeneratedRegex("""\b(?:T|texts|_texts)\["([a-zA-Z.]+)"[\],]""")]
    private static partial Regex Named();
}
