namespace LowCode.Designer.Permissions;

/// <summary>The rows conditions that need no expression of one's own.</summary>
internal static class RowChoices
{
    /// <summary>What the choice is called when none of the ready-made ones fits.</summary>
    public const string Own = "own";

    /// <summary>Name (also the end of its text's key) to expression; null for all records.</summary>
    public static readonly IReadOnlyList<(string Name, string? Rows)> All =
    [
        ("all", null),
        ("mine", "owner == $user"),
        ("department", "department == $user.department"),
        ("below", "department in $user.departments"),
    ];

    /// <summary>Which ready-made choice the condition is, however it is spaced; <see cref="Own"/> when none.</summary>
    public static string NameOf(string? rows) => All.FirstOrDefault(choice => Bare(choice.Rows) == Bare(rows)).Name ?? Own;

    private static string Bare(string? rows) => string.Concat((rows ?? "").Where(letter => !char.IsWhiteSpace(letter)));
}
