using LowCode.People;

namespace LowCode.Ui.Records;

/// <summary>Finds <c>@name</c> in a comment.</summary>
public static class Mentions
{
    /// <summary>Ids of the active people whose name stands behind an @ sign.</summary>
    public static IReadOnlyList<long> In(string text, PeopleDirectory people) =>
        !text.Contains('@', StringComparison.Ordinal) ? []
        : [.. people.Users.Where(user => user.Active && text.Contains($"@{user.Name}", StringComparison.OrdinalIgnoreCase)).Select(user => user.Id)];
}
