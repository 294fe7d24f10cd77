using LowCode.Forms;
using LowCode.Storage.Units;

namespace LowCode.Storage.Records;

/// <summary>The search box: the text stands somewhere in one of the searchable fields, whatever the case, in any script.</summary>
internal static class Search
{
    internal static string Condition(Dialect dialect, Form form, string text, Arguments arguments)
    {
        var fields = form.Designed.Where(field => field.Definition.Searchable && IsText(field)).ToList();
        if (fields.Count == 0 && form.TitleField is { } title && IsText(title))
            fields.Add(title);
        if (fields.Count == 0)
            return "FALSE";
        return $"({string.Join(" OR ", fields.Select(field => dialect.Holds("r." + field.Column, text, arguments)))})";
    }

    private static bool IsText(Field field) => field.Storage == StorageKind.Text && field.Choices.Count == 0;
}
