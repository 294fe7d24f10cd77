namespace LowCode.Flows;

/// <summary>How states are written in the database, the API and events: the name with a small first letter, <c>pendingAfter</c>.</summary>
public static class StateWords
{
    /// <summary>The word for a state.</summary>
    public static string Of<T>(T value) where T : struct, Enum
    {
        var name = value.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }

    /// <summary>The state for a word.</summary>
    public static T Read<T>(string word) where T : struct, Enum => Enum.Parse<T>(word, ignoreCase: true);
}
