using System.Globalization;
using System.Text;
using LowCode.Running;

namespace LowCode.Measuring;

/// <summary>
/// What was measured, each figure beside its limit of the same run. A ratio of a rate is ours by the limit's (more is better), of a time as well (less is better);
/// <see cref="Line.Wanted"/> says in words what it should be.
/// </summary>
internal sealed class Report(string? only)
{
    private readonly List<(string Section, Line Line)> _lines = [];
    private string _section = "";

    /// <summary>Whether a line was asked for: <c>--only create</c> leaves out all whose words don't hold it.</summary>
    public bool Wants(string what) => only is null || what.Contains(only, StringComparison.OrdinalIgnoreCase);

    /// <summary>The lines that follow belong to this part.</summary>
    public void Begin(string section)
    {
        _section = section;
        Console.WriteLine($"\n{section}\n{"",-64} {"ours",12} {"limit",12} {"ratio",8}  wanted");
    }

    /// <summary>Adds a line and prints it at once. The limit is null where there is nothing to compare with.</summary>
    public void Add(string what, double ours, double? limit = null, string wanted = "")
    {
        var line = new Line(what, ours, limit, wanted);
        _lines.Add((_section, line));
        Console.WriteLine($"{what,-64} {Number(ours),12} {Number(limit),12} {Ratio(line),8}  {wanted}");
    }

    /// <summary>The whole as a Markdown page with the machine's facts.</summary>
    public string ToMarkdown(string title)
    {
        var page = new StringBuilder($"# {title}\n\n{Machine.Facts()}\n\nA ratio is ours by the limit that was measured beside it in the same run; trust ratios more than figures.\n");
        foreach (var section in _lines.GroupBy(each => each.Section, each => each.Line))
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {section.Key}\n| what | ours | limit | ratio | wanted |\n|---|---:|---:|---:|---|\n");
            foreach (var line in section)
                page.Append(CultureInfo.InvariantCulture, $"| {line.What} | {Number(line.Ours)} | {Number(line.Limit)} | {Ratio(line)} | {line.Wanted} |\n");
        }
        return page.ToString();
    }

    /// <summary>Writes the page into docs/benchmarks; gives its path.</summary>
    public string Keep(string day)
    {
        var page = Directory.CreateDirectory(Path.Combine(Sources.Root, "docs", "benchmarks")).FullName;
        page = Path.Combine(page, $"{day}.md");
        File.WriteAllText(page, ToMarkdown($"Benchmarks of {day}"));
        return Path.GetRelativePath(Sources.Root, page);
    }

    private static string Number(double? value) => value switch
    {
        null => "",
        >= 100 => value.Value.ToString("N0", CultureInfo.InvariantCulture),
        >= 10 => value.Value.ToString("N1", CultureInfo.InvariantCulture),
        _ => value.Value.ToString("N2", CultureInfo.InvariantCulture),
    };

    private static string Ratio(Line line) => line.Limit is { } limit ? (line.Ours / limit).ToString("N2", CultureInfo.InvariantCulture) : "";
}

/// <summary>One figure.</summary>
internal sealed record Line(string What, double Ours, double? Limit, string Wanted);
