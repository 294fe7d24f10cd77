using System.Text;
using LowCode.Forms;

namespace LowCode.Storage.Records;

/// <summary>The search box: the text stands somewhere in one of the searchable fields, whatever the case, in any script.</summary>
internal static class Search
{
    internal static string Condition(Form form, string text, Arguments arguments)
    {
        var fields = form.Designed.Where(field => field.Definition.Searchable && IsText(field)).ToList();
        if (fields.Count == 0 && form.TitleField is { } title && IsText(title))
            fields.Add(title);
        if (fields.Count == 0)
            return "0";
        var template = Template(text, arguments);
        return $"({string.Join(" OR ", fields.Select(field => string.Format(null, template, "r." + field.Column)))})";
    }

    // SQLite's own search is ten times as fast as a function of ours: it does where case is of no matter (digits, Chinese) or where it knows the letters (ASCII).
    private static string Template(string text, Arguments arguments)
    {
        if (text.All(c => char.ToUpperInvariant(c) == c && char.ToLowerInvariant(c) == c))
            return $"instr({{0}}, {arguments.Add(text)}) > 0";
        if (!Ascii.IsValid(text))
            return $"holds_text({{0}}, {arguments.Add(text)})";
        var pattern = text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal);
        return $@"{{0}} LIKE {arguments.Add($"%{pattern}%")} ESCAPE '\'";
    }

    private static bool IsText(Field field) => field.Storage == StorageKind.Text && field.Choices.Count == 0;
}
