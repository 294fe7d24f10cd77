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

    [Theory]
    [InlineData("LEN(\"😀𠮷b\")", "3")]
    [InlineData("LEFT(\"😀𠮷b\", 1)", "\"😀\"")]
    [InlineData("LEFT(\"a😀𠮷b\", 2)", "\"a😀\"")]
    [InlineData("LEFT(\"😀\", 5)", "\"😀\"")]
    [InlineData("RIGHT(\"a😀𠮷\", 1)", "\"𠮷\"")]
    [InlineData("RIGHT(\"a😀\", 9)", "\"a😀\"")]
    [InlineData("MID(\"a😀𠮷b\", 3, 2)", "\"𠮷b\"")]
    [InlineData("MID(\"a😀\", 5, 2)", "\"\"")]
    [InlineData("FIND(\"b\", \"😀𠮷b\")", "3")]
    [InlineData("FIND(\"b\", \"b😀b\", 2)", "3")]
    [InlineData("SEARCH(\"B\", \"a😀b\")", "3")]
    [InlineData("REPLACE(\"a😀𠮷b\", 2, 2, \"-\")", "\"a-b\"")]
    [InlineData("MASK(\"😀𠮷张三丰\", 1, 1)", "\"😀***丰\"")]
    public void Texts_are_counted_and_cut_by_whole_characters(string source, string result) => Assert.Equal(Sample.Evaluate(result), Sample.Evaluate(source));

    [Fact]
    public void Names_are_upper_case_and_unique()
    {
        var names = BuiltInFunctions.All.SelectMany(function => function.Aliases.Prepend(function.Key)).ToList();

        Assert.Equal(names.Count, names.Distinct().Count());
        Assert.All(names, name => Assert.Equal(name.ToUpperInvariant(), name));
        Assert.True(BuiltInFunctions.All.Count >= 90);
    }
}
