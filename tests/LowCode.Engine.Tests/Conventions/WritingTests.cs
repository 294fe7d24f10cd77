using System.Text.RegularExpressions;

namespace LowCode.Engine.Tests.Conventions;

public partial class WritingTests
{
    /// <summary>Whoever only looks as somebody else is refused where a caller is given: a way round that would be a way to write.</summary>
    [Fact]
    public void Whatever_has_a_caller_writes_for_that_caller()
    {
        var around = new List<string>();
        var writing = 0;
        foreach (var file in Repository.Sources("engine", "runtime", "designer").Where(file => Path.GetExtension(file) is ".cs" or ".razor" && Path.GetFileName(file) != "CallerWriting.cs"))
        {
            var method = "";
            foreach (var line in File.ReadLines(file))
            {
                if (Signature().IsMatch(line))
                    method = line;
                if (!Write().IsMatch(line))
                    continue;
                writing++;
                if (HasCaller().IsMatch(method) && !WriteFor().IsMatch(line))
                    around.Add($"{Path.GetFileName(file)}: {line.Trim()}");
            }
        }

        Assert.True(writing > 60);
        Assert.Empty(around);
    }

    [GeneratedRegex(@"^    (public|private|internal|protected)\b.*\(")]
    private static partial Regex Signature();

    [GeneratedRegex(@"[dD]atabase\.WriteAsync\(|\.WritePatientlyAsync\(")]
    private static partial Regex Write();

    [GeneratedRegex(@"\.(WriteAsync|WritePatientlyAsync)\((caller|_caller|by)\b")]
    private static partial Regex WriteFor();

    [GeneratedRegex(@"\bCaller \w+")]
    private static partial Regex HasCaller();
}
