using LowCode.Forms;
using LowCode.Permissions;
using LowCode.Storage.Units;

namespace LowCode.Storage.Records;

/// <summary>The search box: the text stands somewhere in one of the searchable fields, whatever the case, in any script.</summary>
internal static class Search
{
    internal static string Condition(Dialect dialect, Access access, string text, Arguments arguments)
    {
        // A column that is hidden in some rows is another expression than the one that is indexed.
        var fields = Fields(access.Form).Select(field => access.Unlimited || access.RowsShowing(field.Position) is null
            ? dialect.HoldsIndexed("r." + field.Column, text, arguments)
            : dialect.Holds("r." + field.Column, text, arguments)).ToList();
        return fields.Count == 0 ? "FALSE" : $"({string.Join(" OR ", fields)})";
    }

    /// <summary>Where it looks: the searchable fields; the title when there are none.</summary>
    internal static IReadOnlyList<Field> Fields(Form form)
    {
        var fields = form.Designed.Where(field => field.Definition.Searchable && IsText(field)).ToList();
        if (fields.Count == 0 && form.TitleField is { } title && IsText(title))
            fields.Add(title);
        return fields;
    }

    private static bool IsText(Field field) => field.Storage == StorageKind.Text && field.Choices.Count == 0;
}
