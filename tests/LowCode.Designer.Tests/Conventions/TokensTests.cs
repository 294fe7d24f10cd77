using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using LowCode.Ui.Components;

namespace LowCode.Designer.Tests.Conventions;

/// <summary>WCAG 2.2 AA contrast of the colours in tokens.css, and a cap on the size of the style sheets.</summary>
public partial class TokensTests
{
    private static readonly string Css = Path.GetFullPath(Path.Combine(Here(), "../../../runtime/LowCode.Ui/Css"));
    private static readonly Dictionary<string, string[]> Tokens = Token().Matches(File.ReadAllText(Path.Combine(Css, "tokens.css")))
        .ToDictionary(match => match.Groups[1].Value, match => match.Groups[4].Success ? new[] { match.Groups[4].Value, match.Groups[4].Value } : [match.Groups[2].Value, match.Groups[3].Value]);

    public static TheoryData<string, string, double> Pairs()
    {
        var pairs = new TheoryData<string, string, double>();
        foreach (var colour in ChoiceColour.All) pairs.Add($"{colour}-ink", $"{colour}-tint", 4.5);
        foreach (var tone in (string[])["good", "warn", "bad", "accent"]) pairs.Add($"{tone}-ink", $"{tone}-tint", 4.5);
        foreach (var ink in (string[])["ink", "ink-2", "ink-3", "accent-ink", "good-ink", "warn-ink", "bad-ink"])
        {
            foreach (var ground in (string[])["surface", "canvas", "sunken", "raised", "hover"]) pairs.Add(ink, ground, 4.5);
        }

        foreach (var fill in (string[])["accent", "accent-hover", "bad", "bad-hover"]) pairs.Add("on-accent", fill, 4.5);
        foreach (var ground in (string[])["surface", "canvas", "raised"]) pairs.Add("focus", ground, 3);
        pairs.Add("line-control", "surface", 3);
        return pairs;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Text_and_edges_can_be_seen_in_both_themes(string front, string back, double least)
    {
        for (var theme = 0; theme < 2; theme++)
            Assert.True(Contrast(Tokens[front][theme], Tokens[back][theme]) >= least, $"--{front} on --{back} in {(theme == 0 ? "light" : "dark")}: {Contrast(Tokens[front][theme], Tokens[back][theme]):0.00}, at least {least} is needed");
    }

    [Fact]
    public void The_style_sheets_stay_small() => Assert.InRange(Directory.EnumerateFiles(Css, "*.css").Sum(file => new FileInfo(file).Length), 1, 110 * 1024);

    private static double Contrast(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(string colour)
    {
        double Part(int at)
        {
            var value = int.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return value <= 0.03928 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
        }

        return (0.2126 * Part(1)) + (0.7152 * Part(3)) + (0.0722 * Part(5));
    }

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    [GeneratedRegex(@"--([\w-]+): (?:light-dark\((#\w{6}), (#\w{6})\)|(#\w{6}));")]
    private static partial Regex Token();
}
