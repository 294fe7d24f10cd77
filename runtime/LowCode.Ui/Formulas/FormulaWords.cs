using System.Text.RegularExpressions;
using LowCode.Catalog;
using LowCode.Expressions;
using LowCode.Forms;
using LowCode.Ui.Conditions;
using LowCode.Ui.Localization;

namespace LowCode.Ui.Formulas;

/// <summary>One name that a formula may use, as people know it.</summary>
/// <param name="Path">As it is written: <c>amount</c>, <c>customer.level</c>, <c>items.amount</c>, <c>$user</c>.</param>
/// <param name="Label">What people call it.</param>
/// <param name="Type">The kind of its value, in words.</param>
public sealed record FormulaWord(string Path, string Label, string Type);

/// <summary>A function as the editor shows it, in the person's language.</summary>
public sealed record FormulaFunction(string Name, string Signature, string Help, string Example, string Result, string Category, IReadOnlyList<string> Aliases);

/// <summary>What the formula editor offers: the names around a form, and the language's functions.</summary>
public static partial class FormulaWords
{
    /// <summary>A formula to be read: the names of fields in the place of their keys; everything else stays as it is written.</summary>
    public static string Say(string formula, IReadOnlyList<FormulaWord> words)
    {
        var labels = words.ToDictionary(word => word.Path, word => word.Label);
        return Token().Replace(formula, token => token.Groups["name"].Success && labels.TryGetValue(token.Value, out var label) ? $"[{label}]" : token.Value);
    }

    // Texts are passed over, so that nothing inside them is taken for a name; a name before a bracket is a function.
    [GeneratedRegex("""
        "(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|(?<name>\$?[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)(?!\w*\s*\()
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Token();

    private static readonly string[] Surroundings = ["user", "user.name", "user.department", "user.departments", "user.roles", "today", "now"];

    /// <summary>Fields, fields behind references, columns of subforms (as lists), and the <c>$</c> names.</summary>
    public static IReadOnlyList<FormulaWord> Of(Form form, MetadataCatalog catalog, Texts texts, string? rows = null, Offering? offering = null) =>
    [
        .. new ConditionSubjects(form, catalog, texts, rows, offering) is var subjects ? subjects.Offered.Concat(subjects.AtHand).Where(subject => subject.Field is not null).Select(subject => new FormulaWord(subject.Path, subject.Label, texts[$"formula.type.{subject.Kind}"])) : [],
        .. form.Designed.Where(field => field.Rows.Count > 0 && field.Key != rows).SelectMany(subform => subform.Rows.Select(column => new FormulaWord($"{subform.Key}.{column.Key}", $"{NameOf(subform)} › {NameOf(column)}", texts["formula.type.column"]))),
        .. Surroundings.Select(name => new FormulaWord($"${name}", texts[$"formula.name.{name.Replace('.', '-')}"], texts["formula.type.name"])),
    ];

    /// <summary>All functions, in the order of pickers.</summary>
    public static IReadOnlyList<FormulaFunction> Functions(bool chinese) =>
        [.. BuiltInFunctions.All.Select(function => new FormulaFunction(function.Key, function.Signature, chinese ? function.Zh : function.En, function.Example, function.Result, function.Category.ToString(), function.Aliases))];

    private static string NameOf(Field field) => field.Label.IsEmpty ? field.Key : field.Label.Current;
}
