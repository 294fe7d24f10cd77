namespace LowCode.Expressions.Tests;

public class FunctionTests
{
    public static TheoryData<string> Keys => [.. BuiltInFunctions.All.Select(function => function.Key)];

    [Theory]
    [MemberData(nameof(Keys))]
    public void Examples_give_the_results_that_the_help_promises(string key)
    {
        var function = BuiltInFunctions.Find(key)!;

        var value = Sample.Evaluate(function.Example);

        if (function.Result.StartsWith('#'))
            Assert.Equal(function.Result, value.ToString());
        else
            Assert.Equal(Sample.Evaluate(function.Result), value);
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void Every_function_is_explained_in_both_languages(string key)
    {
        var function = BuiltInFunctions.Find(key)!;

        Assert.Contains(function.Zh, c => c is >= '\u4e00' and <= '\u9fff');
        Assert.EndsWith("。", function.Zh);
        Assert.EndsWith(".", function.En);
    }

    [Fact]
    public void Names_are_upper_case_and_unique()
    {
        var names = BuiltInFunctions.All.SelectMany(function => function.Aliases.Prepend(function.Key)).ToList();

        Assert.Equal(names.Count, names.Distinct().Count());
        Assert.All(names, name => Assert.Equal(name.ToUpperInvariant(), name));
        Assert.True(BuiltInFunctions.All.Count >= 90);
    }
}
