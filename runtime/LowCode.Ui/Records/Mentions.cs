using LowCode.People;

namespace LowCode.Ui.Records;

/// <summary>Finds <c>@name</c> in a comment, when it is sent and while it is typed.</summary>
public static class Mentions
{
    private const int LongestName = 30;

    /// <summary>Ids of the active people whose name stands behind an @ sign.</summary>
    public static IReadOnlyList<long> In(string text, PeopleDirectory people) =>
        !text.Contains('@', StringComparison.Ordinal) ? []
        : [.. people.Users.Where(user => user.Active && text.Contains($"@{user.Name}", StringComparison.OrdinalIgnoreCase)).Select(user => user.Id)];

    /// <summary>Where the caret stands after an input turned one text into the other: behind what was put in.</summary>
    public static int CaretAfter(string before, string now)
    {
        var end = 0;
        while (end < before.Length && end < now.Length && before[^(end + 1)] == now[^(end + 1)])
            end++;
        return now.Length - end;
    }

    /// <summary>The beginning of a name that is being typed behind an @ sign before the caret; null when none is. <paramref name="at"/> is the sign's place.</summary>
    public static string? Wanted(string text, int caret, out int at)
    {
        at = caret == 0 ? -1 : text.LastIndexOf('@', caret - 1);
        if (at < 0 || caret - at > LongestName)
            return null;
        var name = text[(at + 1)..caret];
        return name.Any(char.IsWhiteSpace) ? null : name;
    }

    /// <summary>The text in pieces; those that are names of mentioned people are marked.</summary>
    public static IReadOnlyList<(string Text, bool IsName)> Pieces(string text, IEnumerable<string> names)
    {
        var pieces = new List<(string, bool)>();
        var wanted = names.Where(name => name.Length > 0).Select(name => $"@{name}").OrderByDescending(name => name.Length).ToList();
        var from = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '@' || wanted.FirstOrDefault(name => text.AsSpan(i).StartsWith(name, StringComparison.OrdinalIgnoreCase)) is not { } found)
                continue;
            if (i > from)
                pieces.Add((text[from..i], false));
            pieces.Add((text.Substring(i, found.Length), true));
            from = i + found.Length;
            i = from - 1;
        }
        if (from < text.Length)
            pieces.Add((text[from..], false));
        return pieces;
    }
}
