using System.Globalization;
using System.Text.RegularExpressions;
using Xunit.Abstractions;

namespace LowCode.Expressions.Tests;

/// <summary>Excel's own results: the cases of <c>shared/data/formula-conformance</c> whose functions the language has.</summary>
public class ConformanceTests(ITestOutputHelper output)
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(Here(), "../../../../shared/data/formula-conformance/formula_cases.csv"));

    /// <summary>Where the language means something else on purpose; everything else must be Excel's result.</summary>
    private static readonly Dictionary<string, string> Explained = new()
    {
        ["=XOR(\"TRUE\")"] = Written,
        ["=XOR(\"\")"] = Written,
        ["=XOR(\"\", \"\")"] = Written,
        ["=AND(\"\")"] = Written,
        ["=MROUND(FALSE,2)"] = Written,
        ["=MROUND(2,FALSE)"] = Written,
        ["=PRODUCT(TRUE)"] = Written,
        ["=SUM(TRUE)"] = Written,
        ["=COUNT(\"23\")"] = Written,
        ["=EXP(709)"] = Decimals,
        ["=EXP(709.782712893383)"] = Decimals,
        ["=SIGN((-1e-307))"] = Decimals,
        ["=MROUND(10,1e-100)"] = Decimals,
        ["=TEXT(1e-16,\"General\")"] = Decimals,
        ["=SWITCH(\"Wednesday\", \"Monday\", 1, \"Tuesday\",2,\"WEDNESDAY\",3)"] = Exact,
        ["=IF(\"Yes\"=\"YES\", \"si\", \"no\")"] = Exact,
        ["=VALUE(\"2/3/2023\")"] = "Days are no numbers.",
    };

    private const string Written = "A value written out is read as the type that its place wants; Excel treats some of them as if they stood in a cell.";
    private const string Decimals = "Numbers are decimals of 28 digits: no 1e307, no 1e-100.";
    private const string Exact = "Texts are compared exactly; SEARCH and CONTAINS compare in any case.";

    [Fact]
    public void Claimed_functions_give_the_results_that_excel_saved()
    {
        if (!File.Exists(Root))
        {
            output.WriteLine($"skipped: {Root} is absent");
            return;
        }

        var (right, wrong, refused) = (0, new List<string>(), 0);
        foreach (var (formula, expected, type) in Cases())
        {
            if (Regex.Matches(formula, @"([A-Z][A-Z0-9.]*)\(").Any(match => BuiltInFunctions.Find(match.Groups[1].Value) is null && match.Groups[1].Value is not ("TRUE" or "FALSE")))
                continue;
            var result = ExpressionCompiler.Compile(formula, Sample.Contract);
            // Excel coerces what a typed language refuses when it is saved; a refusal agrees with an error.
            if (!result.Ok)
            {
                refused += type == "error" ? 0 : 1;
                right += type == "error" ? 1 : 0;
                if (type != "error")
                    output.WriteLine($"refused {formula}: {result.Errors[0].Message}");
                continue;
            }

            var value = result.Expression.Evaluate(Sample.Context());
            if (Agrees(value, expected, type))
                right++;
            else if (Explained.TryGetValue(formula, out var reason))
                output.WriteLine($"explained {formula}: {reason}");
            else
                wrong.Add($"{formula} is {expected}, not {value}");
        }

        wrong.ForEach(output.WriteLine);
        output.WriteLine($"{right} right, {wrong.Count} wrong, {refused} refused as ill-typed");
        Assert.True(right >= 300);
        Assert.True(right >= 0.98 * (right + wrong.Count), string.Join("\n", wrong));
    }

    private static bool Agrees(Value value, string expected, string type) => type switch
    {
        "number" when value.Kind is ValueKind.Number or ValueKind.Null => Near(value.AsNumber, expected),
        "bool" => value.Kind == ValueKind.Bool && value.AsBool == bool.Parse(expected),
        "error" => value.IsError && value.ToString() == expected,
        "date" => value.Kind == ValueKind.Date && expected.StartsWith(value.ToString(), StringComparison.Ordinal),
        _ when value.Kind == ValueKind.Time => value.AsTime == TimeOnly.Parse(expected, CultureInfo.InvariantCulture),
        // A workbook writes control characters as _x0001_.
        _ => value.ToString() == Regex.Replace(expected, "_x([0-9A-F]{4})_", match => ((char)Convert.ToInt32(match.Groups[1].Value, 16)).ToString()),
    };

    private static bool Near(decimal value, string expected)
    {
        var wanted = double.Parse(expected, CultureInfo.InvariantCulture);
        return Math.Abs((double)value - wanted) <= 1e-9 * Math.Max(1, Math.Abs(wanted));
    }

    // file, sheet, cell, functions, formula, expected_type, expected; texts in double quotes may hold commas and line breaks.
    private static IEnumerable<(string Formula, string Expected, string Type)> Cases() =>
        Regex.Matches(File.ReadAllText(Root), @"(?:(?:""((?:[^""]|"""")*)""|([^,\r\n]*))(,|\r?\n|$)){7}")
            .Select(row => Enumerable.Range(0, 7).Select(i => Cell(row, i)).ToArray())
            .Skip(1).Select(cells => (cells[4], cells[6], cells[5]));

    private static string Cell(Match row, int index)
    {
        var end = row.Groups[3].Captures[index].Index;
        var quoted = row.Groups[1].Captures.FirstOrDefault(capture => capture.Index + capture.Length + 1 == end);
        return quoted?.Value.Replace("\"\"", "\"", StringComparison.Ordinal) ?? row.Groups[2].Captures.First(capture => capture.Index + capture.Length == end).Value;
    }

    private static string Here([System.Runtime.CompilerServices.CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
