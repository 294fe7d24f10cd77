using System.Diagnostics;

namespace LowCode.Expressions.Tests;

public class HostileInputTests
{
    private const string Alphabet = "()[]{}.,;:?!+-*/%^&|<>=\"'\\$ \n0123456789eabAB_金额，（“”…😀\0";
    private static readonly string[] Words = ["SUM", "IF", "items", "amount", "stage", "tags", "customer", "level", "$user", "$old", "in", "FILTER", "ROLLUP", "[金额]", "1e5", "\"x\"", "null", "==", "&&", "LOOKUP", "DATEADD", "TEXT"];

    [Fact]
    public void Random_texts_give_an_answer_or_a_clear_error()
    {
        var random = new Random(1);
        for (var i = 0; i < 10_000; i++)
        {
            var length = random.Next(0, 60);
            Try(string.Concat(Enumerable.Range(0, length).Select(_ => random.Next(3) == 0 ? Words[random.Next(Words.Length)] : Alphabet[random.Next(Alphabet.Length)].ToString())));
        }
    }

    [Fact]
    public void Changed_expressions_give_an_answer_or_a_clear_error()
    {
        var random = new Random(2);
        var examples = BuiltInFunctions.All.Select(function => function.Example).ToList();
        for (var i = 0; i < 10_000; i++)
        {
            var text = new System.Text.StringBuilder(examples[random.Next(examples.Count)]);
            for (var change = random.Next(1, 5); change > 0 && text.Length > 0; change--)
            {
                var at = random.Next(text.Length);
                switch (random.Next(4))
                {
                    case 0:
                        text.Remove(at, 1);
                        break;
                    case 1:
                        text.Insert(at, Alphabet[random.Next(Alphabet.Length)]);
                        break;
                    case 2:
                        text.Insert(at, Words[random.Next(Words.Length)]);
                        break;
                    default:
                        text.Insert(at, examples[random.Next(examples.Count)]);
                        break;
                }
            }

            Try(text.ToString());
        }
    }

    [Fact]
    public void The_largest_expressions_compile_in_no_time()
    {
        string[] sources =
        [
            new('(', 8000), new('[', 8000), new('-', 8000), new('"', 8000), new('!', 8000), new('.', 8000), new('1', 8000), new(',', 8000), new('金', 8000),
            string.Concat(Enumerable.Repeat("a.", 4000)), string.Concat(Enumerable.Repeat("IF(", 2600)), string.Concat(Enumerable.Repeat("1?", 4000)), string.Concat(Enumerable.Repeat("\\\"", 4000)),
            string.Concat(Enumerable.Repeat("$a.", 2600)), string.Concat(Enumerable.Repeat("1+", 3999)) + "1", string.Concat(Enumerable.Repeat("1&", 3999)) + "1", string.Concat(Enumerable.Repeat("done&&", 1300)) + "1",
            "amount in [" + string.Join(",", Enumerable.Range(0, 1900)) + "]", "[" + string.Concat(Enumerable.Repeat("[1],", 1900)) + "1]",
        ];
        Try("amount");
        foreach (var source in sources)
        {
            var watch = Stopwatch.StartNew();
            Try(source);
            Assert.True(watch.ElapsedMilliseconds < 1000, $"{source[..20]} took {watch.ElapsedMilliseconds} ms");
        }
    }

    [Theory]
    [InlineData("REPT(\"x\", 1000000000)", "#VALUE!")]
    [InlineData("SUBSTITUTE(REPT(\"a\", 32000), \"a\", REPT(\"b\", 32000))", "#VALUE!")]
    [InlineData("REGEXMATCH(REPT(\"a\", 30000), \"(a+)+$b\")", "false")]
    [InlineData("SEARCH(\"*a*a*a*a*a*b\", REPT(\"a\", 2000))", "#VALUE!")]
    [InlineData("NETWORKDAYS(DATE(1900, 1, 1), DATE(9999, 1, 1))", "#NUM!")]
    [InlineData("WORKDAY(TODAY(), 999999999)", "#NUM!")]
    [InlineData("EDATE(TODAY(), 999999999)", "#NUM!")]
    [InlineData("POWER(2, 99999999)", "#NUM!")]
    [InlineData("FACT(999)", "#NUM!")]
    [InlineData("COMBIN(99999999, 5000000)", "#NUM!")]
    [InlineData("DATEADD(NOW(), 999999999, \"year\")", "#NUM!")]
    public void Functions_have_limits_too(string source, string result) => Assert.Equal(result, Sample.Evaluate(source).ToString());

    private static void Try(string source)
    {
        var result = ExpressionCompiler.Compile(source, Sample.Contract);
        if (result.Ok)
        {
            result.Expression.Evaluate(Sample.Context());
            Assert.Equal(result.Expression.Source, ExpressionCompiler.Compile(result.Expression.Source, Sample.Contract).Expression?.Source);
        }
        else
        {
            Assert.All(result.Errors, error => Assert.True(error.Line > 0 && error.Column > 0 && error.Message.Length > 0));
        }
    }
}
